"""The duty to verify one pledged fact."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.edge.bytewise import ByteByByte
from nuocheng.journal.files import File, in_lifecycle
from nuocheng.kernel.facts import Comparison, FactType, written
from nuocheng.verification.lifecycle import LIFECYCLE, OPEN, TaskState
from nuocheng.verification.rules.compare import Claim
from nuocheng.verification.rules.ways import Way, read_ways


class Task(File):
    """The duty to verify one pledged fact (核查任务), born in the transaction of the decision, or of the pledge."""

    kind: ClassVar[str] = "task"
    lifecycle = LIFECYCLE
    later: ClassVar[frozenset[str]] = frozenset(
        {
            "known",
            "draw",
            "officers",
            "drawn_at",
            "triggered_by",
            "workdays",
            "visit",
            "place_key",
            "harm",
            "reopened_for",
            "reopened_at",
            "took_part",
            "tolerance",
            "ways",
            "step",
            "tries",
            "tried_before",
            "goes_on",
            "privacy",
            "timing",
            "repeat",
            "urgent_until",
            "opens_on",
            "expires_on",
            "remind_on",
            "reminded",
        }
    )

    origin = models.CharField("办件编号", max_length=48)
    item_name = models.CharField("事项", max_length=200)
    party_kind = models.CharField("当事人类型", max_length=16)
    party_name = models.CharField("当事人", max_length=100)
    certificate = models.CharField("证明名称", max_length=200)
    certificate_key = models.CharField("证明代号", max_length=40)
    fact_key = models.CharField("事实代号", max_length=40)
    label = models.CharField("承诺的事实", max_length=100)
    fact_type = models.CharField("类型", max_length=12)
    comparison = models.CharField("比对方式", max_length=24)
    tolerance = models.CharField("容许相差", max_length=20, blank=True, default="")
    claimed = models.CharField("承诺内容", max_length=400)
    channel = models.CharField("核查方式", max_length=24)
    source = models.CharField("数据来源", max_length=60, blank=True)
    source_field = models.CharField("比对字段", max_length=60, blank=True)
    known = models.CharField("办理时查到的", max_length=600, blank=True)
    standard = models.CharField("核查标准", max_length=400, blank=True)
    exempt_reason = models.CharField("免予核查理由", max_length=400, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    timing = models.CharField("核查时间安排", max_length=16, blank=True, default="")
    repeat = models.PositiveSmallIntegerField("同一事实第几次再查", default=0)
    urgent_until = models.DateField("先问，最迟到哪一天", null=True)
    opens_on = models.DateField("开始核查的日子", null=True)
    expires_on = models.DateField("到期的日子", null=True)
    remind_on = models.DateField("下次提醒的日子", null=True)
    reminded = models.PositiveSmallIntegerField("提醒过几次", default=0)
    due_on = models.DateField("核查期限")
    due_provisional = models.BooleanField("期限暂定", default=False)
    workdays = models.PositiveIntegerField("核查期限几个工作日", default=0)
    outcome = models.CharField("比对结果", max_length=20, blank=True)
    observed = models.CharField("查到的内容", max_length=400, blank=True)
    asked_at = models.DateTimeField("最近查询时间", null=True)
    attempts = models.PositiveIntegerField("查询次数", default=0)
    found_at = models.DateTimeField("结论时间", null=True)
    found_by = models.CharField("下结论的人", max_length=64, blank=True)
    finding_note = models.CharField("结论说明", max_length=400, blank=True)
    draw = models.CharField("抽查编号", max_length=48, blank=True)
    drawn_at = models.DateTimeField("抽查时间", null=True)
    officers = models.CharField("抽到的核查人员", max_length=200, blank=True)
    triggered_by = models.CharField("临时核查的起因", max_length=400, blank=True)
    visit = models.CharField("现场核查编号", max_length=48, blank=True)
    place_key = models.CharField("地址代号", max_length=80, blank=True)
    harm = models.CharField("不实的危害", max_length=12, blank=True, default="")
    reopened_for = models.CharField("重新核查的原因", max_length=400, blank=True, default="")
    reopened_at = models.DateTimeField("重新核查的时间", null=True)
    took_part = models.CharField("参加过的人", max_length=200, blank=True, default="")

    ways = models.TextField("依次换用的方式", blank=True, default="")
    step = models.PositiveSmallIntegerField("用到第几种方式", default=0)
    tries = models.PositiveSmallIntegerField("问不通试几次", default=0)
    tried_before = models.PositiveIntegerField("换用以前查询的次数", default=0)
    goes_on = models.BooleanField("等着换下一种方式", default=False)
    privacy = models.CharField("能不能公示", max_length=12, blank=True, default="")

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "task_state_known"),
            models.UniqueConstraint(
                fields=["origin", "certificate_key", "fact_key", "repeat"], name="task_once_per_fact_and_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refuted") | models.Q(outcome="contradicted"),
                name="task_refuted_only_on_contradiction",
                violation_error_message="没有查到矛盾的数据，不能认定不实",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="not_as_pledged")
                | models.Q(outcome="contradicted", decided_at__isnull=True),
                name="task_other_only_before_decision",
                violation_error_message="作出决定以前查到矛盾的数据，才记和承诺不一致",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refuted") | models.Q(decided_at__isnull=False),
                name="task_refuted_only_after_decision",
                violation_error_message="还没有作出决定的，不认定不实",
            ),
            models.CheckConstraint(
                condition=models.Q(state="awaiting", opens_on__isnull=False)
                | ~models.Q(state="awaiting") & models.Q(opens_on__isnull=True),
                name="task_awaiting_has_its_day",
                violation_error_message="等到期核查的，要有开始核查的日子",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "state", "due_on", "reference"], name="task_queue"),
            models.Index(
                fields=["department", "state", "outcome", "due_on", "reference"], name="task_in_lane"
            ),
            models.Index(
                *(models.F("department"), models.F("state"), ByteByByte("reference")),
                name="task_by_number",
            ),
            models.Index(
                *(models.F("department"), models.F("state"), ByteByByte("party_name"), models.F("reference")),
                name="task_by_name",
            ),
            models.Index(
                *(
                    models.F("department"),
                    models.F("state"),
                    ByteByByte("certificate"),
                    models.F("reference"),
                ),
                name="task_by_what",
            ),
            models.Index(fields=["state", "channel", "due_on", "reference"], name="task_to_ask_first"),
            models.Index(fields=["state", "outcome", "channel", "asked_at"], name="task_to_ask_again"),
            models.Index(
                fields=["urgent_until", "reference"],
                condition=models.Q(urgent_until__isnull=False),
                name="task_urgent",
            ),
            models.Index(
                fields=["opens_on", "reference"],
                condition=models.Q(opens_on__isnull=False),
                name="task_to_open",
            ),
            models.Index(
                fields=["remind_on", "reference"],
                condition=models.Q(remind_on__isnull=False),
                name="task_to_remind",
            ),
            models.Index(fields=["origin", "state"], name="task_by_origin"),
            models.Index(fields=["found_at"], name="task_by_finding"),
            models.Index(fields=["drawn_at"], name="task_by_draw"),
            models.Index(fields=["party", "state"], name="task_by_party"),
            models.Index(
                fields=["department", "state", "due_on", "reference"],
                condition=models.Q(
                    reopened_at__isnull=False
                ),  # a state in it would keep SQLite from using it
                name="task_reopened",
            ),
            models.Index(fields=["source", "state"], name="task_by_source"),
            models.Index(
                fields=["due_on", "reference"], condition=models.Q(goes_on=True), name="task_to_go_on"
            ),
            models.Index(fields=["place_key"], condition=~models.Q(place_key=""), name="task_by_place"),
        ]

    @property
    def way_now(self) -> Way:
        """Return the way that is taken now."""
        return Way(self.channel, self.source, self.source_field)

    @property
    def all_ways(self) -> tuple[Way, ...]:
        """Return every way of the plan in its order; of a plan that names one, that one."""
        return read_ways(self.ways) or (self.way_now,)

    @property
    def is_open(self) -> bool:
        """Say whether an officer still owes a finding."""
        return self.state in OPEN

    def choice_of(self, channel: str) -> str:
        """Return how a way is chosen for it: by its place in the plan, or, where the plan has none such, by its channel."""
        planned = [place for place, one in enumerate(self.all_ways, start=1) if one.channel == channel]
        return str(planned[0]) if planned else channel

    @property
    def is_early(self) -> bool:
        """Say whether it is verified before the decision, which is not taken yet."""
        return self.decided_at is None

    @property
    def waits_for_draw(self) -> bool:
        """Say whether a draw decides whether it is verified."""
        return self.state == TaskState.POOLED

    @property
    def claim(self) -> Claim:
        """Return what was pledged, as it is compared with what is found."""
        return Claim(
            key=self.fact_key,
            type=FactType(self.fact_type),
            value=self.claimed,
            comparison=Comparison(self.comparison),
            tolerance=self.tolerance,
        )

    @property
    def pledged(self) -> str:
        """Return what was pledged, written for reading: 7500元, 2027年6月30日."""
        return written(self.fact_type, self.claimed)

    def __str__(self) -> str:
        """Name the task by its fact."""
        return f"{self.reference} {self.label}"
