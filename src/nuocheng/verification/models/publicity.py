"""Publicity checks: what is shown to everybody of one pledge, what anybody objects, and how that was answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.verification.lifecycle.asking import PUBLICITY


class Publicity(File):
    """A publicity check (公示核查) of one pledged fact: what is shown, from when until when, and what it came to.

    *shown_party* and *shown_claim* are what the public reads: masked once, when it is opened, and sealed so.
    *down_on* is the last day on which the page stands.
    """

    kind: ClassVar[str] = "publicity"
    lifecycle = PUBLICITY

    task = models.CharField("核查编号", max_length=48)
    origin = models.CharField("办件编号", max_length=48)
    item_name = models.CharField("事项", max_length=200)
    certificate = models.CharField("证明名称", max_length=200)
    label = models.CharField("承诺的事实", max_length=100)
    shown_party = models.CharField("公示的当事人", max_length=100)
    shown_claim = models.CharField("公示的承诺内容", max_length=400)
    consent = models.CharField("本人同意公示的依据", max_length=400, blank=True)
    ground = models.CharField("法律规定要公示的情形", max_length=40, blank=True)
    contact = models.CharField("联系电话", max_length=80)
    opened_by = models.CharField("经办人", max_length=64)
    begins_on = models.DateField("公示开始")
    until = models.DateField("公示到哪天")
    until_provisional = models.BooleanField("期限暂定", default=False)
    down_on = models.DateField("页面留到哪天")
    objections = models.PositiveIntegerField("几条异议", default=0)
    unanswered = models.PositiveIntegerField("还没有答复的异议", default=0)
    upheld = models.PositiveIntegerField("成立的异议", default=0)
    outcome = models.CharField("结果", max_length=16, blank=True)
    reason = models.CharField("结果的理由", max_length=400, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "公示核查"
        constraints = [
            in_lifecycle(PUBLICITY, "publicity_state_known"),
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(state__in=["shown", "over"]),
                name="publicity_once_at_a_time",
                violation_error_message="这一项正在公示，还没有结束",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "state", "until", "reference"], name="publicity_desk"),
            models.Index(fields=["state", "until", "reference"], name="publicity_by_end"),
            models.Index(fields=["down_on", "reference"], name="publicity_for_all"),
            models.Index(fields=["task"], name="publicity_by_task"),
        ]

    def __str__(self) -> str:
        """Name the check by its fact."""
        return f"{self.reference} {self.label}"


class PublicityObjection(Record):
    """What somebody objects to a publicity (异议): without a name if they like; the code that opens the answer is kept as a digest."""

    publicity = models.ForeignKey(Publicity, on_delete=models.PROTECT, related_name="heard")
    number = models.PositiveIntegerField("第几条")
    text = models.CharField("哪里不对", max_length=1000)
    name = models.CharField("姓名", max_length=60, blank=True)
    contact = models.CharField("联系方式", max_length=80, blank=True)
    code_digest = models.CharField("查询码摘要值", max_length=64, unique=True)
    at = models.DateTimeField("提出时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publicity", "number"], name="publicity_objection_numbered")
        ]

    def __str__(self) -> str:
        """Name the objection by its place."""
        return f"第{self.number}条异议"


class ObjectionEvidence(Record):
    """A file that came with an objection; its bytes lie in holdings."""

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    objection = models.ForeignKey(PublicityObjection, on_delete=models.PROTECT, related_name="evidence")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)

    def __str__(self) -> str:
        """Name the file by its digest."""
        return f"异议材料 {self.digest[:16]}"


class ObjectionReply(Record):
    """How an objection was answered: whether it stands, and why."""

    objection = models.OneToOneField(PublicityObjection, on_delete=models.PROTECT, related_name="reply")
    stands = models.BooleanField("成立")
    reason = models.CharField("理由", max_length=400)
    by = models.CharField("答复人", max_length=64)
    at = models.DateTimeField("答复时间")

    def __str__(self) -> str:
        """Say whether the objection stands."""
        return "成立" if self.stands else "不成立"
