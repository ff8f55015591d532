"""What others may read of holdings."""

from __future__ import annotations

from uuid import UUID

from nuocheng.holdings.models import Blob, Holding
from nuocheng.kernel.errors import NotFound


def content(digest: str) -> bytes:
    """Return the bytes kept under a digest.

    Raises:
        NotFound: Nothing is kept under it.

    """
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
