"""The credit information sharing platform (全国信用信息共享平台) as a channel: on which lists a party stands."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import httpx2

from nuocheng.verification.channels.credit_answer import read_report, written
from nuocheng.verification.channels.exchange_answer import Reading
from nuocheng.verification.channels.line import Call, Endpoint, Line, NoReply, Signer, usable
from nuocheng.verification.channels.protocol import Answer, Health, Outcome, Question
from nuocheng.verification.channels.trouble import Trouble

PATH = "/api/v2/credit-report"


class CreditPlatform:
    """Asks the credit platform; every way in which that goes wrong becomes an answer."""

    def __init__(self, endpoint: Endpoint, sign: Signer) -> None:
        """Prepare the connection; nothing is sent yet."""
        self._line = Line(endpoint, sign, name="credit-platform")

    @property
    def key(self) -> str:
        """Name the channel for programs."""
        return "credit_platform"

    @property
    def title(self) -> str:
        """Name the channel for people."""
        return "全国信用信息共享平台"

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
            received, _ = self._line.send(Call("GET", "/api/v2/ping"))
            ok, note = received.status == httpx2.codes.OK, f"信用平台答复{received.status}"
        except NoReply as why:
            ok, note = False, str(why)
        latency = int((time.monotonic() - started) * 1000)
        return Health(ok, latency, f"信用平台正常，用时{latency}毫秒" if ok else note)

    def close(self) -> None:
        """Close what is open."""
        self._line.close()

    def _read(self, question: Question, at: datetime) -> tuple[Reading, bytes, int]:
        try:
            body = written(question)
        except ValueError:
            text = f"信用平台没有“{question.source}”这个来源，请改核查办法"
            return Reading(Outcome.SOURCE_DOWN, text, trouble=Trouble.REFUSED), b"", 0
        try:
            received, attempts = self._line.send(Call("POST", PATH, body))
            said = usable(received)
        except NoReply as why:
            return Reading(Outcome.SOURCE_DOWN, str(why), trouble=why.trouble), b"", 1
        return read_report(said, question, at=at), said, attempts
