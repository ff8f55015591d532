"""The exchange as a server process: `python -m nuocheng.simulator.exchange --port 0`."""

import argparse
import hmac
import ipaddress
import json
import os
import secrets
import signal
import sys
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from nuocheng.simulator import openapi
from nuocheng.simulator.desk import PAGE, Desk, Latency, Visit, china_clock, written
from nuocheng.simulator.faults import (
    HEALTHY,
    Fault,
    Mode,
    Reply,
    distort,
    parse_fault,
    read_fault,
    refuse,
    transmit,
)
from nuocheng.simulator.problems import Problem
from nuocheng.simulator.questions import Query, read_json, read_query
from nuocheng.simulator.registers import Source

MAX_BODY = 16 * 1024
MAX_DRAINED = 1024 * 1024
MAX_CONNECTIONS = 256
MAX_SEARCH = 200
IDLE_S = 15
FAREWELL_S = 5.0
JSON_TYPE = "application/json; charset=utf-8"
PROBLEM_TYPE = "application/problem+json; charset=utf-8"


@dataclass(frozen=True)
class Options:
    """How the exchange behaves; keys that are not given are made up and printed."""

    api_key: str = field(default_factory=partial(secrets.token_urlsafe, 18))
    admin_key: str = field(default_factory=partial(secrets.token_urlsafe, 18))
    latency: Latency = field(default_factory=Latency)
    faults: tuple[tuple[str, Fault], ...] = ()
    today: date | None = None
    open_to_network: bool = False


