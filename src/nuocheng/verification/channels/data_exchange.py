"""The data-sharing exchange (国家数据共享交换平台) as a channel: one question, one answer, by a deadline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from nuocheng.verification.channels.exchange_answer import Reading, read_answer
from nuocheng.verification.channels.line import Call, Endpoint, Line, NoReply, Signer, usable
from nuocheng.verification.channels.outside import OutsideChannel
from nuocheng.verification.channels.protocol import Outcome, Question


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


class DataExchange(OutsideChannel):
    """Asks the data-sharing exchange."""

    CALLED, TRIED = "交换平台", "/v1/health"

    def __init__(self, settings: Endpoint, sign: Signer | None = None) -> None:
        """Prepare the connection; nothing is sent yet.

        Raises:
            ValueError: Nothing says how we prove who we are.

        """
        signer = sign or (settings.sign if isinstance(settings, ExchangeSettings) else None)
        if signer is None:
            message = "the exchange needs a key or a signature"
            raise ValueError(message)
        super().__init__(Line(settings, signer, name="data-exchange"))

    @property
    def key(self) -> str:
        """Name the channel for programs."""
        return "data_exchange"

    @property
    def title(self) -> str:
        """Name the channel for people."""
        return "数据共享交换平台"

    def _read(self, question: Question, at: datetime) -> tuple[Reading, bytes, int]:
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
