"""The tables of holdings: contents by their digest, and what was kept when, for what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import Kept, Record


class Blob(Kept):
    """The bytes of a file, kept once however often it is handed in."""

    def __str__(self) -> str:
        """Name the content by its digest."""
        return self.digest


class Holding(Record):
    """One file (存件) that was handed in: what it is, what it was called, and for what it is kept."""

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    digest = models.CharField("摘要值", max_length=64)
    filename = models.CharField("文件名", max_length=120)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    width = models.PositiveIntegerField("宽", default=0)
    height = models.PositiveIntegerField("高", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    purpose = models.CharField("用途", max_length=24)
    kept_at = models.DateTimeField("存入时间")

    class Meta:
        indexes = [
            models.Index(fields=["digest"], name="holding_by_digest"),
            models.Index(fields=["kept_at"], name="holding_by_time"),
        ]

    def __str__(self) -> str:
        """Name the holding by its file."""
        return self.filename


class Scan(models.Model):
    """What the virus scanner said of a content; what it found is not given out again."""

    digest = models.CharField("摘要值", max_length=64, primary_key=True)
    found = models.CharField("查出的病毒", max_length=200, blank=True)
    kept_at = models.DateTimeField("存入时间", db_index=True)
    at = models.DateTimeField("查杀时间")

    class Meta:
        indexes = [models.Index(fields=["at"], name="scan_found", condition=~models.Q(found=""))]

    def __str__(self) -> str:
        """Name the scan by what came of it."""
        return self.found or "没有发现病毒"
