"""The ways in which a data source can let its callers down, switchable while the exchange runs."""

import gzip
import json
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from nuocheng.simulator.problems import Complaint, Problem

FLOOD = 8 * 1024 * 1024
VERY_OLD = timedelta(days=6000)
MAX_DELAY_MS = 600_000
MAX_EVERY = 1000


class Mode(StrEnum):
    """What a source does instead of answering properly."""

    NONE = "none"
    DOWN = "down"
    ERROR = "error"
    LIMITED = "limited"
    SLOW = "slow"
    DRIP = "drip"
    DRIP_HEADERS = "drip_headers"
    RESET = "reset"
    TRUNCATE = "truncate"
    GARBAGE = "garbage"
    LOGIN_PAGE = "login_page"
    OVERSIZE = "oversize"
    COMPRESSED = "compressed"
    REDIRECT = "redirect"
    BLACKHOLE = "blackhole"
    FLAPPING = "flapping"
    WRONG_SUBJECT = "wrong_subject"
    WRONG_REQUEST = "wrong_request"
    EXTRA_FIELD = "extra_field"
    STALE = "stale"


TITLES: Mapping[Mode, str] = {
    Mode.NONE: "正常",
    Mode.DOWN: "停机（503）",
    Mode.ERROR: "内部出错（500）",
    Mode.LIMITED: "限流（429）",
    Mode.SLOW: "迟迟才答（delay_ms）",
    Mode.DRIP: "正文每delay_ms吐一个字节",
    Mode.DRIP_HEADERS: "连同响应头每delay_ms吐一个字节",
    Mode.RESET: "连接被重置",
    Mode.TRUNCATE: "正文只发一半",
    Mode.GARBAGE: "正文是乱码",
    Mode.LOGIN_PAGE: "返回登录网页",
    Mode.OVERSIZE: "正文大得没有尽头",
    Mode.COMPRESSED: "未经协商压缩正文",
    Mode.REDIRECT: "跳转到别处",
    Mode.BLACKHOLE: "收下请求后再无音信",
    Mode.FLAPPING: "每every次中有一次停机",
    Mode.WRONG_SUBJECT: "答的是另一个人",
    Mode.WRONG_REQUEST: "答的是另一次查询",
    Mode.EXTRA_FIELD: "多给了没有要的字段",
    Mode.STALE: "登记日期很旧",
}
DEFAULT_DELAY_MS: Mapping[Mode, int] = {
    Mode.SLOW: 5000,
    Mode.DRIP: 50,
    Mode.DRIP_HEADERS: 50,
    Mode.BLACKHOLE: 120_000,
}


@dataclass(frozen=True)
class Fault:
    """One mode with its measure: how long it delays, or every how many queries it strikes."""

    mode: Mode = Mode.NONE
    delay_ms: int = 0
    every: int = 2

    def described(self) -> dict[str, Any]:
        """Say in plain data what is set."""
        return {**asdict(self), "title": TITLES[self.mode]}


HEALTHY = Fault()


@dataclass
class FaultBoard:
    """Which fault each source has now."""

    _set: dict[str, Fault] = field(default_factory=dict)
    _asked: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, source: str, fault: Fault) -> None:
        """Set the fault of one source; HEALTHY takes it away."""
        with self._lock:
            self._set[source] = fault
            self._asked[source] = 0

    def now(self, source: str) -> Fault:
        """Say what is set, without counting a query."""
        with self._lock:
            return self._set.get(source, HEALTHY)

    def strike(self, source: str) -> Fault:
        """Decide what happens to the next query of this source."""
        with self._lock:
            fault = self._set.get(source, HEALTHY)
            asked = self._asked.get(source, 0)
            self._asked[source] = asked + 1
        if fault.mode is not Mode.FLAPPING:
            return fault
        return replace(fault, mode=Mode.DOWN) if asked % fault.every == 0 else HEALTHY


def read_fault(document: object) -> Fault:
    """Read a fault from the body of an admin request.

    Raises:
        Problem: The document is not a fault (422).

    """
    if (
        not isinstance(document, dict)
        or set(document) - {"mode", "delay_ms", "every"}
        or "mode" not in document
    ):
        raise Problem(422, "应为JSON对象，含mode，可含delay_ms和every", errors=(Complaint("", "键不对"),))
    try:
        mode = Mode(document["mode"])
    except ValueError:
        raise Problem(
            422, "没有这种故障", errors=(Complaint("/mode", "可用的有：" + "、".join(Mode)),)
        ) from None
    delay = _whole(document, "delay_ms", DEFAULT_DELAY_MS.get(mode, 0), (0, MAX_DELAY_MS))
    return Fault(mode, delay, _whole(document, "every", 2, (1, MAX_EVERY)))


def parse_fault(text: str) -> tuple[str, Fault]:
    """Read a fault from the command line, written SOURCE=MODE or SOURCE=MODE:DELAY_MS.

    Raises:
        ValueError: The text is not of that form.

    """
    source, separator, rest = text.partition("=")
    mode_text, _, delay = rest.partition(":")
    if not separator or mode_text not in set(Mode):
        message = f"{text}：应写作 来源=故障 或 来源=故障:毫秒"
        raise ValueError(message)
    mode = Mode(mode_text)
    return source, Fault(mode, int(delay) if delay else DEFAULT_DELAY_MS.get(mode, 0))


