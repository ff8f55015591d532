"""The table of recusals."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Recusal(Record):
    """Somebody who does not take part in a case (回避), and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    at = models.DateTimeField("时间")
    who = models.CharField("回避人", max_length=64)
    reason = models.CharField("理由", max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "who"], name="recusal_once"),
        ]

    def __str__(self) -> str:
        """Name the recusal by its person."""
        return f"{self.case_id} {self.who}回避"
