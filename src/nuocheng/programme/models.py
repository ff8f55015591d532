"""Tables of the programme of work: rounds, plans, milestones, explanations, summaries, contacts, reminders."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.programme.lifecycle import (
    CONTACT,
    EXPLANATION,
    MILESTONE,
    PLAN,
    ROUND,
    SUMMARY,
    ContactState,
    ExplanationState,
    RoundState,
)
from nuocheng.programme.rules.content import (
    CONTACT_TITLES,
    Asked,
    Named,
    Part,
    PlanText,
    asked_from_json,
    items_from,
    parts_from_json,
    plan_from_json,
)

#: States of an explanation that has neither been withdrawn nor replaced.
LIVE = (ExplanationState.FILED, ExplanationState.RETURNED, ExplanationState.ACCEPTED)


class Round(File):
    """A round of work (一轮工作): what the Bureau asks of every department, and until when."""

    kind: ClassVar[str] = "round"
    lifecycle = ROUND

    title = models.CharField("名称", max_length=60)
    document = models.CharField("部署文件", max_length=200, blank=True)
    begins_on = models.DateField("开始日期")
    milestones = models.TextField("节点", default="[]")
    closed_on = models.DateField("结束日期", null=True)

    class Meta:
        constraints = [
            in_lifecycle(ROUND, "round_state_known"),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=RoundState.OPEN), name="round_one_open"
            ),
        ]

    def __str__(self) -> str:
        """Name the round."""
        return self.title

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Return the milestones that the round asks for."""
        return asked_from_json(self.milestones)


class ImplementationPlan(File):
    """The implementation plan (实施方案) of a department in a round; a new version supersedes the one before."""

    kind: ClassVar[str] = "programme_plan"
    lifecycle = PLAN

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveIntegerField("版次", default=1)
    title = models.CharField("标题", max_length=100)
    content = models.TextField("内容")
    items = models.PositiveIntegerField("计划实施的事项数", default=0)
    signed_by = models.CharField("签发人", max_length=60, blank=True)
    signed_on = models.DateField("签发日期", null=True)
    filed_at = models.DateTimeField("报送时间", null=True)
    published_at = models.DateTimeField("公布时间", null=True)
    returned_reason = models.CharField("退回原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(PLAN, "programme_plan_state_known"),
            models.UniqueConstraint(
                fields=["round", "department", "version"], name="programme_plan_one_per_version"
            ),
        ]
        indexes = [models.Index(fields=["round", "state"], name="programme_plan_by_round")]

    def __str__(self) -> str:
        """Name the plan."""
        return self.title

    @property
    def says(self) -> PlanText:
        """Return what the plan says."""
        return plan_from_json(self.content)


class Milestone(File):
    """A milestone (工作节点) of a round, once a department has begun it."""

    kind: ClassVar[str] = "milestone"
    lifecycle = MILESTONE

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="begun")
    code = models.CharField("节点代码", max_length=40)
    title = models.CharField("节点", max_length=60)
    due_on = models.DateField("完成期限")
    how = models.CharField("打算怎么做", max_length=400, blank=True)
    evidence = models.TextField("完成依据", blank=True)
    done_on = models.DateField("完成日期", null=True)
    reported_at = models.DateTimeField("报告时间", null=True)
    late = models.BooleanField("逾期完成", default=False)
    confirmed_at = models.DateTimeField("确认时间", null=True)
    returned_reason = models.CharField("退回原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(MILESTONE, "milestone_state_known"),
            models.UniqueConstraint(fields=["round", "department", "code"], name="milestone_once_per_round"),
        ]

    def __str__(self) -> str:
        """Name the milestone."""
        return self.title


class Explanation(File):
    """The written explanation (书面说明) of a department that cannot take part, wholly or with some items."""

    kind: ClassVar[str] = "explanation"
    lifecycle = EXPLANATION

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="explanations")
    grounds = models.CharField("情形", max_length=200)
    text = models.TextField("理由")
    whole = models.BooleanField("全部事项", default=True)
    items = models.TextField("事项", default="[]")
    filed_at = models.DateTimeField("报送时间")
    accepted_at = models.DateTimeField("采纳时间", null=True)
    returned_reason = models.CharField("退回原因", max_length=400, blank=True)
    ended_reason = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(EXPLANATION, "explanation_state_known"),
            models.UniqueConstraint(
                fields=["round", "department"],
                condition=models.Q(state__in=sorted(LIVE)),
                name="explanation_one_alive",
            ),
        ]

    def __str__(self) -> str:
        """Name the explanation."""
        return self.reference

    @property
    def ground_codes(self) -> tuple[str, ...]:
        """Return the codes of the grounds."""
        return tuple(self.grounds.split())

    @property
    def named(self) -> tuple[Named, ...]:
        """Return the items that cannot take part; none where it is all of them."""
        return items_from(json.loads(self.items))


