"""The table of eligibility checks."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class EligibilityCheck(Record):
    """A check (资格核验) of whether the party may pledge: result, reason, and what was asked."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks")
    at = models.DateTimeField("时间")
    eligible = models.BooleanField("可以承诺")
    rule = models.CharField("规则", max_length=60, blank=True)
    reason = models.CharField("原因", max_length=400, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    sources = models.TextField("查询来源", default="[]")

    def __str__(self) -> str:
        """Name the check by its result."""
        return "可以承诺" if self.eligible else self.reason
