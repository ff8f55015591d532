"""A stand-in for the credit information sharing platform (全国信用信息共享平台), a server process of its own.

`python -m nuocheng.simulator.credit_platform --port 0`. It has its own form of question and answer, checks a signature
(HMAC-SM3 or HMAC-SHA-256), counts a quota, and fails in the ways it is told to: for everybody, or for one party's number,
by its page at `/` or by PUT on `/admin/faults/…`.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import html
import json
import secrets
import signal
import sys
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from nuocheng.simulator.credit_lists import LISTS, NUMBER_KEYS, PERSON, Asked, Files
from nuocheng.simulator.desk import china_clock
from nuocheng.simulator.exchange import read_secret
from nuocheng.simulator.faults import (
    DEFAULT_DELAY_MS,
    HEALTHY,
    TITLES,
    Fault,
    FaultBoard,
    Mode,
    Reply,
    distort,
    read_fault,
    transmit,
)
from nuocheng.simulator.problems import Problem
from nuocheng.simulator.questions import read_json
from nuocheng.simulator.registers import number_is_valid

LONGEST_BODY = 16 * 1024
LONGEST_TEXT = 200
#: How far a signature's time may be off, in seconds: older ones are somebody's recording.
OFF_BY = 300
JSON_TYPE = "application/json; charset=utf-8"
EVERYBODY = "all"
DIGESTS = {"HMAC-SM3": "sm3", "HMAC-SHA256": "sha256"}
HEAD = frozenset({"reqNo", "purposeCode", "legalBasis", "askedBy"})
BAD_SIGNATURE, BAD_REQUEST, USED_UP, BROKEN = "0201", "0103", "0301", "0500"


class Refused(Exception):
    """A request that is answered with a code of trouble and a status of HTTP."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True)
class Options:
    """Who may ask, how often a day, and what counts as today; secrets that are not given are made up."""

    app_key: str = "nuocheng"
    secret: str = field(default_factory=partial(secrets.token_urlsafe, 18))
    admin_key: str = field(default_factory=partial(secrets.token_urlsafe, 18))
    quota: int = 5000
    today: date | None = None


@dataclass
class Desk:
    """What the platform remembers: numbers used once, questions of the day, faults, and who asked what for."""

    options: Options
    files: Files = field(default_factory=Files)
    board: FaultBoard = field(default_factory=FaultBoard)
    nonces: set[str] = field(default_factory=set)
    used: dict[str, int] = field(default_factory=dict)
    log: list[dict[str, str]] = field(default_factory=list)
    clock: Callable[[], datetime] = china_clock
    lock: threading.Lock = field(default_factory=threading.Lock)

    def today(self) -> date:
        """Say which day it is at the platform."""
        return self.options.today or self.clock().date()

    def strike(self, number: str) -> Fault:
        """Return what goes wrong with this question: for everybody, or for this party."""
        fault = self.board.strike(EVERYBODY)
        return fault if fault.mode is not Mode.NONE else self.board.strike(number)

    def identify(self, headers: Mapping[str, str], path: str, body: bytes) -> None:
        """Hold a request against its signature.

        Raises:
            Refused: It is not signed by whom it says, or old, or was sent before (401).

        """
        digest = DIGESTS.get(headers.get("X-Signature-Method", ""), "")
        stamp, once = headers.get("X-Timestamp", ""), headers.get("X-Nonce", "")
        if not digest or headers.get("X-App-Key", "") != self.options.app_key:
            raise Refused(401, BAD_SIGNATURE, "没有这个应用，或者签名的办法不对")
        said = f"POST\n{path}\n{hashlib.new(digest, body).hexdigest()}\n{stamp}\n{once}"
        wanted = hmac.new(self.options.secret.encode(), said.encode(), digest).hexdigest()
        if not hmac.compare_digest(
            wanted.encode(), headers.get("X-Signature", "").encode("utf-8", "replace")
        ):
            raise Refused(401, BAD_SIGNATURE, "签名不对")
        if not stamp.isdigit() or abs(time.time() - int(stamp)) > OFF_BY:
            raise Refused(401, BAD_SIGNATURE, "请求时间和平台时间差得太多")
        with self.lock:
            if once in self.nonces:
                raise Refused(401, BAD_SIGNATURE, "这个随机数用过了")
            self.nonces.add(once)

    def count(self) -> None:
        """Count one question of today.

        Raises:
            Refused: There were as many as were agreed (429).

        """
        day = self.today().isoformat()
        with self.lock:
            if self.used.get(day, 0) >= self.options.quota:
                raise Refused(429, USED_UP, "今天的查询次数已到上限")
            self.used[day] = self.used.get(day, 0) + 1

    def note(self, asked: Asked, code: str) -> None:
        """Write down who asked for which purpose; about whom is not kept."""
        line = {"reqNo": asked.request_no, "purpose": asked.purpose, "askedBy": asked.asked_by, "code": code}
        with self.lock:
            self.log.append(line)

    def page(self) -> str:
        """Return the page on which faults are set."""
        chosen = self.board.now(EVERYBODY).mode
        modes = "".join(
            f'<option value="{mode}"{" selected" if mode is chosen else ""}>{html.escape(title)}</option>'
            for mode, title in TITLES.items()
        )
        return (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>模拟信用信息共享平台</title>'
            f"<h1>模拟信用信息共享平台</h1><p>只含虚构数据。今天查询{sum(self.used.values())}次，"
            f"收到{len(self.log)}次请求。</p>"
            '<form method="post" action="/admin/fault"><label>出什么故障 '
            f'<select name="mode">{modes}</select></label> '
            '<label>只对这个号码（不填是全部） <input name="number" maxlength="18"></label> '
            '<label>管理密钥 <input name="key" type="password"></label> <button>设定</button></form></html>'
        )


