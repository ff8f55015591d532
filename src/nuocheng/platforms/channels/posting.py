"""Speaking to another system once: the name is resolved and looked at, then connected to; one deadline for all of it."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import httpcore2

from nuocheng.platforms.channels.addresses import Unwelcome, checked, resolve
from nuocheng.platforms.channels.pace import PACE, Pace

LONGEST_WAIT_S = 86_400


class Fate(StrEnum):
    """What became of one attempt."""

    TAKEN = "taken"
    GONE = "gone"
    REFUSED = "refused"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is posted, and where to; with *method* GET a question, without a body."""

    url: str
    headers: Mapping[str, str]
    body: str
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Posted:
    """How it went: *said* is a sentence for the administrator, *wait_s* what the other side asked for.

    *answer* is what was answered, where it was taken and is no longer than the pace allows; else nothing.
    """

    fate: Fate
    said: str
    wait_s: int = 0
    answer: bytes = b""


def post(parcel: Parcel, pace: Pace = PACE, trust: ssl.SSLContext | None = None) -> Posted:
    """Post a message once, and say what became of it; nothing outside makes it raise."""
    scheme, _, _ = parcel.url.partition(":")
    door = _Door(time.monotonic() + pace.deadline_s, plain=scheme == "http")
    try:
        with httpcore2.ConnectionPool(network_backend=door, ssl_context=trust) as pool:
            return _answered(pool, parcel, pace)
    except Unwelcome as why:
        return Posted(Fate.AWAY, str(why))
    except httpcore2.TimeoutException:
        return Posted(Fate.AWAY, f"等了{pace.deadline_s:g}秒没有答复")
    except (httpcore2.ConnectError, OSError) as problem:
        return Posted(Fate.AWAY, _why(problem))
    except (httpcore2.NetworkError, httpcore2.ProtocolError, ValueError):
        return Posted(Fate.AWAY, "对方的答复读不出来")


def _answered(pool: httpcore2.ConnectionPool, parcel: Parcel, pace: Pace) -> Posted:
    with pool.stream(
        parcel.method,
        parcel.url,
        headers=list(parcel.headers.items()),
        content=parcel.body.encode(),
        extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), pace.deadline_s)},
    ) as answer:
        read = bytearray()
        for part in answer.iter_stream():
            read += part
            if len(read) > pace.largest_answer:
                read.clear()
                break
        return replace(_read(answer.status, answer.headers), answer=bytes(read))


def _read(status: int, headers: Iterable[tuple[bytes, bytes]]) -> Posted:
    said = f"对方答复{status}"
    if 200 <= status < 300:
        return Posted(Fate.TAKEN, said)
    if status == 410:
        return Posted(Fate.GONE, "对方答复410，说不再接收")
    if 300 <= status < 400:
        return Posted(Fate.REFUSED, f"{said}，要求去别的地址，没有照办")
    wait = next((value for name, value in headers if name.lower() == b"retry-after"), b"")
    asked = min(int(wait), LONGEST_WAIT_S) if wait.isdigit() else 0
    return Posted(Fate.AWAY if status in {429, 500, 502, 503, 504} else Fate.REFUSED, said, asked)


def _why(problem: BaseException) -> str:
    within: BaseException | None = problem
    while within is not None:
        if isinstance(within, ssl.SSLError):
            return "对方的证书或加密连接有问题"
        within = within.__cause__ or within.__context__
    return "连不上对方"


class _Door(httpcore2.SyncBackend):
    """Opens connections only to addresses that were looked at, and cuts them at the deadline."""

    def __init__(self, until: float, *, plain: bool) -> None:
        self.until = until
        self.plain = plain

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the very address that was checked, never to what the name says a moment later.

        Raises:
            Unwelcome: The name leads to where nothing may be sent.

        """
        address = checked(resolve(host, port), plain=self.plain)
        stream = super().connect_tcp(str(address), port, _left(self.until), local_address, socket_options)
        return _Timed(stream, self.until)


class _Timed(httpcore2.NetworkStream):
    """A connection of which every step has only what is left of the one deadline: a slow drip ends too."""

    def __init__(self, inner: httpcore2.NetworkStream, until: float) -> None:
        self.inner = inner
        self.until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what came."""
        return self.inner.read(max_bytes, _left(self.until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self.inner.write(buffer, _left(self.until))

    def close(self) -> None:
        """Hang up."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Go on encrypted; the name that was asked for must be the certificate's."""
        secure = self.inner.start_tls(ssl_context, server_hostname, _left(self.until))
        return _Timed(secure, self.until)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection underneath knows of itself."""
        return self.inner.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return left
