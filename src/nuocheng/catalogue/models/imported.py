"""Imports of tables into the catalogue: the file as it came, what it became, and how far it is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from nuocheng.catalogue.lifecycle import IMPORT_LIFECYCLE
from nuocheng.catalogue.models.edition import Edition
from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.kernel.lifecycles import Lifecycle


class Import(File):
    """One table that somebody brings into the catalogue (导入): read, confirmed, written, and perhaps undone.

    *matchings* is the canonical JSON of how its columns are understood, as the person confirmed it; *good_rows*
    says that items with faults are left out instead of stopping the whole.
    """

    kind: ClassVar[str] = "import"
    lifecycle: ClassVar[Lifecycle[Any]] = IMPORT_LIFECYCLE

    by = models.CharField("导入人账号", max_length=40)
    filename = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("文件摘要值", max_length=64)
    matchings = models.TextField("列的含义", default="", blank=True)
    good_rows = models.BooleanField("有问题的事项跳过", default=False)
    written = models.PositiveIntegerField("写入的事项数", default=0)
    left_out = models.PositiveIntegerField("没有写入的事项数", default=0)
    undone = models.PositiveIntegerField("撤回的事项数", default=0)

    class Meta:
        constraints = [in_lifecycle(IMPORT_LIFECYCLE, "import_state_known")]
        indexes = [
            models.Index(fields=["department", "opened_at", "reference"], name="import_by_department"),
            models.Index(fields=["state", "opened_at"], name="import_by_state"),
        ]

    def __str__(self) -> str:
        """Name the import."""
        return f"{self.reference} {self.filename}"


class ImportedFile(Record):
    """The very bytes that were handed in."""

    of = models.OneToOneField(Import, on_delete=models.PROTECT, related_name="file")
    raw = models.BinaryField("文件内容")

    def __str__(self) -> str:
        """Name the file by its import."""
        return self.of_id


class ImportedEdition(Record):
    """What an import did to one edition: *before* is the draft's content as it was, empty if it was not there."""

    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="editions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    before = models.TextField("原来的内容", blank=True)
    after = models.CharField("写入后的内容摘要值", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "edition"], name="imported_once")]

    def __str__(self) -> str:
        """Name what was written."""
        return f"{self.of_id} → {self.edition_id}"


class ImportCheck(models.Model):
    """How far the reading of an import is, and what it found: a working paper, made anew at any time.

    It is no file and no record: nothing is decided by it, and it is thrown away when the import is done with.
    *found* is JSON, *report* the error report as a workbook.
    """

    of = models.OneToOneField(Import, on_delete=models.CASCADE, primary_key=True, related_name="reading")
    stage = models.CharField("在做什么", max_length=40, default="", blank=True)
    done = models.PositiveIntegerField("做完的", default=0)
    total = models.PositiveIntegerField("一共", default=0)
    found = models.TextField("读到的", default="", blank=True)
    report = models.BinaryField("问题报告", default=b"")
    fault = models.CharField("整个文件的问题", max_length=400, default="", blank=True)

    def __str__(self) -> str:
        """Name the check by its import."""
        return self.of_id