class CreditPlatform(ThreadingHTTPServer):
    """The server; reached from this machine only."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, options: Options) -> None:
        """Bind the port."""
        self.desk = Desk(options)
        self.stopping = threading.Event()
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def address(self) -> str:
        """Say where the platform is reached."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about callers who hang up; report anything else."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Take no more connections, and close."""
        self.stopping.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server_version = "credit-platform"
    sys_version = ""
    timeout = 15
    disable_nagle_algorithm = True
    server: CreditPlatform

    def do_GET(self) -> None:
        """Say that the platform is there, or show the page of its faults."""
        if self.path == "/api/v2/ping":
            self._send(_reply(200, {"code": "0000", "message": "正常"}))
        elif self.path == "/":
            self._send(_page(self.server.desk.page()))
        else:
            self._send(_reply(404, {"code": BAD_REQUEST, "message": "没有这个地址"}))

    def do_POST(self) -> None:
        """Answer a question, or take a form of the page of faults."""
        body = self._body()
        takers = {"/api/v2/credit-report": self._report, "/admin/fault": self._form}
        try:
            takers.get(self.path, _nowhere)(body)
        except Refused as why:
            self._send(_reply(why.status, {"code": why.code, "message": why.message}))

    def do_PUT(self) -> None:
        """Set the fault of everybody, or of one number."""
        desk, body = self.server.desk, self._body()
        given = self.headers.get("X-Admin-Key", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, desk.options.admin_key.encode()):
            self._send(_reply(401, {"code": BAD_SIGNATURE, "message": "管理密钥不对"}))
            return
        try:
            fault = read_fault(read_json(body))
        except Problem as why:
            self._send(_reply(422, {"code": BAD_REQUEST, "message": why.detail}))
            return
        desk.board.put(self.path.removeprefix("/admin/faults/"), fault)
        self._send(_reply(200, fault.described()))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server names it so
        """Keep numbers of people out of the log."""

    def _report(self, body: bytes) -> None:
        desk = self.server.desk
        desk.identify(dict(self.headers.items()), self.path, body)
        asked = _asked(body)
        fault = desk.strike(asked.number)
        if fault.mode is Mode.SLOW:
            self.server.stopping.wait(fault.delay_ms / 1000)
        _refuse(fault)
        desk.count()
        document = desk.files.answer(asked, fault, desk.today())
        desk.note(asked, document["code"])
        self._send(distort(fault, _reply(200, document), zlib.crc32(asked.request_no.encode())), fault)

    def _form(self, body: bytes) -> None:
        given = dict(parse_qsl(body.decode("utf-8", "replace")))
        desk = self.server.desk
        if not hmac.compare_digest(given.get("key", "").encode(), desk.options.admin_key.encode()):
            raise Refused(401, BAD_SIGNATURE, "管理密钥不对")
        mode = Mode(given["mode"]) if given.get("mode") in set(Mode) else Mode.NONE
        desk.board.put(
            given.get("number", "").strip() or EVERYBODY, Fault(mode, DEFAULT_DELAY_MS.get(mode, 0))
        )
        self._send(_page(desk.page()))

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        return self.rfile.read(min(int(length), LONGEST_BODY)) if length.isdigit() else b""

    def _send(self, reply: Reply, fault: Fault = HEALTHY) -> None:
        self.close_connection = True
        transmit(fault, reply, self.connection, self.server.stopping.wait)


def _nowhere(_body: bytes) -> None:
    raise Refused(404, BAD_REQUEST, "没有这个地址")


def _refuse(fault: Fault) -> None:
    if fault.mode is Mode.DOWN:
        raise Refused(503, BROKEN, "平台正在维护")
    if fault.mode is Mode.ERROR:
        raise Refused(500, BROKEN, "平台内部出错")
    if fault.mode is Mode.LIMITED:
        raise Refused(429, USED_UP, "今天的查询次数已到上限")


def _asked(body: bytes) -> Asked:
    """Read a request strictly.

    Raises:
        Refused: Something is missing, superfluous or wrong (400).

    """
    try:
        document = read_json(body)
        assert isinstance(document, dict)
        head, subject, lists = document["head"], document["subject"], document["lists"]
        type_ = subject["type"]
        number_key = NUMBER_KEYS[type_]
        texts = [*head.values(), subject[number_key], subject["name"]]
        sound = (
            set(document) == {"head", "subject", "lists"}
            and set(head) == HEAD
            and set(subject) == {"type", number_key, "name"}
            and all(isinstance(one, str) and 0 < len(one) <= LONGEST_TEXT for one in texts)
            and bool(lists)
            and set(lists) <= set(LISTS)
            and len(set(lists)) == len(lists)
        )
    except (Problem, AssertionError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise Refused(400, BAD_REQUEST, "请求的内容不符合接口规范")
    if not number_is_valid("person" if type_ == PERSON else "organisation", subject[number_key]):
        raise Refused(400, BAD_REQUEST, "号码的位数或校验码不对")
    return Asked(
        request_no=head["reqNo"],
        type=type_,
        number=subject[number_key],
        name=subject["name"],
        lists=tuple(lists),
        purpose=head["purposeCode"],
        basis=head["legalBasis"],
        asked_by=head["askedBy"],
    )


def _reply(status: int, document: Mapping[str, Any]) -> Reply:
    return _whole(status, json.dumps(document, ensure_ascii=False).encode(), JSON_TYPE)


def _page(text: str) -> Reply:
    return _whole(200, text.encode(), "text/html; charset=utf-8")


def _whole(status: int, body: bytes, kind: str) -> Reply:
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    return Reply(status, headers, body)


def serve(port: int, options: Options) -> None:
    """Serve until SIGTERM or SIGINT; the first line printed is the address."""
    platform = CreditPlatform(port, options)
    for one in (signal.SIGTERM, signal.SIGINT):
        # shutdown() waits for serve_forever(), which runs in this very thread.
        signal.signal(one, lambda *_: threading.Thread(target=platform.stop).start())
    print(platform.address, flush=True)  # noqa: T201 - a program of its own
    platform.serve_forever(poll_interval=0.05)


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(
        prog="credit_platform", description="模拟信用信息共享平台（只含虚构数据）"
    )
    parser.add_argument("--port", type=int, default=0, help="端口；0表示由系统分配")
    parser.add_argument("--quota", type=int, default=5000, help="每天最多查几次")
    parser.add_argument("--today", type=date.fromisoformat, help="把这一天当作今天，如2026-11-23")
    given = parser.parse_args(arguments)
    keys = {
        "app_key": read_secret("NUOCHENG_CREDIT_PLATFORM_APP_KEY"),
        "secret": read_secret("NUOCHENG_CREDIT_PLATFORM_SECRET"),
        "admin_key": read_secret("NUOCHENG_CREDIT_PLATFORM_ADMIN_KEY"),
    }
    named = {name: key for name, key in keys.items() if key}
    serve(given.port, Options(**named, quota=given.quota, today=given.today))


if __name__ == "__main__":
    main()
