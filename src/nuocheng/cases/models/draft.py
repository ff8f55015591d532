"""The table of drafts: what a party has typed and not yet signed."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case


class KeptDraft(models.Model):
    """The unsigned pledge (草稿) of one case: no record and no evidence, so it may change and be removed.

    *version* counts the times it was kept and *writer* names the page it was kept from, so that of two pages
    open at once neither overwrites the other unseen: what came second is held in *rival* until one is chosen.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    party = models.CharField("当事人号码", max_length=18, db_index=True)
    typed = models.JSONField("填写的内容", default=dict)
    version = models.PositiveIntegerField("第几次保存", default=0)
    writer = models.CharField("保存它的网页", max_length=32, blank=True)
    rival = models.JSONField("另一个网页填写的内容", null=True)
    saved_at = models.DateTimeField("保存时间")
    warned_at = models.DateTimeField("提醒时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]

    def __str__(self) -> str:
        """Name the draft by its case."""
        return f"{self.case_id} 草稿"
