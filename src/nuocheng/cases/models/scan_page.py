"""The tables of scanned pages: what came off the scanner, and where a person put what did not file itself."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class ScanPage(Record):
    """One scanned page of a paper signed by hand (扫描页): what its code says; page 0 where none was read."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scans")
    paper = models.CharField("哪一种文书", max_length=1, blank=True)
    shown = models.CharField("文书摘要值开头", max_length=16, blank=True)
    version = models.PositiveIntegerField("目录版本号", default=0)
    page = models.PositiveIntegerField("第几页", default=0)
    of = models.PositiveIntegerField("共几页", default=0)
    turned = models.PositiveIntegerField("转了几度", default=0)
    places = models.PositiveIntegerField("几处要签名", default=0)
    unsigned = models.PositiveIntegerField("几处好像没签", default=0)
    holding = models.CharField("存件", max_length=32)
    digest = models.CharField("摘要值", max_length=64)
    at = models.DateTimeField("扫描时间")
    by = models.CharField("扫描人", max_length=64)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="scan_by_case")]

    def __str__(self) -> str:
        """Name the scan by its page."""
        return f"第{self.page}页" if self.page else "没认出的一页"


class ScanPlacing(Record):
    """Where a clerk put a scanned page (归页): as which page, set aside with page 0, or confirmed as signed."""

    scan = models.ForeignKey(ScanPage, on_delete=models.PROTECT, related_name="placings")
    page = models.PositiveIntegerField("第几页", default=0)
    of = models.PositiveIntegerField("共几页", default=0)
    shown = models.CharField("文书摘要值开头", max_length=16, blank=True)
    confirmed = models.BooleanField("看过原件，签了", default=False)
    at = models.DateTimeField("时间")
    by = models.CharField("经办人", max_length=64)

    def __str__(self) -> str:
        """Name the placing by the page."""
        return f"第{self.page}页" if self.page else "不用这一张"
