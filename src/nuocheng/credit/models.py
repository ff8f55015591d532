"""Tables of credit: one integrity file (诚信档案) per party, and the marks in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.credit.lifecycle import LIFECYCLE
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
