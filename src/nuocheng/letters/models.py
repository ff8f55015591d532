"""The table of letters: what was told to whom, and when."""

from __future__ import annotations

from django.db import models

from nuocheng.journal.files import Record


class Letter(Record):
    """One message to one party, delivered in its own account; the words are kept as sent."""

    party = models.CharField("收件人号码", max_length=18)
    about = models.CharField("关于", max_length=48)
    title = models.CharField("标题", max_length=100)
    text = models.TextField("内容")
    paper = models.CharField("所附文书", max_length=32, blank=True)
    sent_at = models.DateTimeField("送出时间")

    class Meta:
        indexes = [models.Index(fields=["party", "-sent_at"], name="letter_by_party")]

    def __str__(self) -> str:
        """Name the letter by its title."""
        return self.title
