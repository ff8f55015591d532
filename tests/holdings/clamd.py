"""A small clamd for tests: speaks the real protocol over a real socket, and misbehaves on demand."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: The harmless file that every scanner knows, in halves so that no scanner minds this test.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 30 * 1024 * 1024


class _Talk(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        manner = self.server.manner  # type: ignore[attr-defined]
        self.server.calls.append(manner)  # type: ignore[attr-defined]
        if manner == "reset":
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.request.close()
            return
        if manner == "slow":
            time.sleep(3)
            return
        command = self._until_zero()
        if manner == "garbage":
            self.request.sendall(b"HTTP/1.1 400 Bad Request\0")
        elif manner == "endless":
            self._endless()
        elif manner == "drip":
            self._drip()
        elif command == b"zPING":
            self.request.sendall(b"PONG\0")
        elif command == b"zINSTREAM":
            self._scan()

    def _scan(self) -> None:
        seen = b""
        while size := struct.unpack("!I", self._exactly(4))[0]:
            seen += self._exactly(size)
            if len(seen) > self.server.most:  # type: ignore[attr-defined]
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in seen else b"stream: OK\0")

    def _endless(self) -> None:
        try:
            while True:
                self.request.sendall(b"x" * 4096)
        except OSError:
            return

    def _drip(self) -> None:
        try:
            for _ in range(30):
                self.request.sendall(b"s")
                time.sleep(0.1)
        except OSError:
            return

    def _until_zero(self) -> bytes:
        said = b""
        while not said.endswith(b"\0"):
            said += self._exactly(1)
        return said[:-1]

    def _exactly(self, count: int) -> bytes:
        parts = b""
        while len(parts) < count:
            more = self.request.recv(count - len(parts))
            if not more:
                raise ConnectionError
            parts += more
        return parts


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing: clients of these tests hang up on purpose."""


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing: clients of these tests hang up on purpose."""


@contextmanager
def clamd(manner: str = "well", *, at: Path | None = None, most: int = MOST) -> Iterator[Any]:
    """Run a clamd on loopback, or on a socket at a path; it is given with its address and its calls."""
    server: Any = _Unix(str(at), _Talk) if at else _Tcp(("127.0.0.1", 0), _Talk)
    server.manner, server.calls, server.most = manner, [], most
    server.address = f"unix://{at}" if at else f"tcp://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
