"""A platform that receives messages: a process of its own on this machine, with all the manners one may meet.

Started as a program it listens on a free port, prints it, and writes every request it gets as one line of JSON
into the file named. The path says how it behaves: /checks verifies the signature and refuses what it has seen
before, /trusts takes everything, and the others are broken in one way each.
"""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


class Receiver(BaseHTTPRequestHandler):
    """Answers by the path that is written to."""

    protocol_version = "HTTP/1.1"
    seen: set[str] = set()
    secret = ""
    kept = Path()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = {"path": self.path, "headers": dict(self.headers.items()), "body": body.decode()}
        status = self._verdict(body) if self.path == "/checks" else self._status()
        with self.kept.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({**said, "status": status}) + "\n")
        if self._behaves():
            self._say(status)

    def do_GET(self) -> None:
        self._say(200)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _verdict(self, body: bytes) -> int:
        """Do what every receiver should: look at signature and time, and take each message once."""
        try:
            Webhook((self.kept.parent / "secret").read_text()).verify(body, dict(self.headers.items()))
        except (WebhookVerificationError, OSError):
            return 401
        if self.headers["webhook-id"] in self.seen:
            return 409
        self.seen.add(self.headers["webhook-id"])
        return 204

    def _status(self) -> int:
        known = {"/broken": 500, "/gone": 410, "/elsewhere": 302, "/no": 400, "/later": 503}
        return known.get(self.path, 204)

    def _behaves(self) -> bool:
        """Say whether an answer is still to be given, after every delay and oddity of the path."""
        if self.path == "/hangs":
            time.sleep(5)
        if self.path == "/waits":  # until the file is there: a test decides what happens meanwhile
            while not (self.kept.parent / "go").exists():
                time.sleep(0.05)
        if self.path == "/drips":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for sign in b"X-Slow: " + b"x" * 100:
                self.wfile.write(bytes([sign]))
                self.wfile.flush()
                time.sleep(0.2)
            return False
        if self.path == "/garbage":
            self.wfile.write(b"\x00\xffno http at all\r\n\r\n")
            self.close_connection = True
            return False
        if self.path == "/huge":
            self.send_response(200)
            self.send_header("Content-Length", str(1 << 30))
            self.end_headers()
            self.wfile.write(b"x" * 200_000)
            self.close_connection = True
            return False
        return True

    def _say(self, status: int) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/trusts")
        if status == 503:
            self.send_header("Retry-After", "1234")
        self.send_header("Content-Length", "0")
        self.end_headers()


@dataclass
class Running:
    """A receiver that runs: its address, and what it got."""

    port: int
    kept: Path
    scheme: str = "http"

    def url(self, manner: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/{manner}"

    def got(self) -> list[dict[str, Any]]:
        """Return every request that came, in order."""
        lines = self.kept.read_text(encoding="utf-8").splitlines() if self.kept.exists() else []
        return [json.loads(line) for line in lines]

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(one["body"]) for one in self.got()]

    def trusts(self, secret: str) -> None:
        """Give the receiver the secret by which it checks."""
        (self.kept.parent / "secret").write_text(secret)

    def go(self) -> None:
        (self.kept.parent / "go").touch()


@contextmanager
def running(folder: Path, certificate: Path | None = None) -> Iterator[Running]:
    """Start a receiver in a process of its own, and end it."""
    kept = folder / "got.jsonl"
    command = [sys.executable, __file__, str(kept), *([str(certificate)] if certificate else [])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Running(int(process.stdout.readline()), kept, "https" if certificate else "http")
    finally:
        process.kill()
        process.wait()


def main() -> None:
    Receiver.kept = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