class Exchange(ThreadingHTTPServer):
    """The server: one thread for each connection, bounded, and polite when it is told to stop."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, options: Options) -> None:
        """Open the desk and bind the address.

        Raises:
            ValueError: The address is not a loopback one, unasked, or a fault names no source.

        """
        if not options.open_to_network and not ipaddress.ip_address(host).is_loopback:
            message = f"{host} is reachable from the network; say so with open_to_network"
            raise ValueError(message)
        self.options = options
        self.desk = Desk(clock=_clock(options.today), latency=options.latency)
        for source, fault in options.faults:
            if source not in self.desk.registers.sources:
                message = f"no such source: {source}"
                raise ValueError(message)
            self.desk.board.put(source, fault)
        self.stopping = threading.Event()
        self._busy = 0
        self._idle = threading.Condition()
        self._slots = threading.BoundedSemaphore(MAX_CONNECTIONS)
        self.document = openapi.describe(self.desk.registers)
        super().__init__((host, port), Handler)

    @property
    def address(self) -> str:
        """Say where the exchange is reached."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own, or turn it away when there are too many."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        request.sendall(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about callers who hang up; report anything else."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def enter(self) -> None:
        """Note that a request is being answered."""
        with self._idle:
            self._busy += 1

    def leave(self) -> None:
        """Note that a request has been answered."""
        with self._idle:
            self._busy -= 1
            self._idle.notify_all()

    def stop(self) -> None:
        """Take no more connections, let running answers finish for a moment, and close."""
        self.stopping.set()
        self.shutdown()
        with self._idle:
            self._idle.wait_for(lambda: self._busy == 0, timeout=FAREWELL_S)
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One connection: reads requests strictly, answers each from the desk."""

    protocol_version = "HTTP/1.1"
    server_version = "exchange"
    sys_version = ""
    timeout = IDLE_S
    disable_nagle_algorithm = True
    server: Exchange

    def do_GET(self) -> None:
        """Answer a request of whatever method."""
        self.server.enter()
        try:
            self._answer()
        finally:
            self.server.leave()

    do_POST = do_PUT = do_HEAD = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_QUERY = do_GET  # noqa: N815

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say in a problem document what http.server itself finds wrong with a request."""
        del message, explain
        self.close_connection = True
        self._send(self._problem(Problem(int(code), "这不是一个有效的HTTP请求")))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server names it so
        """Write nothing to the terminal: the log of the exchange is its own."""

    def _answer(self) -> None:
        path, _, search = self.path.partition("?")
        try:
            body = self._body()
            self._handler(path)(body, search)
        except Problem as problem:
            self._send(self._problem(problem))

    def _handler(self, path: str) -> Callable[[bytes, str], None]:
        handlers = self._routes(path)
        if not handlers:
            raise Problem(404, "交换平台没有这个地址，可用的地址见/openapi.json")
        if self.command not in handlers:
            allowed = ", ".join(sorted(handlers))
            raise Problem(405, f"该地址支持的方法：{allowed}", headers={"Allow": allowed})
        return handlers[self.command]

    def _routes(self, path: str) -> Mapping[str, Callable[[bytes, str], None]]:
        fixed: Mapping[str, Mapping[str, Callable[[bytes, str], None]]] = {
            "/v1/queries": {"POST": self._query},
            "/v1/sources": {"GET": self._sources},
            "/v1/health": {"GET": self._health},
            "/v1/log": {"GET": self._log},
            "/v1/faults": {"GET": self._faults},
            "/openapi.json": {"GET": self._openapi},
        }
        if path.startswith("/v1/faults/"):
            return {"PUT": partial(self._put_fault, path.removeprefix("/v1/faults/"))}
        return fixed.get(path, {})

    def _query(self, body: bytes, _search: str) -> None:
        desk = self.server.desk
        visit = Visit(received_at=desk.clock())
        try:
            query = self._read_query(body)
            visit.query = query
            visit.fault = desk.board.strike(query.source.key)
            self._pause(desk.pace() + (visit.fault.delay_ms / 1000 if visit.fault.mode is Mode.SLOW else 0))
            refuse(visit.fault)
            reply = self._reply(200, desk.answer(visit, query))
        except Problem as problem:
            visit.outcome = str(problem.status)
            raise
        finally:
            # Written before the answer leaves: whoever has the answer finds the line.
            desk.record(visit)
        self._send(distort(visit.fault, reply, zlib.crc32(query.request_id.encode())), visit.fault)

    def _read_query(self, body: bytes) -> Query:
        self._authorise("X-API-Key", self.server.options.api_key)
        return read_query(self._json(body), self.server.desk.registers.sources)

    def _sources(self, _body: bytes, _search: str) -> None:
        self._authorise("X-API-Key", self.server.options.api_key)
        registers = self.server.desk.registers
        described = [self._with_size(source) for source in registers.sources.values()]
        self._send(self._reply(200, {"purposes": _titled(registers.purposes), "sources": described}))

    def _with_size(self, source: Source) -> dict[str, Any]:
        return {**source.described(), "subjects": self.server.desk.registers.size(source)}

    def _health(self, _body: bytes, _search: str) -> None:
        desk = self.server.desk
        down = [key for key in desk.registers.sources if desk.board.now(key).mode is not Mode.NONE]
        state = {
            "status": "degraded" if down else "ok",
            "now": written(desk.clock()),
            "sources_in_trouble": down,
        }
        self._send(self._reply(200, state))

    def _openapi(self, _body: bytes, _search: str) -> None:
        self._send(self._reply(200, self.server.document))

    def _log(self, _body: bytes, search: str) -> None:
        self._authorise("X-Admin-Key", self.server.options.admin_key)
        asked = _whole_numbers(search, {"after": (0, 10**12), "limit": (1, PAGE)})
        entries = self.server.desk.entries(asked.get("after", 0), asked.get("limit", PAGE))
        self._send(self._reply(200, {"entries": entries}))

    def _faults(self, _body: bytes, _search: str) -> None:
        self._authorise("X-Admin-Key", self.server.options.admin_key)
        board = self.server.desk.board
        described = {key: board.now(key).described() for key in self.server.desk.registers.sources}
        self._send(self._reply(200, {"faults": described}))

    def _put_fault(self, source: str, body: bytes, _search: str) -> None:
        self._authorise("X-Admin-Key", self.server.options.admin_key)
        if source not in self.server.desk.registers.sources:
            raise Problem(404, "没有这个数据来源")
        fault = read_fault(self._json(body))
        self.server.desk.board.put(source, fault)
        self._send(self._reply(200, {"source": source, **fault.described()}))

    def _authorise(self, header: str, key: str) -> None:
        given = self.headers.get(header, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), key.encode()):
            raise Problem(401, f"请在{header}中写明有效的密钥", headers={"WWW-Authenticate": header})

    def _json(self, body: bytes) -> object:
        if self.headers.get_content_type() != "application/json":
            raise Problem(415, "请求的内容类型应为application/json")
        return read_json(body)

    def _body(self) -> bytes:
        """Read the whole body, within limits, so that the connection stays usable."""
        # Any refusal in here leaves unread bytes behind: the connection ends with it.
        reusable, self.close_connection = self.close_connection, True
        if self.headers.get("Transfer-Encoding"):
            raise Problem(411, "请用Content-Length写明长度，不接受分块传输")
        written_length = self.headers.get("Content-Length")
        if written_length is None and self.command in ("POST", "PUT"):
            raise Problem(411, "请用Content-Length写明长度")
        if not (written_length or "0").isascii() or not (written_length or "0").isdigit():
            raise Problem(400, "Content-Length应为数字")
        length = int((written_length or "0")[:12])
        if length > MAX_BODY:
            self.rfile.read(min(length, MAX_DRAINED))
            raise Problem(413, f"请求正文不能超过{MAX_BODY}字节")
        try:
            body = self.rfile.read(length)
        except TimeoutError:
            raise Problem(408, "请求正文没有发完") from None
        self.close_connection = reusable
        return body

    def _reply(
        self, status: int, document: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> Reply:
        body = json.dumps(document, ensure_ascii=False).encode()
        held = {"Content-Type": JSON_TYPE, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
        return Reply(status, {**held, "X-Content-Type-Options": "nosniff", **(headers or {})}, body)

    def _problem(self, problem: Problem) -> Reply:
        return self._reply(
            problem.status, problem.document(), {"Content-Type": PROBLEM_TYPE, **problem.headers}
        )

    def _send(self, reply: Reply, fault: Fault = HEALTHY) -> None:
        if self.server.stopping.is_set():
            self.close_connection = True
        headers = {**reply.headers, "Connection": "close"} if self.close_connection else reply.headers
        body = b"" if self.command == "HEAD" else reply.body
        whole = Reply(reply.status, headers, body)
        if not transmit(fault, whole, self.connection, self.server.stopping.wait):
            self.close_connection = True

    def _pause(self, seconds: float) -> None:
        if seconds > 0:
            self.server.stopping.wait(seconds)


def serve(
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    options: Options | None = None,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve until SIGTERM or SIGINT; the first line announced is the address."""
    exchange = Exchange(host, port, options or Options())

    def ask_to_stop(_number: int, _frame: object) -> None:
        # shutdown() waits for serve_forever(), which runs in this very thread.
        threading.Thread(target=exchange.stop, name="farewell").start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    announce(exchange.address)
    announce(f"X-API-Key: {exchange.options.api_key}")
    announce(f"X-Admin-Key: {exchange.options.admin_key}")
    exchange.serve_forever(poll_interval=0.05)
    for thread in threading.enumerate():
        if thread.name == "farewell":
            thread.join()


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="exchange", description="模拟数据共享交换平台（只含虚构数据）")
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址，默认只限本机")
    parser.add_argument("--port", type=int, default=0, help="端口；0表示由系统分配")
    parser.add_argument("--latency-ms", type=int, default=0, help="每次答复的基本耗时")
    parser.add_argument("--jitter-ms", type=int, default=0, help="在基本耗时上随机增加的最大值")
    parser.add_argument("--seed", type=int, default=1, help="随机数种子")
    parser.add_argument("--today", type=date.fromisoformat, help="把这一天当作今天，如2026-11-23")
    parser.add_argument("--fault", action="append", default=[], type=parse_fault, metavar="来源=故障[:毫秒]")
    parser.add_argument("--open-to-network", action="store_true", help="允许监听本机以外的地址")
    given = parser.parse_args(arguments)
    keys = {
        "api_key": read_secret("NUOCHENG_EXCHANGE_KEY"),
        "admin_key": read_secret("NUOCHENG_EXCHANGE_ADMIN_KEY"),
    }
    options = Options(
        **{name: key for name, key in keys.items() if key},
        latency=Latency(given.latency_ms, given.jitter_ms, given.seed),
        faults=tuple(given.fault),
        today=given.today,
        open_to_network=given.open_to_network,
    )
    serve(given.host, given.port, options=options, announce=partial(print, flush=True))


def read_secret(name: str) -> str:
    """Read a key from the environment, or from the file that NAME_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else os.environ.get(name, "")


def _clock(today: date | None) -> Callable[[], datetime]:
    if today is None:
        return china_clock
    start, began = china_clock(), time.monotonic()
    shifted = datetime.combine(today, start.timetz())
    return lambda: shifted + timedelta(seconds=time.monotonic() - began)


def _titled(purposes: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"code": code, "title": title} for code, title in purposes.items()]


def _whole_numbers(search: str, allowed: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, values in parse_qs(search[:MAX_SEARCH], keep_blank_values=True).items():
        low, high = allowed.get(key, (1, 0))
        number = int(values[0]) if values[0].isascii() and values[0].isdigit() and len(values[0]) < 14 else -1
        if len(values) != 1 or not low <= number <= high:
            raise Problem(422, f"查询参数“{key[:40]}”不可用")
        found[key] = number
    return found


if __name__ == "__main__":
    main()
