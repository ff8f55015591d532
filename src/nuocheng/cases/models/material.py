"""The table of certificates handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Material(Record):
    """A certificate handed in on the ordinary path; its bytes lie in holdings under their digest.

    *content* held them before there were holdings; its seal is the same either way (ADR 0017).
    """

    keeps: ClassVar[tuple[str, ...]] = ("digest",)
    moved: ClassVar[Mapping[str, str]] = {"content": "digest"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="materials")
    certificate_key = models.CharField("证明代号", max_length=40)
    certificate = models.CharField("证明名称", max_length=200)
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)
    content = models.BinaryField("内容", default=b"")
    at = models.DateTimeField("提交时间")

    def __str__(self) -> str:
        """Name the material by its certificate."""
        return self.certificate
