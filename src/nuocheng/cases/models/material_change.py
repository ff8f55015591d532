"""The table of changes to certificates handed in."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.material import Material
from nuocheng.journal.files import Record


class MaterialChange(Record):
    """A certificate handed in was given another name, or taken back before the case was handed in.

    The certificate itself stays as it came: what was acknowledged is never lost.
    """

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="changes")
    filename = models.CharField("新的文件名", max_length=200, blank=True)
    removed = models.BooleanField("拿掉了", default=False)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        """Name the change."""
        return "拿掉了" if self.removed else self.filename
