"""What reviewers say about a field of an edition, and what is answered."""

from __future__ import annotations

from django.db import models

from nuocheng.catalogue.models.edition import Edition
from nuocheng.journal.files import Record


class Comment(Record):
    """One comment (审核意见) on one field of an edition in review.

    *anchor* is the part and the field ("item.conditions", "record.reason"); *quoted* is what the field said at
    that time, and *digest* the content that the reviewer had before them.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField("序号")
    anchor = models.CharField("位置", max_length=120)
    quoted = models.TextField("当时的内容", blank=True)
    digest = models.CharField("当时的内容摘要值", max_length=64)
    text = models.CharField("意见", max_length=400)
    written_by = models.CharField("意见人账号", max_length=40)
    written_at = models.DateTimeField("写意见的时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="comment_once")]

    def __str__(self) -> str:
        """Name the comment by its place."""
        return f"{self.anchor}：{self.text[:20]}"


class CommentAnswer(Record):
    """The answer (答复) to one comment: what was changed, or why not. With it the comment is settled."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="answer")
    text = models.CharField("答复", max_length=400)
    written_by = models.CharField("答复人账号", max_length=40)
    written_at = models.DateTimeField("答复时间")

    def __str__(self) -> str:
        """Name the answer by its first words."""
        return self.text[:20]
