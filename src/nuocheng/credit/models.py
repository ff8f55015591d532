"""Tables of credit: one integrity file (诚信档案) per party, the marks in it, objections and corrections."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.credit.lifecycle import LIFECYCLE, OBJECTION
from nuocheng.journal.files import File, Record, in_lifecycle


class IntegrityFile(File):
    """The integrity file of one party; *party* is its normalised number, unique."""

    kind: ClassVar[str] = "integrity"
    lifecycle = LIFECYCLE

    party_name = models.CharField("名称", max_length=100)
    reason = models.CharField("不适用的原因", max_length=400, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    barred_at = models.DateTimeField("记入时间", null=True)
    repaired_at = models.DateTimeField("修复时间", null=True)
    marks = models.PositiveIntegerField("不实记录数", default=0)
    repair_text = models.TextField("修复说明", blank=True)
    repair_asked_at = models.DateTimeField("申请修复时间", null=True)

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "integrity_state_known"),
            models.UniqueConstraint(fields=["party"], name="integrity_one_per_party"),
        ]
        indexes = [models.Index(fields=["state", "moved_at", "reference"], name="integrity_by_state")]

    def __str__(self) -> str:
        """Name the file."""
        return self.reference


class Mark(Record):
    """One untrue pledge (不实承诺) entered in an integrity file, with its matter and its law."""

    file = models.ForeignKey(IntegrityFile, on_delete=models.PROTECT, related_name="entered")
    matter = models.CharField("处理编号", max_length=48)
    case = models.CharField("办件编号", max_length=48)
    department = models.CharField("认定单位", max_length=20)
    grade = models.CharField("程度", max_length=12)
    reason = models.CharField("事由", max_length=400)
    basis = models.CharField("依据", max_length=200)
    at = models.DateTimeField("记入时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter"], name="mark_once_per_matter")]

    def __str__(self) -> str:
        """Name the mark by its matter."""
        return self.matter


class Objection(File):
    """An objection (异议) of a party to one mark in its integrity file; the department that entered it answers."""

    kind: ClassVar[str] = "objection"
    lifecycle = OBJECTION

    integrity = models.CharField("档案编号", max_length=48)
    mark = models.CharField("记录编号", max_length=32)
    party_name = models.CharField("当事人", max_length=100)
    text = models.TextField("异议的内容")
    entered_by = models.CharField("记入的人", max_length=64, blank=True)
    due_on = models.DateField("答复期限")
    answer = models.TextField("答复", blank=True)
    answered_by = models.CharField("答复人", max_length=64, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        constraints = [
            in_lifecycle(OBJECTION, "objection_state_known"),
            models.UniqueConstraint(
                fields=["mark"], condition=models.Q(state="filed"), name="objection_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=False) | models.Q(state__in=["filed", "withdrawn"]),
                name="objection_answered_has_date",
                violation_error_message="答复过的异议要有答复时间",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "state", "due_on", "reference"], name="objection_queue"),
            models.Index(fields=["state", "due_on", "reference"], name="objection_district"),
            models.Index(fields=["party", "-opened_at"], name="objection_by_party"),
        ]

    def __str__(self) -> str:
        """Name the objection."""
        return self.reference


class Correction(Record):
    """The correction (更正) of a mark that should not be there: the mark stays readable, and counts no more."""

    mark = models.OneToOneField(Mark, on_delete=models.PROTECT, related_name="correction")
    objection = models.CharField("异议编号", max_length=48)
    reason = models.TextField("更正的理由")
    at = models.DateTimeField("更正时间")

    def __str__(self) -> str:
        """Name the correction by its objection."""
        return self.objection
