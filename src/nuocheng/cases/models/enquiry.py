"""The table of what was looked up before a party filled in."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Enquiry(Record):
    """One question to one source about the party (查询), with its purpose and law, and what was filled in from it.

    *values* is the JSON of certificate, fact and value; empty where the source was silent or held nothing.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enquiries")
    channel = models.CharField("查询方式", max_length=24)
    source = models.CharField("数据来源", max_length=60)
    title = models.CharField("来源名称", max_length=100)
    fields = models.TextField("查询的栏目")
    purpose = models.CharField("用途", max_length=40)
    basis = models.CharField("依据", max_length=200)
    outcome = models.CharField("结果", max_length=20)
    receipt_no = models.CharField("回执号", max_length=64, blank=True)
    digest = models.CharField("应答摘要值", max_length=64)
    values = models.TextField("带出的内容", default="[]")
    at = models.DateTimeField("查询时间")

    def __str__(self) -> str:
        """Name the question by its source and outcome."""
        return f"{self.source} {self.outcome}"
