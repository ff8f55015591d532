"""The table of special procedures."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Procedure(Record):
    """A special procedure (检验、检测、听证、专家评审) whose time does not count, as the party was told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="procedures")
    at = models.DateTimeField("开始时间")
    by = models.CharField("审查人", max_length=64)
    kind = models.CharField("程序", max_length=24)
    reason = models.CharField("理由", max_length=400)
    workdays = models.PositiveIntegerField("预计工作日")
    paper = models.CharField("告知书", max_length=32)

    def __str__(self) -> str:
        """Name the procedure by its kind."""
        return f"{self.case_id} {self.kind}"
