"""What every channel to somebody outside does alike: one question by a deadline, and trying whether anybody answers."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import ClassVar

import httpx2

from nuocheng.verification.channels.exchange_answer import Reading
from nuocheng.verification.channels.line import Call, Line, NoReply
from nuocheng.verification.channels.protocol import Answer, Health, Question


class OutsideChannel(ABC):
    """Asks a platform over a line; every way in which that goes wrong becomes an answer.

    *CALLED* is the short name of the platform in sentences, *TRIED* the address that answers without asking about anybody.
    """

    CALLED: ClassVar[str]
    TRIED: ClassVar[str]

    def __init__(self, line: Line) -> None:
        """Take the line; nothing is sent yet."""
        self._line = line

    @property
    @abstractmethod
    def key(self) -> str:
        """Name the channel for programs."""

    @property
    @abstractmethod
    def title(self) -> str:
        """Name the channel for people."""

    def ask(self, question: Question, *, at: datetime) -> Answer:
        """Ask one question; the answer is there by the deadline, whatever the other side does.

        Raises:
            ValueError: *at* has no time zone.

        """
        if at.tzinfo is None:
            message = "the moment of asking needs a time zone"
            raise ValueError(message)
        started = time.monotonic()
        reading, raw, attempts = self._read(question, at)
        latency = timedelta(seconds=time.monotonic() - started)
        return Answer(
            outcome=reading.outcome,
            source=question.source,
            channel=self.key,
            asked_at=at,
            answered_at=at + latency,
            latency_ms=latency // timedelta(milliseconds=1),
            note=reading.note,
            records=reading.records,
            raw=raw if reading.about_the_party else b"",
            receipt_no=reading.receipt_no,
            source_time=reading.source_time,
            trouble=reading.trouble,
            attempts=attempts,
        )

    def check(self) -> Health:
        """Tell whether the platform answers, without asking about anybody."""
        started = time.monotonic()
        try:
            received, _ = self._line.send(Call("GET", self.TRIED))
            ok, note = received.status == httpx2.codes.OK, f"{self.CALLED}答复{received.status}"
        except NoReply as why:
            ok, note = False, str(why)
        latency = int((time.monotonic() - started) * 1000)
        return Health(ok, latency, f"{self.CALLED}正常，用时{latency}毫秒" if ok else note)

    def close(self) -> None:
        """Close what is open."""
        self._line.close()

    @abstractmethod
    def _read(self, question: Question, at: datetime) -> tuple[Reading, bytes, int]:
        """Send the question; return what its answer amounts to, the answer itself, and how often we tried."""