class Summary(File):
    """The summary (总结) of a department's work in a round: one for each department and round.

    *content* is the department's own until it hands it in; each handing-in keeps what it said, see `HandedSummary`.
    """

    kind: ClassVar[str] = "summary"
    lifecycle = SUMMARY

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="summaries")
    due_on = models.DateField("报送期限")
    content = models.TextField("内容", default="[]")
    times = models.PositiveIntegerField("报送次数", default=0)
    handed_in_at = models.DateTimeField("第一次报送时间", null=True)
    late = models.BooleanField("逾期报送", default=False)
    taken_at = models.DateTimeField("接收时间", null=True)
    returned_reason = models.CharField("退回原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(SUMMARY, "summary_state_known"),
            models.UniqueConstraint(fields=["round", "department"], name="summary_once_per_round"),
        ]
        indexes = [models.Index(fields=["department", "state"], name="summary_by_department")]

    def __str__(self) -> str:
        """Name the summary."""
        return self.reference

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return what it says, part by part."""
        return parts_from_json(self.content)


class HandedSummary(Record):
    """A summary as it was handed in (报送) once: its parts, who signed it off, and who handed it in."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="handed")
    number = models.PositiveIntegerField("第几次")
    content = models.TextField("内容")
    signed_by = models.CharField("签发人", max_length=60)
    signed_on = models.DateField("签发日期")
    sender = models.CharField("报送人", max_length=60)
    at = models.DateTimeField("报送时间")
    late = models.BooleanField("逾期报送", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["summary", "number"], name="handed_summary_numbered"),
        ]

    def __str__(self) -> str:
        """Name the handing-in by its summary and number."""
        return f"{self.summary_id} {self.number}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return what it says, part by part."""
        return parts_from_json(self.content)


class Contact(File):
    """A leader in charge (负责领导) or a liaison (联络员) of a department, from a day until a day.

    Days are half open: who came on the day when the other left is the contact of that day.
    """

    kind: ClassVar[str] = "contact"
    lifecycle = CONTACT

    role = models.CharField("岗", max_length=12, choices=list(CONTACT_TITLES.items()))
    name = models.CharField("姓名", max_length=60)
    title = models.CharField("职务", max_length=60)
    office_phone = models.CharField("办公电话", max_length=40, blank=True)
    mobile = models.CharField("手机", max_length=20, blank=True)
    since = models.DateField("开始日期")
    until = models.DateField("结束日期", null=True)

    class Meta:
        constraints = [
            in_lifecycle(CONTACT, "contact_state_known"),
            models.UniqueConstraint(
                fields=["department", "role"],
                condition=models.Q(state=ContactState.CURRENT),
                name="contact_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="contact_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期",
            ),
        ]
        indexes = [models.Index(fields=["department", "role", "since"], name="contact_by_day")]

    def __str__(self) -> str:
        """Name the contact."""
        return self.name

    @property
    def phones(self) -> str:
        """Return the telephone numbers as the table of contacts (附件1) writes them in one cell."""
        return "、".join(one for one in (self.office_phone, self.mobile) if one)


class Reminder(Record):
    """What a department was reminded of (提醒, by itself) or chased for (催办, by the Bureau)."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reminders")
    department = models.CharField("单位", max_length=20)
    code = models.CharField("节点代码", max_length=40)
    title = models.CharField("节点", max_length=60)
    due_on = models.DateField("完成期限")
    step = models.CharField("第几次", max_length=20)
    text = models.CharField("内容", max_length=300)
    sender = models.CharField("发出人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "department", "code", "step"], name="reminder_once_a_step"
            )
        ]

    def __str__(self) -> str:
        """Name the reminder by what it is about."""
        return self.title
