"""The table of look-ups: who held a paper against our records is not kept, only that somebody did."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case


class Lookup(models.Model):
    """One look-up (核验) of a paper: when, by which way, and what was answered; the result has a number of its own.

    It is also what look-ups are slowed down by: *client* and *asked* are keyed digests, good for counting only.
    """

    sheet = models.CharField("核验单号", max_length=14, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="lookups")
    way = models.CharField("方式", max_length=8)
    verdict = models.CharField("结果", max_length=12)
    title = models.CharField("答复", max_length=40)
    text = models.CharField("说明", max_length=200)
    client = models.CharField("来处摘要", max_length=64)
    asked = models.CharField("所问摘要", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet"], name="lookup_one_sheet", condition=~models.Q(sheet=""))
        ]
        indexes = [
            models.Index(fields=["client", "at"], name="lookup_by_client"),
            models.Index(
                fields=["asked", "at"], name="lookup_by_asked", condition=models.Q(verdict="unknown")
            ),
            models.Index(fields=["case", "-at"], name="lookup_by_case"),
        ]

    def __str__(self) -> str:
        """Name the look-up by its result."""
        return f"{self.sheet} {self.verdict}"
