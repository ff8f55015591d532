"""A GET cannot write: whatever a reading request sends to the database must only read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from nuocheng.kernel.errors import DirtyRead

READING = frozenset({"GET", "HEAD", "OPTIONS"})
ALLOWED = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "EXPLAIN", "PRAGMA", "WITH", "(SELECT")
#: Words that make a statement worth a second look; most statements have none of them.
SUSPECT = ("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "ALTER", "DROP", "CREATE", "PRAGMA", ";")
#: What is said in quotes or remarks is not a command.
SAID = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)
#: What writes inside an otherwise reading statement; a locking read (FOR UPDATE) only waits.
WRITING = re.compile(
    r"\b(INSERT|DELETE|MERGE|TRUNCATE|ALTER|DROP|CREATE|(?<!FOR )(?<!KEY )UPDATE)\b|;\s*\S|^PRAGMA\b.*="
)


def only_reading(
    execute: Callable[..., Any],
    sql: str,
    params: object,
    many: bool,  # noqa: FBT001 - Django calls it so
    context: dict[str, Any],
) -> Any:
    """Let a statement through only if it reads.

    Raises:
        DirtyRead: It would write.

    """
    words = sql.strip().upper()
    suspect = any(word in words for word in SUSPECT)
    if not words.startswith(ALLOWED) or (suspect and WRITING.search(SAID.sub("", words))):
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
