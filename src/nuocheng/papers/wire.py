"""How the web process and the press talk: length-prefixed JSON to the press, length-prefixed answers back."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

_LENGTH = struct.Struct(">I")

MADE = b"+"
"""First byte of an answer that carries what was asked for."""
REFUSED = b"-"
"""First byte of an answer that carries the reason why not."""


def write(stream: IO[bytes], payload: bytes) -> None:
    """Send one frame at once."""
    stream.write(_LENGTH.pack(len(payload)) + payload)
    stream.flush()


def read(stream: IO[bytes]) -> bytes:
    """Receive one frame.

    Raises:
        EOFError: the other side has gone.

    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def ask(stream: IO[bytes], order: Mapping[str, Any]) -> None:
    """Send an order to the press."""
    write(stream, json.dumps(order, ensure_ascii=False).encode())


def _exactly(stream: IO[bytes], size: int) -> bytes:
    got = stream.read(size)
    if len(got) < size:
        raise EOFError("the other side of the pipe has gone")
    return got
