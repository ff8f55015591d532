"""What others may read of papers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from nuocheng.kernel.errors import NotFound
from nuocheng.papers.models import Paper


def papers_of(subject: str) -> list[Paper]:
    """Return the papers of a file, oldest first."""
    return list(Paper.objects.filter(subject=subject).order_by("made_at", "id"))


def paper(key: str) -> Paper:
    """Return one paper by its id in hexadecimal.

    Raises:
        NotFound: There is no such paper.

    """
    try:
        found = Paper.objects.filter(pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("没有这份文书，请核对编号")
    return found


def made_at(key: str) -> datetime | None:
    """Return when a paper was issued, without reading what it says."""
    return Paper.objects.filter(pk=UUID(key)).values_list("made_at", flat=True).first() if key else None
