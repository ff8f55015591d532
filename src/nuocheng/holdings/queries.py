"""What others may read of holdings."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet

from nuocheng.holdings.models import Blob, Holding, Scan
from nuocheng.kernel.errors import NotFound

LOOK_BACK = timedelta(minutes=10)


def content(digest: str) -> bytes:
    """Return the bytes kept under a digest.

    Raises:
        NotFound: Nothing is kept under it, or the scanner found something in it.

    """
    if Scan.objects.filter(pk=digest).exclude(found="").exists():
        raise NotFound("这个文件后来查出病毒，已经封存，不能打开；请让交文件的人重新交一份")
    found = Blob.objects.filter(pk=digest).first()
    if found is None:
        raise NotFound("没有找到这个文件，请刷新页面再试")
    return bytes(found.content)


def holding(key: str) -> Holding:
    """Return one file that was kept, by its id in hexadecimal.

    Raises:
        NotFound: There is no such file.

    """
    try:
        found = Holding.objects.filter(pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("没有找到这个文件，请刷新页面再试")
    return found


def unscanned(most: int) -> list[Holding]:
    """Return the oldest files that the scanner has not seen, at most so many."""
    return list(_unscanned().order_by("kept_at", "pk")[:most])


def waiting_to_be_scanned() -> int:
    """Return how many files the scanner has not seen."""
    return _unscanned().count()


def infected() -> int:
    """Return in how many contents the scanner found something after they were kept."""
    return Scan.objects.exclude(found="").count()


def _unscanned() -> QuerySet[Holding]:
    """Return the files after those seen so far, with a look back for acts that were slow to commit."""
    rows = Holding.objects.exclude(Exists(Scan.objects.filter(pk=OuterRef("digest"))))
    newest = Scan.objects.aggregate(at=Max("kept_at"))["at"]
    return rows if newest is None else rows.filter(kept_at__gte=newest - LOOK_BACK)
