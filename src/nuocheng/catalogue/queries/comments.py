"""Comments on an edition with their answers, as the desk and the acts read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from nuocheng.catalogue.models import Comment, CommentAnswer, Edition
from nuocheng.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Commented:
    """One comment, and its answer if there is one."""

    row: Comment
    answer: CommentAnswer | None

    @property
    def answered(self) -> bool:
        """Say whether the comment is settled."""
        return self.answer is not None


def comments(edition: Edition) -> list[Commented]:
    """Return the comments on an edition in the order in which they were written, by one query."""
    rows = Comment.objects.filter(edition=edition).select_related("answer").order_by("number")
    return [_with_answer(row) for row in rows]


def comment(edition: Edition, number: int) -> Commented:
    """Return one comment by its number.

    Raises:
        NotFound: There is no such comment on this edition.

    """
    row = Comment.objects.filter(edition=edition, number=number).select_related("answer").first()
    if row is None:
        raise NotFound("没有这条意见，请回到审核意见重新选")
    return _with_answer(row)


def last_number(edition: Edition) -> int:
    """Return the number of the last comment on an edition, nought if there is none."""
    found: int | None = Comment.objects.filter(edition=edition).aggregate(last=Max("number"))["last"]
    return found or 0


def unanswered(edition: Edition) -> int:
    """Return how many comments on an edition wait for an answer."""
    return Comment.objects.filter(edition=edition, answer=None).count()


def _with_answer(row: Comment) -> Commented:
    found: CommentAnswer | None = getattr(row, "answer", None)
    return Commented(row, found)
