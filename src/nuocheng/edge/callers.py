"""Where requests come from, for counting and never for trusting."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return where the request comes from: behind our own proxy, what the proxy says last."""
    passed = str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip()
    behind = settings.SECURE_PROXY_SSL_HEADER is not None
    return passed if behind and passed else str(request.META.get("REMOTE_ADDR", ""))
