"""Asking a provider of identities: one deadline for the whole answer, a bound on its size, JSON or nothing."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2

LARGEST = 256 * 1024
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Away(Exception):
    """The provider gives no answer that could be used; the message is for the log and holds no personal data."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the provider; with a form it is posted."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None


@dataclass(slots=True)
class _Slot:
    """Where the thread that waits finds what the other one got."""

    status: int = 0
    body: bytes = b""
    trouble: str = "没有在时限内答完"


def safe(url: str) -> bool:
    """Say whether an address may be called: encrypted, or on this very machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    )


def ask(call: Call, deadline_s: float) -> tuple[int, dict[str, Any]]:
    """Return status and document of the answer.

    Raises:
        Away: There is none by the deadline, or it is no JSON object.

    """
    if not safe(call.url):
        raise Away("地址没有加密，没有去问")
    slot = _Slot()
    # In a thread of its own: no timeout of a library covers name look-up and a slow drip together.
    caller = threading.Thread(target=_run, args=(call, deadline_s, slot), name="single-sign-on", daemon=True)
    caller.start()
    caller.join(deadline_s)
    if not slot.status:
        raise Away(slot.trouble)
    try:
        document = json.loads(slot.body)
    except ValueError as garbage:
        raise Away("答复不是JSON") from garbage
    if not isinstance(document, dict):
        raise Away("答复的JSON不是一个对象")
    return slot.status, document


def _run(call: Call, deadline_s: float, slot: _Slot) -> None:
    try:
        with (
            httpx2.Client(
                timeout=deadline_s,
                follow_redirects=False,
                trust_env=False,
                verify=ssl.create_default_context(),
            ) as line,
            line.stream(
                "GET" if call.form is None else "POST",
                call.url,
                headers={"Accept": "application/json", **call.headers},
                data=call.form,
            ) as answer,
        ):
            slot.body = _bounded(answer)
            slot.status = answer.status_code
    except (httpx2.HTTPError, httpx2.InvalidURL, Away, ValueError) as wrong:
        slot.trouble = str(wrong) if isinstance(wrong, Away) else type(wrong).__name__


def _bounded(answer: httpx2.Response) -> bytes:
    """Return the body.

    Raises:
        Away: It is larger than any honest answer.

    """
    body = b""
    for part in answer.iter_bytes():
        body += part
        if len(body) > LARGEST:
            raise Away("答复太大")
    return body
