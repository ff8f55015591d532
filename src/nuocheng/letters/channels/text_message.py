"""短信: a gateway over HTTP, each request signed over its time, a nonce and the very body."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import httpx2

from nuocheng.letters.channels.protocol import Attempt, Fate, Message

LONGEST_ANSWER = 64 * 1024
#: What a gateway answers when trying again would change nothing.
HOPELESS = {
    400: "没有看懂我们的请求",
    404: "没有这个地址",
    410: "这个号码已经停用",
    422: "说这个号码或者内容发不了",
}


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where the gateway is, who we are to it, and how long we wait."""

    url: str
    account: str
    secret: str
    deadline_s: float = 8.0


class TextMessage:
    """Short messages through one gateway."""

    key = "sms"
    title = "短信"

    def __init__(self, gateway: Gateway, clock: Callable[[], int]) -> None:
        """Take the gateway and a clock that tells the seconds since 1970 for its signatures."""
        self._gateway = gateway
        self._clock = clock

    def send(self, message: Message) -> Attempt:
        """Send one short message; the gateway knows a repeated one by its key."""
        body = json.dumps(
            {"id": message.key, "to": message.address, "text": message.text}, ensure_ascii=False
        ).encode()
        try:
            with httpx2.Client(
                timeout=self._gateway.deadline_s, follow_redirects=False, trust_env=False
            ) as line:
                answer = line.post(self._gateway.url, content=body, headers=self._signed(body))
        except httpx2.HTTPError as wrong:
            return Attempt(Fate.LATER, f"短信平台没有回应（{type(wrong).__name__}）")
        return _read(answer)

    def _signed(self, body: bytes) -> dict[str, str]:
        stamp, nonce = str(self._clock()), secrets.token_hex(8)
        said = b"\n".join([stamp.encode(), nonce.encode(), body])
        return {
            "Content-Type": "application/json; charset=utf-8",
            "X-Account": self._gateway.account,
            "X-Time": stamp,
            "X-Nonce": nonce,
            "X-Signature": hmac.new(self._gateway.secret.encode(), said, hashlib.sha256).hexdigest(),
        }


def _read(answer: httpx2.Response) -> Attempt:
    """Return what the gateway's answer means."""
    if answer.status_code in HOPELESS:
        return Attempt(Fate.NEVER, f"短信平台{HOPELESS[answer.status_code]}")
    if answer.status_code != httpx2.codes.OK or len(answer.content) > LONGEST_ANSWER:
        return Attempt(Fate.LATER, f"短信平台答复{answer.status_code}")
    try:
        said = json.loads(answer.content)
        receipt = str(said["receipt"])
    except (ValueError, KeyError, TypeError):
        return Attempt(Fate.LATER, "短信平台的答复看不懂")
    return Attempt(Fate.SENT, receipt_no=receipt[:64])
