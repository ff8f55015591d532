"""A GET cannot write: whatever a reading request sends to the database must only read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from nuocheng.kernel.errors import DirtyRead

READING = frozenset({"GET", "HEAD", "OPTIONS"})
ALLOWED = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "EXPLAIN", "PRAGMA", "WITH")
#: Words that write inside an otherwise reading statement (a WITH … DELETE, a locking read aside).
WRITING = (" INSERT ", " UPDATE ", " DELETE ")


def only_reading(
    execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]
) -> Any:
    """Let a statement through only if it reads.

    Raises:
        DirtyRead: It would write.
    """
    words = sql.lstrip().upper()
    if not words.startswith(ALLOWED):
        raise DirtyRead(f"a reading request tried: {sql[:80]}")
    if words.startswith("WITH") and any(word in words for word in WRITING):
        raise DirtyRead(f"a reading request tried: {sql[:80]}")
    return execute(sql, params, many, context)


class ReadingOnly:
    """Middleware: puts the guard around every GET, HEAD and OPTIONS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with the guard in place if it may only read."""
        if request.method not in READING:
            return self.get_response(request)
        with connection.execute_wrapper(only_reading):
            return self.get_response(request)
