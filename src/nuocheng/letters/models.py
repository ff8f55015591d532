"""Tables of letters: what was told to whom, and each way by which it was sent on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.letters.lifecycle import LIFECYCLE


class Letter(Record):
    """One message to one party, delivered in its own account; the words are kept as sent."""

    party = models.CharField("收件人号码", max_length=18)
    about = models.CharField("关于", max_length=48)
    title = models.CharField("标题", max_length=100)
    text = models.TextField("内容")
    paper = models.CharField("所附文书", max_length=32, blank=True)
    sent_at = models.DateTimeField("送出时间")

    class Meta:
        indexes = [
            models.Index(fields=["party", "-sent_at"], name="letter_by_party"),
            models.Index(fields=["sent_at", "id"], name="letter_by_time"),
        ]

    def __str__(self) -> str:
        """Name the letter by its title."""
        return self.title


class Mailing(File):
    """One letter on one way outside (短信、邮件、纸质信件): the exact words, to where, and what became of it."""

    kind: ClassVar[str] = "mailing"
    lifecycle = LIFECYCLE

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="mailings")
    about = models.CharField("关于", max_length=48)
    way = models.CharField("方式", max_length=8)
    name = models.CharField("收件人", max_length=100)
    address = models.CharField("送到哪里", max_length=160)
    subject = models.CharField("标题", max_length=100)
    text = models.TextField("原文")
    paper = models.CharField("所附文书", max_length=32, blank=True)
    attempts = models.PositiveIntegerField("送过几次", default=0)
    next_at = models.DateTimeField("下次送的时间", null=True)
    ended_at = models.DateTimeField("送出或者寄出时间", null=True)
    receipt_no = models.CharField("回执或者邮件号", max_length=64, blank=True)
    problem = models.CharField("没送到的原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "mailing_state_known"),
            models.UniqueConstraint(fields=["letter", "way"], name="mailing_once_per_way"),
            models.CheckConstraint(
                condition=models.Q(next_at__isnull=False) | ~models.Q(state="queued"),
                name="mailing_queued_has_time",
                violation_error_message="等着送出的要有送出时间",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_at"], name="mailing_due"),
            models.Index(fields=["department", "state", "-moved_at", "reference"], name="mailing_desk"),
            models.Index(fields=["about", "-opened_at"], name="mailing_by_about"),
        ]

    def __str__(self) -> str:
        """Name the mailing."""
        return f"{self.subject}（{self.way}）"


class Taken(models.Model):
    """How far the letters have been taken up for sending on: one row, moved forward by the job."""

    until = models.DateTimeField("看到哪一刻")

    def __str__(self) -> str:
        """Say how far."""
        return f"{self.until:%Y-%m-%d %H:%M}"
