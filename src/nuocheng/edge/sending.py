"""Sending people files that people handed in: never shown on this origin, never run, never kept by a cache."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from django.http import HttpResponse

#: Nothing in the answer may run or load anything, whatever it turns out to be.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def attachment(content: bytes, *, media_type: str, filename: str) -> HttpResponse:
    """Return a file to be saved, under its own name in every browser (RFC 6266)."""
    response = _sealed(content, media_type)
    plain = "file" + PurePosixPath(filename).suffix.encode("ascii", "ignore").decode()
    named = filename if filename.isascii() and '"' not in filename and "\\" not in filename else plain
    response["Content-Disposition"] = (
        f"attachment; filename=\"{named}\"; filename*=UTF-8''{quote(filename, safe='')}"
    )
    return response


def preview(content: bytes) -> HttpResponse:
    """Return a small JPEG that we drew ourselves, to be shown within a page."""
    response = _sealed(content, "image/jpeg")
    response["Content-Disposition"] = "inline"
    return response


def _sealed(content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
