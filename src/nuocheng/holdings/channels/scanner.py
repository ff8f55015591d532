"""The virus scanner as a channel: clamd's INSTREAM over TCP or a socket of this machine, by a deadline."""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 64 * 1024
LONGEST_ANSWER = 1024
INSTREAM, PING = b"zINSTREAM\0", b"zPING\0"
DOWN = "病毒查杀现在没有回应，这个文件没有保存，您填的别的内容都还在；请过几分钟再点一次“上传”"


class ScannerDown(Exception):
    """The scanner gave no answer, or none that can be understood; the words are for the administrator."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner found: the name of what it knows, or nothing."""

    found: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the scanner can be reached now, and how long it took to say so."""

    ok: bool
    note: str
    latency_ms: int


@dataclass(frozen=True, slots=True)
class Scanner:
    """One clamd: where it listens, how long we wait in all, and how much it is asked to read."""

    address: str
    deadline_s: float = 20.0
    most_bytes: int = 25 * 1024 * 1024

    def scan(self, content: bytes) -> Verdict:
        """Ask whether a file holds something known to be harmful.

        Raises:
            ScannerDown: It cannot be reached, is too slow, breaks off, or answers something else.

        """
        if len(content) > self.most_bytes:
            raise ScannerDown(f"文件超过{self.most_bytes // (1024 * 1024)}MB，没有送去查")
        chunks = (content[place : place + CHUNK] for place in range(0, len(content), CHUNK))
        stream = b"".join(struct.pack("!I", len(one)) + one for one in chunks)
        return _verdict(self._asked(INSTREAM + stream + struct.pack("!I", 0)))

    def check(self) -> Health:
        """Ask the scanner whether it is there."""
        began = time.monotonic()
        try:
            said = self._asked(PING)
            ok, note = said == "PONG", "可以用" if said == "PONG" else f"回答看不懂：{said[:40]}"
        except ScannerDown as down:
            ok, note = False, str(down)
        return Health(ok, note, round((time.monotonic() - began) * 1000))

    def _asked(self, message: bytes) -> str:
        """Send one message and return the answer, all within the deadline.

        Raises:
            ScannerDown: There was no answer in time.

        """
        until = time.monotonic() + self.deadline_s
        try:
            with self._connected() as line:
                _send(line, message, until)
                return _answer(line, until)
        except TimeoutError as late:
            raise ScannerDown(f"{self.deadline_s:g}秒内没有回应") from late
        except OSError as broken:
            raise ScannerDown(f"连不上或中途断了（{type(broken).__name__}）") from broken

    def _connected(self) -> socket.socket:
        parts = urlsplit(self.address)
        if parts.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.deadline_s)
            line.connect(parts.path)
            return line
        return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=self.deadline_s)


def _send(line: socket.socket, message: bytes, until: float) -> None:
    """Send everything; a scanner that has heard enough may answer and hang up before the end."""
    for place in range(0, len(message), CHUNK):
        line.settimeout(_left(until))
        try:
            line.sendall(message[place : place + CHUNK])
        except (BrokenPipeError, ConnectionResetError):
            return  # what it said, if anything, is read next


def _answer(line: socket.socket, until: float) -> str:
    """Read up to the closing zero.

    Raises:
        ScannerDown: It broke off, or talks on and on.
        TimeoutError: It took too long.

    """
    said = b""
    while b"\0" not in said:
        line.settimeout(_left(until))
        more = line.recv(LONGEST_ANSWER)
        if not more:
            raise ScannerDown("没有说完就断了")
        said += more
        if len(said) > LONGEST_ANSWER:
            raise ScannerDown("回答太长，看不懂")
    return said.partition(b"\0")[0].decode("ascii", "replace")


def _verdict(said: str) -> Verdict:
    """Read an answer: “stream: OK”, “stream: Name FOUND”, or neither.

    Raises:
        ScannerDown: It is neither.

    """
    told = said.removeprefix("stream: ")
    if told == "OK":
        return Verdict()
    if told.endswith(" FOUND") and told != " FOUND":
        return Verdict(told.removesuffix(" FOUND"))
    raise ScannerDown(f"回答看不懂：{said[:60]}")


def _left(until: float) -> float:
    """Return how many seconds are left.

    Raises:
        TimeoutError: None are.

    """
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
