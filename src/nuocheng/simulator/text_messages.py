"""A stand-in for a gateway of short messages: checks signatures, sends nothing, shows what it would have sent.

`python -m nuocheng.simulator.text_messages --port 0`; its inbox is the page at `/`.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import html
import json
import os
import signal
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LONGEST = 16 * 1024
KEPT = 200
#: How far a signature's time may be off, in seconds: older ones are somebody's recording.
OFF_BY = 300
LONGEST_TEXT = 500


@dataclass
class Desk:
    """What the gateway remembers: messages by id, nonces it has seen, and what it is told to do wrong."""

    secret: str
    sent: dict[str, dict[str, str]] = field(default_factory=dict)
    newest: deque[dict[str, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    nonces: set[str] = field(default_factory=set)
    fault: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def judge(self, headers: Any, body: bytes) -> tuple[int, dict[str, str]]:
        """Return the answer to one request."""
        stamp, nonce = headers.get("X-Time", ""), headers.get("X-Nonce", "")
        said = b"\n".join([stamp.encode(), nonce.encode(), body])
        wanted = hmac.new(self.secret.encode(), said, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(wanted, headers.get("X-Signature", "")):
            return 401, {"error": "签名不对"}
        if not stamp.isdigit() or abs(time.time() - int(stamp)) > OFF_BY:
            return 401, {"error": "时间差得太多"}
        with self.lock:
            if nonce in self.nonces:
                return 409, {"error": "随机数用过了"}
            self.nonces.add(nonce)
            return self._take(body)

    def _take(self, body: bytes) -> tuple[int, dict[str, str]]:
        try:
            asked = json.loads(body)
            message = {"id": str(asked["id"]), "to": str(asked["to"]), "text": str(asked["text"])}
        except (ValueError, KeyError, TypeError):
            return 400, {"error": "看不懂"}
        if not (message["to"].isascii() and message["to"].isdigit() and len(message["to"]) == 11):
            return 422, {"error": "号码不对"}
        if not 0 < len(message["text"]) <= LONGEST_TEXT:
            return 422, {"error": "内容太长或者是空的"}
        if message["id"] not in self.sent:  # the same message tried again is not sent again
            message["receipt"] = f"SM{len(self.sent) + 1:08d}"
            self.sent[message["id"]] = message
            self.newest.append(message)
        return 200, {"receipt": self.sent[message["id"]]["receipt"]}

    def page(self) -> str:
        """Return the inbox as a page."""
        rows = "".join(
            f"<tr><td>{html.escape(one['to'])}</td><td>{html.escape(one['text'])}</td></tr>"
            for one in reversed(self.newest)
        )
        return (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>模拟短信</title>'
            f"<h1>模拟短信</h1><p>没有真的发出去。</p><table>{rows}</table></html>"
        )


class Gateway(ThreadingHTTPServer):
    """The server; reached from this machine only."""

    daemon_threads = True

    def __init__(self, port: int, secret: str) -> None:
        """Bind the port."""
        self.desk = Desk(secret)
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def address(self) -> str:
        """Say where messages are posted."""
        return f"http://127.0.0.1:{self.server_address[1]}/send"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    timeout = 15
    server: Gateway

    def do_GET(self) -> None:
        """Show the inbox."""
        self._answer(200, self.server.desk.page().encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """Take one message, or behave as badly as told."""
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= LONGEST:
            self._answer(413, b"{}", "application/json")
            return
        body = self.rfile.read(length)
        fault = self.server.desk.fault
        if fault == "reset":
            self.connection.close()
            return
        if fault == "slow":
            time.sleep(2)
        if fault == "garbage":
            self._answer(200, b"<html>", "text/html")
            return
        if fault == "down":
            self._answer(503, b"{}", "application/json")
            return
        code, said = self.server.desk.judge(self.headers, body)
        if fault == "forgets":  # taken, and then the line breaks: the caller will try again
            self.connection.close()
            return
        self._answer(code, json.dumps(said, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Keep numbers of people out of the log."""

    def _answer(self, code: int, body: bytes, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(port: int, secret: str) -> None:
    """Serve until told to stop."""
    gateway = Gateway(port, secret)
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: threading.Thread(target=gateway.shutdown).start())
    print(f"模拟短信：{gateway.address}", flush=True)  # noqa: T201 - a program of its own
    gateway.serve_forever(poll_interval=0.2)
    gateway.server_close()


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="text_messages", description="模拟短信平台（什么也不会真的发出去）")
    parser.add_argument("--port", type=int, default=0, help="端口；0表示由系统分配")
    given = parser.parse_args(arguments)
    serve(given.port, os.environ.get("NUOCHENG_SMS_SECRET", "demo-sms-secret"))


if __name__ == "__main__":
    main()
