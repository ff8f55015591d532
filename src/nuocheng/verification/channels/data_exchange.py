"""The data-sharing exchange (国家数据共享交换平台) as a channel: one question, one answer, by a deadline."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx2

from nuocheng.verification.channels.exchange_answer import Reading, read_answer
from nuocheng.verification.channels.line import Call, Endpoint, Line, NoReply, Signer, usable
from nuocheng.verification.channels.protocol import Answer, Health, Outcome, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings(Endpoint):
    """Where the exchange is, and the key by which it knows us."""

    key: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that are not safe, or cannot work.

        Raises:
            ValueError: The address is not https (or http to this machine), a measure is not positive, or the key is none.

        """
        Endpoint.__post_init__(self)
        if not self.key.isascii() or not self.key.strip():
            message = "the exchange needs a key in ASCII"
            raise ValueError(message)

    def sign(self, _call: Call) -> Mapping[str, str]:
        """Return the header by which the exchange knows us."""
        return {"X-API-Key": self.key}


class DataExchange:
    """Asks the data-sharing exchange; every way in which that goes wrong becomes an answer."""

    def __init__(self, settings: Endpoint, sign: Signer | None = None) -> None:
        """Prepare the connection; nothing is sent yet.

        Raises:
            ValueError: Nothing says how we prove who we are.

        """
        signer = sign or (settings.sign if isinstance(settings, ExchangeSettings) else None)
        if signer is None:
            message = "the exchange needs a key or a signature"
            raise ValueError(message)
        self._line = Line(settings, signer, name="data-exchange")

    @property
    def key(self) -> str:
        """Name the channel for programs."""
        return "data_exchange"

    @property
    def title(self) -> str:
        """Name the channel for people."""
        return "数据共享交换平台"

    def ask(self, question: Question, *, at: datetime) -> Answer:
        """Ask one question; the answer is there by the deadline, whatever the other side does.

        Raises:
            ValueError: *at* has no time zone.

        """
        if at.tzinfo is None:
            message = "the moment of asking needs a time zone"
            raise ValueError(message)
        started = time.monotonic()
        reading, raw, attempts = self._read(question, at=at)
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
        """Tell whether the exchange answers, without asking about anybody."""
        started = time.monotonic()
        try:
            received, _ = self._line.send(Call("GET", "/v1/health"))
            ok, note = received.status == httpx2.codes.OK, f"交换平台答复{received.status}"
        except NoReply as why:
            ok, note = False, str(why)
        latency = int((time.monotonic() - started) * 1000)
        return Health(ok, latency, f"交换平台正常，用时{latency}毫秒" if ok else note)

    def close(self) -> None:
        """Close what is open."""
        self._line.close()

    def _read(self, question: Question, *, at: datetime) -> tuple[Reading, bytes, int]:
        try:
            received, attempts = self._line.send(Call("POST", "/v1/queries", _written(question)))
            body = usable(received)
        except NoReply as why:
            return Reading(Outcome.SOURCE_DOWN, str(why), trouble=why.trouble), b"", 1
        return read_answer(body, question, at=at), body, attempts


def _written(question: Question) -> bytes:
    document = {
        "source": question.source,
        "subject": {
            "kind": question.subject_kind,
            "number": question.subject_number,
            "name": question.subject_name,
        },
        "fields": list(question.fields),
        "purpose": {"code": question.purpose, "basis": question.basis},
        "request_id": question.request_id,
        "asked_by": question.asked_by,
    }
    return json.dumps(document, ensure_ascii=False).encode()
