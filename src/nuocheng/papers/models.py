"""The table of papers: the content of each, byte for byte as it was shown and signed."""

from __future__ import annotations

from django.db import models

from nuocheng.journal.files import Record


class Paper(Record):
    """An official paper (文书): canonical content, its digest, and the form that lays it out.

    The printed page is made from *content* by *form*, and the same content always gives the same bytes.
    """

    subject = models.CharField("所属卷宗", max_length=48)
    form = models.CharField("格式", max_length=40)
    title = models.CharField("名称", max_length=100)
    number = models.CharField("文号", max_length=60, blank=True)
    department = models.CharField("制发单位", max_length=20, blank=True)
    party = models.CharField("当事人号码", max_length=18, blank=True)
    content = models.TextField("内容")
    digest = models.CharField("内容摘要值", max_length=64)
    made_at = models.DateTimeField("制发时间")

    class Meta:
        indexes = [models.Index(fields=["subject", "made_at"], name="paper_by_subject")]

    def __str__(self) -> str:
        """Name the paper."""
        return f"{self.title} {self.number}"
