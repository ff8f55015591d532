"""The table of extensions of the term."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Extension(Record):
    """The one extension of the term (延长办理期限): why, who approved it and when, and the paper that told it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="extension")
    at = models.DateTimeField("告知时间")
    by = models.CharField("审查人", max_length=64)
    reason = models.CharField("理由", max_length=400)
    approved_by = models.CharField("批准的负责人", max_length=60)
    approved_on = models.DateField("批准日期")
    workdays = models.PositiveIntegerField("延长的工作日")
    due_before = models.DateField("原来的期限")
    due_on = models.DateField("延长后的期限")
    paper = models.CharField("告知书", max_length=32)

    def __str__(self) -> str:
        """Name the extension by its case."""
        return f"{self.case_id} 延长{self.workdays}个工作日"
