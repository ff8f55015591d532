"""A line between a browser and the house that can be cut, that can lose requests or replies, and change a script on the way."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import urlsplit

HOP = frozenset(
    {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "server", "date"}
)


@dataclass
class Line:
    """The line as it is now; *drops* requests never arrive, of *loses* the reply never comes back."""

    house: str
    address: str = ""
    cut: bool = False
    drops: int = 0
    loses: int = 0
    posts: int = 0
    doctored: dict[str, Callable[[bytes], bytes]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, what: str) -> bool:
        """Say whether this request is one of those that go wrong in this way."""
        with self.lock:
            left: int = getattr(self, what)
            setattr(self, what, max(0, left - 1))
            return left > 0


@contextmanager
def laid(house: str) -> Iterator[Line]:
    """Lay a line to a house."""
    line = Line(house)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("On", (_Through,), {"line": line}))
    server.daemon_threads = True
    line.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()


class _Through(BaseHTTPRequestHandler):
    """Carries one request to the house and its reply back."""

    line: ClassVar[Line]

    def do_GET(self) -> None:
        self._carry(b"")

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.line.posts += 1
        if self.line.cut or self.line.take("drops"):
            self._hang_up()
            return
        self._carry(sent, losing=self.line.take("loses"))

    def _carry(self, sent: bytes, *, losing: bool = False) -> None:
        if self.line.cut:
            self._hang_up()
            return
        code, headers, body = self._asked(sent)
        if losing:
            self._hang_up()
            return
        for part, change in self.line.doctored.items():
            if part in self.path and self.path.endswith(".js"):
                body = change(body)
        self.send_response_only(code)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _asked(self, sent: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        to = http.client.HTTPConnection(urlsplit(self.line.house).netloc, timeout=120)
        given = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        given |= {"Accept-Encoding": "identity", "Connection": "close"}
        to.request(self.command, self.path, body=sent or None, headers=given)
        answer = to.getresponse()
        body = answer.read()
        to.close()
        return answer.status, answer.getheaders(), body

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Carry what comes, and mind no browser that hangs up first."""
        try:
            super().handle()
        except (ConnectionError, ValueError, http.client.HTTPException):
            self.close_connection = True

    def finish(self) -> None:
        """Let go of a connection that may be closed already."""
        with suppress(ConnectionError, ValueError):
            super().finish()
