"""The table of pledged facts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class PledgedFact(Record):
    """One fact that the party pledged, typed, in place of one certificate."""

    later: ClassVar[frozenset[str]] = frozenset({"round"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    certificate_key = models.CharField("证明代号", max_length=40)
    certificate = models.CharField("证明名称", max_length=200)
    key = models.CharField("事实代号", max_length=40)
    label = models.CharField("事实", max_length=100)
    type = models.CharField("类型", max_length=12)
    value = models.CharField("承诺内容", max_length=400)
    unit = models.CharField("单位", max_length=12, blank=True)
    round = models.PositiveSmallIntegerField("第几次承诺", default=0)

    def __str__(self) -> str:
        """Name the fact by its label and value."""
        return f"{self.label}：{self.value}"
