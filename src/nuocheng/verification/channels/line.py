"""One guarded HTTP call: a total deadline, a limit of size, and every way in which it fails as one typed sentence.

Every channel that asks outside asks through here; none has its own network code.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import stamina

from nuocheng.verification.channels.trouble import Trouble

logger = logging.getLogger(__name__)

CHUNK = 64 * 1024
JSON = "application/json"
REFUSED: Mapping[int, tuple[Trouble, str]] = {
    **dict.fromkeys((301, 302, 303, 307, 308), (Trouble.REFUSED, "要求我们去别的地址，没有照办")),
    400: (Trouble.REFUSED, "没有看懂我们的请求"),
    401: (Trouble.REFUSED, "没有接受我们的密钥"),
    403: (Trouble.REFUSED, "不同意为这一用途提供数据"),
    404: (Trouble.REFUSED, "没有这个地址"),
    409: (Trouble.REFUSED, "说请求编号已被使用"),
    422: (Trouble.REFUSED, "说请求的内容不符合要求"),
    429: (Trouble.OVER_QUOTA, "说今日查询次数已到上限"),
    500: (Trouble.SERVER_ERROR, "内部出错"),
    503: (Trouble.SERVER_ERROR, "正在维护"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a source is reached, by which certificates, and how long and how much we are ready to read.

    *ca_file* holds the roots it is trusted by; *certificate* our own certificate with its key, where it wants one.
    """

    url: str
    deadline_s: float = 8.0
    size_limit: int = 1024 * 1024
    allow_plain_http: bool = False
    ca_file: str | None = None
    certificate: str | None = None

    def __post_init__(self) -> None:
        """Refuse settings under which personal data would travel in the clear, or nothing could work.

        Raises:
            ValueError: The address is not https (or http to this machine), or a measure is not positive.

        """
        url = httpx2.URL(self.url)
        safe = url.scheme == "https" or (
            url.scheme == "http" and (self.allow_plain_http or _is_local(url.host))
        )
        if not safe or not url.host:
            message = "a source must be reached by https; plain http only on this machine or where allowed"
            raise ValueError(message)
        if self.deadline_s <= 0 or self.size_limit <= 0:
            message = "a source needs a deadline and a size limit"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request."""

    method: str
    path: str
    body: bytes = b""


#: Says with which headers a call proves that it is ours.
Signer = Callable[[Call], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Received:
    """A whole HTTP answer within the limits."""

    status: int
    content_type: str
    body: bytes

    @property
    def is_theirs(self) -> bool:
        """Say whether the other side says that the fault is its own."""
        return self.status >= httpx2.codes.INTERNAL_SERVER_ERROR


class NoReply(Exception):
    """No usable HTTP answer came: which trouble it was, with the sentence that says so."""

    def __init__(self, trouble: Trouble, text: str) -> None:
        super().__init__(text)
        self.trouble = trouble


class Cut:
    """One connection that can be cut from outside, at whatever point it hangs."""

    def __init__(self) -> None:
        """Begin unconnected."""
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._cut = False

    def trace(self, event: str, details: Mapping[str, Any]) -> None:
        """Take hold of the connection as soon as there is one."""
        if event == "connection.connect_tcp.complete":
            # A duplicate: the TLS layer takes the original away from us, and shutdown() works on either.
            self._hold(details["return_value"].get_extra_info("socket").dup())

    def cut(self) -> None:
        """End the call now: a read that waits for the next byte of a slow drip wakes up."""
        with self._lock:
            self._cut = True
            self._shutdown()

    def release(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _hold(self, held: socket.socket) -> None:
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            self._socket = held
            if self._cut:
                self._shutdown()

    def _shutdown(self) -> None:
        if self._socket is None:
            return
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            # The other side was faster: what should end has ended.
            return


@dataclass(slots=True)
class Slot:
    """Where the calling thread finds what its helper received, how often it tried, and whether an answer began."""

    received: Received | None = None
    failed: NoReply | None = None
    attempts: int = 0
    began: bool = False


class Line:
    """The line to one endpoint: every way in which a call over it goes wrong is a `NoReply`."""

    def __init__(self, endpoint: Endpoint, sign: Signer, *, name: str) -> None:
        """Prepare the connection; nothing is sent yet."""
        self._endpoint = endpoint
        self._sign = sign
        self._name = name
        trust = ssl.create_default_context(cafile=endpoint.ca_file)
        if endpoint.certificate:
            trust.load_cert_chain(endpoint.certificate)
        # No connection is kept: a call that is cut can then never spoil the next one.
        self._client = httpx2.Client(
            base_url=endpoint.url,
            headers={"Accept": JSON, "Accept-Encoding": "identity"},
            timeout=endpoint.deadline_s,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=0),
            verify=trust,
            follow_redirects=False,
            trust_env=False,
        )

    def send(self, call: Call) -> tuple[Received, int]:
        """Send one request, and return the answer and how many attempts it took, by the deadline.

        Raises:
            NoReply: No whole answer came within the limits.

        """
        # In a thread of its own: no timeout of a library covers name look-up, slow drip and retry together.
        cut, slot = Cut(), Slot()
        caller = threading.Thread(target=self._run, args=(call, cut, slot), name=self._name, daemon=True)
        caller.start()
        caller.join(self._endpoint.deadline_s)
        received, failed = slot.received, slot.failed
        cut.cut()
        if received is None:
            raise failed or self._too_late()
        return received, max(1, slot.attempts)

    def close(self) -> None:
        """Close what is open."""
        self._client.close()

    def _run(self, call: Call, cut: Cut, slot: Slot) -> None:
        try:
            slot.received = self._try_twice(call, cut, slot)
        except NoReply as why:
            slot.failed = why
        except Exception:
            # Whatever a source makes a library do, an officer gets an answer; the log gets the details.
            logger.exception("a call by %s broke", self._name)
            slot.failed = NoReply(Trouble.BROKEN, "和来源通话时出了意外，这次不作结论")
        finally:
            cut.release()

    def _try_twice(self, call: Call, cut: Cut, slot: Slot) -> Received:
        until = time.monotonic() + self._endpoint.deadline_s
        # Only a connection that never came about is tried again: nothing is asked twice.
        again = stamina.retry_context(
            on=httpx2.ConnectError,
            attempts=2,
            timeout=None,
            wait_initial=0.05,
            wait_max=0.2,
            wait_jitter=0.05,
        )
        try:
            for attempt in again:
                with attempt:
                    slot.attempts += 1
                    return self._send(call, cut, slot, until)
        except httpx2.ConnectError as trouble:
            raise NoReply(Trouble.UNREACHABLE, "连不上来源，这次不作结论，请稍后再查") from trouble
        except httpx2.TimeoutException as trouble:
            raise self._too_late() from trouble
        except httpx2.HTTPError as trouble:
            kind = Trouble.TRUNCATED if slot.began else Trouble.RESET
            raise NoReply(kind, "来源答到一半断了，这次不作结论，请稍后再查") from trouble
        raise NoReply(Trouble.UNREACHABLE, "连不上来源，这次不作结论，请稍后再查")

    def _send(self, call: Call, cut: Cut, slot: Slot, until: float) -> Received:
        with self._client.stream(
            call.method,
            call.path,
            content=call.body,
            headers={"Content-Type": JSON, **self._sign(call)},
            timeout=max(0.01, until - time.monotonic()),
            extensions={"trace": cut.trace},
        ) as response:
            slot.began = True
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise NoReply(Trouble.GARBAGE, "来源的答复用了没有约定的压缩，这次不作结论")
            content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Received(response.status_code, content_type, self._body(response))

    def _body(self, response: httpx2.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_raw(CHUNK):
            body += chunk
            if len(body) > self._endpoint.size_limit:
                text = f"来源的答复超过{self._endpoint.size_limit}字节，不再接收，这次不作结论"
                raise NoReply(Trouble.OVERSIZE, text)
        return bytes(body)

    def _too_late(self) -> NoReply:
        text = f"来源在{self._endpoint.deadline_s:g}秒内没有答完，这次不作结论，请稍后再查或发协查"
        return NoReply(Trouble.SLOW, text)


def usable(received: Received) -> bytes:
    """Return the body of an answer that is one.

    Raises:
        NoReply: The source refused, failed, or sent something that is no data.

    """
    if received.status != httpx2.codes.OK:
        kind = Trouble.SERVER_ERROR if received.is_theirs else Trouble.REFUSED
        trouble, said = REFUSED.get(received.status, (kind, "的答复状态不在约定之内"))
        raise NoReply(trouble, f"来源{said}（{received.status}），这次不作结论，请稍后再查或发协查")
    if received.content_type != JSON:
        raise NoReply(Trouble.GARBAGE, "来源给的不是数据（可能是登录网页），这次不作结论")
    return received.body


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
