"""A proxy that lets answers go wrong on their way: nine ways, over real TCP, in a process of its own.

``python -m bench.fault_proxy UPSTREAM`` prints its address; PUT /_mode with the name of a mode changes what it does.
It reads the answer of the real server behind it and spoils that, so that everything but the fault is genuine.
"""

from __future__ import annotations

import http.client
import json
import random
import signal
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

MODES = (
    "slow",
    "reset",
    "truncated",
    "garbage",
    "server_error",
    "wrong_subject",
    "stale",
    "schema_changed",
    "over_quota",
)
HEALTHY = "none"
#: Longer than any deadline in the table, plus the second that is allowed on top of it.
SLOW_S = 2.0
#: What an old or mixed-up register says of a household that is in order today.
OTHERWISE = "迁出"
ENTRY = {
    "entryNo": "SX-1",
    "authority": "某法院",
    "documentNo": "（2010）某执1号",
    "basis": "某规定第一条",
    "listedOn": "2010-01-01",
    "validFrom": "2010-01-01",
    "validUntil": None,
    "content": "有履行能力而拒不履行",
}


class Proxy(ThreadingHTTPServer):
    """Passes requests on, and spoils the answers in the way it is told to."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, upstream: str) -> None:
        parts = urlsplit(upstream)
        self.upstream = (parts.hostname or "127.0.0.1", parts.port or 80)
        self.mode = HEALTHY
        self.stopping = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers who hang up are what this is for."""


class Handler(BaseHTTPRequestHandler):
    server: Proxy

    def do_PUT(self) -> None:
        """Change the mode."""
        self.server.mode = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._send(200, {}, b"")

    def do_GET(self) -> None:
        self._pass(b"")

    def do_POST(self) -> None:
        self._pass(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def log_message(self, *_: Any) -> None:
        pass

    def _pass(self, body: bytes) -> None:
        mode = self.server.mode
        if mode == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        if mode == "server_error":
            self._send(500, {"Content-Type": "application/json"}, b'{"code":"0500"}')
            return
        if mode == "over_quota":
            self._send(429, {"Content-Type": "application/json"}, b'{"code":"0301"}')
            return
        status, headers, answer = self._asked(body)
        if mode == "slow":
            self.server.stopping.wait(SLOW_S)
        self._send(status, headers, spoilt(mode, answer), cut=mode == "truncated")

    def _asked(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        link = http.client.HTTPConnection(*self.server.upstream, timeout=30)
        kept = {
            name: value for name, value in self.headers.items() if name.lower() not in {"host", "connection"}
        }
        link.request(self.command, self.path, body, kept)
        answer = link.getresponse()
        content = answer.read()
        link.close()
        return answer.status, {"Content-Type": answer.getheader("Content-Type", "")}, content

    def _send(self, status: int, headers: dict[str, str], body: bytes, *, cut: bool = False) -> None:
        self.close_connection = True
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)


def spoilt(mode: str, answer: bytes) -> bytes:
    """Return an answer as the fault leaves it."""
    if mode == "garbage":
        return random.Random(len(answer)).randbytes(len(answer))
    if mode not in {"wrong_subject", "stale", "schema_changed"}:
        return answer
    document = json.loads(answer)
    spoil = _spoil_exchange if "records" in document else _spoil_credit
    return json.dumps(spoil(mode, document), ensure_ascii=False).encode()


def _spoil_exchange(mode: str, document: dict[str, Any]) -> dict[str, Any]:
    if mode == "schema_changed":
        renamed = [{f"{name}_v2": value for name, value in row.items()} for row in document["records"]]
        return {**document, "records": renamed, "apiVersion": "2"}
    document["records"] = [{**row, "household_status": OTHERWISE} for row in document["records"]]
    if mode == "stale":
        return {**document, "as_of": "2010-01-01"}
    return {**document, "subject": {**document["subject"], "number": "620402196203032270", "name": "徐海东"}}


def _spoil_credit(mode: str, document: dict[str, Any]) -> dict[str, Any]:
    if mode == "schema_changed":
        return {**document, "lists": [{"list": "YZSX", "total": 1, "rows": [ENTRY]}]}
    document["lists"] = [{**one, "entries": [ENTRY]} for one in document["lists"]]
    if mode == "stale":
        return {**document, "dataDate": "2010-01-01"}
    return {**document, "subject": {**document["subject"], "idNo": "620402196203032270", "name": "徐海东"}}


def main() -> None:
    proxy = Proxy(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=_stop, args=(proxy,)).start())
    print(f"http://127.0.0.1:{proxy.server_address[1]}", flush=True)
    proxy.serve_forever(poll_interval=0.05)


def _stop(proxy: Proxy) -> None:
    proxy.stopping.set()
    time.sleep(0.05)
    proxy.shutdown()


if __name__ == "__main__":
    main()
