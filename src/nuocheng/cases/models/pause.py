"""The table of pauses of the statutory clock."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Pause(Record):
    """A time that does not count toward the term (不计入期限): from, to, why, and how many working days."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField("种类", max_length=16)
    reason = models.CharField("原因", max_length=200)
    began_on = models.DateField("从")
    ended_on = models.DateField("到")
    workdays = models.PositiveIntegerField("工作日数")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__gte=models.F("began_on")),
                name="pause_ends_after_it_began",
                violation_error_message="暂停计时的结束不能早于开始",
            ),
        ]

    def __str__(self) -> str:
        """Name the pause by its reason and length."""
        return f"{self.reason}{self.workdays}个工作日"
