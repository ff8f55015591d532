"""The provincial rating platform (好差评平台) as a channel: one rating, one receipt, or a sentence why not."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

from nuocheng.journal.official import inside_act
from nuocheng.kernel.errors import ChannelDown, Malformed

logger = logging.getLogger(__name__)

DEADLINE_S = 8.0
LONGEST_RECEIPT, LONGEST_ANSWER = 64, 64 * 1024
SAID = 120
LOCAL = ("http://127.0.0.1", "http://localhost", "http://[::1]")


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating as the platform gets it: no name and no number, the case is known by its file number."""

    number: str
    case: str
    item_code: str
    department: str
    grade: int
    indicators: Mapping[str, int]
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class RatingPlatform:
    """Sends ratings by HTTP; the number of a rating keeps it from counting twice."""

    url: str
    key: str
    deadline_s: float = DEADLINE_S
    transport: httpx2.BaseTransport | None = field(default=None)

    def __post_init__(self) -> None:
        """Refuse an address by which what people say would travel in the clear.

        Raises:
            ValueError: It is not https, nor http on this machine.

        """
        if not self.url.startswith(("https://", *LOCAL)):
            message = "the rating platform must be reached by https; plain http only on this machine"
            raise ValueError(message)

    def send(self, rated: Rated) -> str:
        """Send one rating, and return the platform's receipt.

        Raises:
            ChannelDown: The platform gave no usable answer; it is to be tried again.
            Malformed: The platform does not take this rating as it is.

        """
        assert not inside_act()
        body = {name: getattr(rated, name) for name in Rated.__slots__}
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": rated.number}
        try:
            with httpx2.Client(
                timeout=self.deadline_s, transport=self.transport, follow_redirects=False
            ) as client:
                answer = client.post(self.url, json=body, headers=headers)
        except httpx2.HTTPError as wrong:
            logger.warning("rating platform: %s", type(wrong).__name__)
            raise ChannelDown("好差评平台没有回应，过一会儿再报") from wrong
        if 400 <= answer.status_code < 500 and answer.status_code not in {401, 403, 408, 429}:
            raise Malformed(f"好差评平台不收这一条（{answer.status_code}）：{answer.text[:SAID]}")
        if answer.status_code not in {200, 201, 202}:
            raise ChannelDown(f"好差评平台暂时不收（{answer.status_code}），过一会儿再报")
        return _receipt(answer.content[:LONGEST_ANSWER])


def _receipt(body: bytes) -> str:
    """Return the receipt in an answer.

    Raises:
        ChannelDown: There is none.

    """
    try:
        said: Any = json.loads(body)
    except ValueError as wrong:
        raise ChannelDown("好差评平台的答复看不懂，过一会儿再报") from wrong
    receipt = said.get("receipt") if isinstance(said, dict) else None
    if not isinstance(receipt, str) or not receipt.strip():
        raise ChannelDown("好差评平台没有给回执，过一会儿再报")
    return receipt.strip()[:LONGEST_RECEIPT]