def refuse(fault: Fault) -> None:
    """Answer with a problem where the fault is one the source admits.

    Raises:
        Problem: The source is down, broken or limiting (503, 500, 429).

    """
    if fault.mode is Mode.DOWN:
        raise Problem(503, "数据来源正在维护，请稍后再查", headers={"Retry-After": "60"})
    if fault.mode is Mode.ERROR:
        raise Problem(500, "数据来源内部出错，已记录")
    if fault.mode is Mode.LIMITED:
        raise Problem(429, "本单位今日查询次数已到上限", headers={"Retry-After": "3600"})


def bend(fault: Fault, answer: dict[str, Any], today: date) -> dict[str, Any]:
    """Falsify the content of an answer where the fault is one of content."""
    if fault.mode is Mode.WRONG_REQUEST:
        return {**answer, "request_id": answer["request_id"][::-1]}
    if fault.mode is Mode.STALE:
        return {**answer, "as_of": (today - VERY_OLD).isoformat()}
    if fault.mode is Mode.EXTRA_FIELD:
        extra = [{**record, "mobile_phone": "13900000000"} for record in answer["records"]]
        return {**answer, "records": extra}
    return answer


@dataclass(frozen=True)
class Reply:
    """A whole HTTP answer before it goes on the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def head(self) -> bytes:
        """Write the status line and the headers."""
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            *(f"{name}: {value}" for name, value in self.headers.items()),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def distort(fault: Fault, reply: Reply, seed: int) -> Reply:
    """Spoil the body, its type or its destination where the fault is one of form."""
    if fault.mode is Mode.GARBAGE:
        noise = random.Random(seed).randbytes(len(reply.body))  # noqa: S311 - noise, not secrets
        return _with_body(reply, noise)
    if fault.mode is Mode.LOGIN_PAGE:
        page = "<!doctype html><title>请登录</title><form>请先登录政务外网</form>".encode()
        return _with_body(reply, page, {"Content-Type": "text/html; charset=utf-8"})
    if fault.mode is Mode.COMPRESSED:
        return _with_body(reply, gzip.compress(reply.body, mtime=0), {"Content-Encoding": "gzip"})
    if fault.mode is Mode.REDIRECT:
        return Reply(302, {**reply.headers, "Location": "/v1/health", "Content-Length": "0"}, b"")
    if fault.mode is Mode.OVERSIZE:
        padded = json.loads(reply.body) | {"note": "无" * (FLOOD // 3)}
        return _with_body(reply, json.dumps(padded, ensure_ascii=False).encode())
    return reply


Pause = Callable[[float], bool]


def transmit(fault: Fault, reply: Reply, connection: socket.socket, pause: Pause) -> bool:
    """Put the reply on the wire as the fault has it; tell whether the connection can be used again."""
    if fault.mode is Mode.RESET:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        return False
    if fault.mode is Mode.BLACKHOLE:
        _hold_until_gone(connection, fault.delay_ms / 1000, pause)
        return False
    if fault.mode is Mode.TRUNCATE:
        connection.sendall(reply.head() + reply.body[: len(reply.body) // 2])
        return False
    for part in _parts(fault, reply):
        connection.sendall(part)
        if fault.mode in (Mode.DRIP, Mode.DRIP_HEADERS) and pause(fault.delay_ms / 1000):
            return False
    return True


def _parts(fault: Fault, reply: Reply) -> Iterator[bytes]:
    if fault.mode is Mode.DRIP_HEADERS:
        yield from (bytes([byte]) for byte in reply.head() + reply.body)
        return
    if fault.mode is Mode.DRIP:
        yield reply.head()
        yield from (bytes([byte]) for byte in reply.body)
        return
    yield reply.head() + reply.body


def _hold_until_gone(connection: socket.socket, seconds: float, pause: Pause) -> None:
    # A black hole that outlives its caller would keep a thread for nothing: look whether anyone is there.
    until = time.monotonic() + seconds
    connection.settimeout(0.05)
    while time.monotonic() < until and not pause(0.05):
        try:
            if connection.recv(1024) == b"":
                return
        except TimeoutError:
            continue


def _with_body(reply: Reply, body: bytes, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(reply.status, {**reply.headers, **(headers or {}), "Content-Length": str(len(body))}, body)


def _whole(document: Mapping[str, Any], key: str, default: int, bounds: tuple[int, int]) -> int:
    value = document.get(key, default)
    # In JSON true is not a number; in Python it is.
    if isinstance(value, bool) or not isinstance(value, int) or not bounds[0] <= value <= bounds[1]:
        problem = Complaint(f"/{key}", f"应为{bounds[0]}至{bounds[1]}之间的整数")
        raise Problem(422, "请求有1处需要更正", errors=(problem,))
    return value
