"""The data-sharing exchange (国家数据共享交换平台) as a channel: one question, one answer, by a deadline."""

from __future__ import annotations

import ipaddress
import json
import logging
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx2
import stamina

from nuocheng.verification.channels.exchange_answer import Reading, read_answer
from nuocheng.verification.channels.protocol import Answer, Health, Outcome, Question

logger = logging.getLogger(__name__)

CHUNK = 64 * 1024
REFUSED = {
    **dict.fromkeys((301, 302, 303, 307, 308), "要求我们去别的地址，没有照办"),
    400: "没有看懂我们的请求",
    401: "没有接受我们的密钥",
    403: "不同意为这一用途提供数据",
    404: "没有这个地址",
    409: "说请求编号已被使用",
    422: "说请求的内容不符合要求",
    429: "说今日查询次数已到上限",
    500: "内部出错",
    503: "正在维护",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings:
    """Where the exchange is, how we identify ourselves, and how long and how much we are ready to read."""

    url: str
    key: str
    deadline_s: float = 8.0
    size_limit: int = 1024 * 1024
    allow_plain_http: bool = False
    ca_file: str | None = None

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
            message = (
                "the exchange must be reached by https; plain http only on this machine or where allowed"
            )
            raise ValueError(message)
        if not self.key.isascii() or not self.key.strip() or self.deadline_s <= 0 or self.size_limit <= 0:
            message = "the exchange needs a key in ASCII, a deadline and a size limit"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request."""

    method: str
    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A whole HTTP answer within the limits."""

    status: int
    content_type: str
    body: bytes


class NoReply(Exception):
    """No usable HTTP answer came, with the sentence that says why."""


class Line:
    """One call to the exchange that can be cut from outside, at whatever point it hangs."""

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
    """Where the calling thread finds what its helper thread received."""

    received: Received | None = None
    trouble: str = ""


class DataExchange:
    """Asks the data-sharing exchange; every way in which that goes wrong becomes an answer."""

    def __init__(self, settings: ExchangeSettings) -> None:
        """Prepare the connection; nothing is sent yet."""
        self._settings = settings
        # No connection is kept: a call that is cut can then never spoil the next one.
        self._client = httpx2.Client(
            base_url=settings.url,
            headers={"X-API-Key": settings.key, "Accept": "application/json", "Accept-Encoding": "identity"},
            timeout=settings.deadline_s,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=0),
            verify=ssl.create_default_context(cafile=settings.ca_file),
            follow_redirects=False,
            trust_env=False,
        )

    @property
    def key(self) -> str:
        """Name the channel for programs."""
        return "data_exchange"

    @property
    def title(self) -> str:
        """Name the channel for people."""
        return "数据共享交换平台"

    def ask(self, question: Question, *, at: datetime) -> Answer:
        """Ask one question; the answer is there by the deadline, whatever the other side does.

        Raises:
            ValueError: *at* has no time zone.

        """
        if at.tzinfo is None:
            message = "the moment of asking needs a time zone"
            raise ValueError(message)
        started = time.monotonic()
        reading, raw = self._read(question, at=at)
        latency = timedelta(seconds=time.monotonic() - started)
        return Answer(
            outcome=reading.outcome,
            source=question.source,
            channel=self.key,
            asked_at=at,
            answered_at=at + latency,
            latency_ms=latency // timedelta(milliseconds=1),
            note=reading.note,
            records=reading.records,
            raw=raw if reading.about_the_party else b"",
            receipt_no=reading.receipt_no,
            source_time=reading.source_time,
        )

    def check(self) -> Health:
        """Tell whether the exchange answers, without asking about anybody."""
        started = time.monotonic()
        try:
            received = self._within_deadline(Call("GET", "/v1/health", b""))
            ok, note = received.status == httpx2.codes.OK, f"交换平台答复{received.status}"
        except NoReply as why:
            ok, note = False, str(why)
        latency = int((time.monotonic() - started) * 1000)
        return Health(ok, latency, f"交换平台正常，用时{latency}毫秒" if ok else note)

    def close(self) -> None:
        """Close what is open."""
        self._client.close()

    def _read(self, question: Question, *, at: datetime) -> tuple[Reading, bytes]:
        try:
            body = _usable(self._within_deadline(Call("POST", "/v1/queries", _written(question))))
        except NoReply as why:
            return Reading(Outcome.SOURCE_DOWN, str(why)), b""
        return read_answer(body, question, at=at), body

    def _within_deadline(self, call: Call) -> Received:
        # In a thread of its own: no timeout of a library covers name look-up, slow drip and retry together.
        line, slot = Line(), Slot()
        caller = threading.Thread(
            target=self._run, args=(call, line, slot), name="data-exchange", daemon=True
        )
        caller.start()
        caller.join(self._settings.deadline_s)
        received, trouble = slot.received, slot.trouble
        line.cut()
        if received is None:
            raise NoReply(trouble or self._too_late())
        return received

    def _run(self, call: Call, line: Line, slot: Slot) -> None:
        try:
            slot.received = self._try_twice(call, line)
        except NoReply as why:
            slot.trouble = str(why)
        except Exception:
            # Whatever a source makes a library do, an officer gets an answer; the log gets the details.
            logger.exception("the call to the data exchange broke")
            slot.trouble = "和来源通话时出了意外，这次不作结论"
        finally:
            line.release()

    def _try_twice(self, call: Call, line: Line) -> Received:
        until = time.monotonic() + self._settings.deadline_s
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
                    return self._send(call, line, until)
        except httpx2.ConnectError as trouble:
            raise NoReply("连不上来源，这次不作结论，请稍后再查") from trouble
        except httpx2.TimeoutException as trouble:
            raise NoReply(self._too_late()) from trouble
        except httpx2.HTTPError as trouble:
            raise NoReply("来源答到一半断了，这次不作结论，请稍后再查") from trouble
        raise NoReply("连不上来源，这次不作结论，请稍后再查")

    def _send(self, call: Call, line: Line, until: float) -> Received:
        with self._client.stream(
            call.method,
            call.path,
            content=call.body,
            headers={"Content-Type": "application/json"},
            timeout=max(0.01, until - time.monotonic()),
            extensions={"trace": line.trace},
        ) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise NoReply("来源的答复用了没有约定的压缩，这次不作结论")
            content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Received(response.status_code, content_type, self._body(response))

    def _body(self, response: httpx2.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_raw(CHUNK):
            body += chunk
            if len(body) > self._settings.size_limit:
                raise NoReply(f"来源的答复超过{self._settings.size_limit}字节，不再接收，这次不作结论")
        return bytes(body)

    def _too_late(self) -> str:
        return f"来源在{self._settings.deadline_s:g}秒内没有答完，这次不作结论，请稍后再查或发协查"


def _usable(received: Received) -> bytes:
    if received.status != httpx2.codes.OK:
        said = REFUSED.get(received.status, "的答复状态不在约定之内")
        raise NoReply(f"来源{said}（{received.status}），这次不作结论，请稍后再查或发协查")
    if received.content_type != "application/json":
        raise NoReply("来源给的不是数据（可能是登录网页），这次不作结论")
    return received.body


def _written(question: Question) -> bytes:
    document = {
        "source": question.source,
        "subject": {
            "kind": question.subject_kind,
            "number": question.subject_number,
            "name": question.subject_name,
        },
        "fields": list(question.fields),
        "purpose": {"code": question.purpose, "basis": question.basis},
        "request_id": question.request_id,
        "asked_by": question.asked_by,
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
