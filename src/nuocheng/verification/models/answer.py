"""The answers of sources, and the photographs that come with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from nuocheng.journal.files import Record
from nuocheng.verification.models.task import Task


class Answer(Record):
    """What a source answered, word for word: the raw bytes, their digest, source and time are kept."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="answers")
    channel = models.CharField("核查方式", max_length=24)
    source = models.CharField("数据来源", max_length=60)
    outcome = models.CharField("结果", max_length=20)
    observed = models.CharField("查到的内容", max_length=400, blank=True)
    note = models.CharField("说明", max_length=400, blank=True)
    raw = models.BinaryField("原始应答", default=b"")
    digest = models.CharField("应答摘要值", max_length=64)
    receipt_no = models.CharField("回执号", max_length=64, blank=True)
    source_time = models.DateField("数据日期", null=True)
    asked_at = models.DateTimeField("查询时间")
    answered_at = models.DateTimeField("应答时间")
    latency_ms = models.PositiveIntegerField("耗时毫秒", default=0)

    class Meta:
        indexes = [models.Index(fields=["source", "asked_at"], name="answer_by_source")]

    def __str__(self) -> str:
        """Name the answer by source and outcome."""
        return f"{self.source} {self.outcome}"


class Photo(Record):
    """A photograph taken on the spot, kept as evidence with the answer it belongs to; its bytes lie in holdings.

    *content* held them before; its seal is the same either way (ADR 0017).
    """

    keeps: ClassVar[tuple[str, ...]] = ("digest",)
    moved: ClassVar[Mapping[str, str]] = {"content": "digest"}

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="photos")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)
    content = models.BinaryField("内容", default=b"")

    def __str__(self) -> str:
        """Name the photograph by its digest."""
        return f"照片 {self.digest[:16]}"
