"""The table of the edge: the colours of the region, each version kept."""

from __future__ import annotations

from django.db import models


class Theme(models.Model):
    """One version of the colours (主题色) of this installation; the newest is in force, none is ever changed.

    An empty *colours* means the colours that come with the product.
    """

    colours = models.JSONField("颜色")
    made_by = models.CharField("设定人", max_length=64)
    made_at = models.DateTimeField("设定时间")

    def __str__(self) -> str:
        """Name the version."""
        return f"主题色第{self.pk}版"
