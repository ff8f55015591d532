"""Signing by a province's electronic identity: its provider asks the person, and sends back a signed assertion."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from nuocheng.cases.methods.protocol import Asked, Verified, piece
from nuocheng.cases.rules.ceremony import Evidence, Method
from nuocheng.kernel import names
from nuocheng.kernel.errors import Malformed

ASSERTION, NONCE = "assertion", "nonce"
#: An assertion lives this long at most, and clocks may differ by this much.
LONGEST_LIFE, SLACK = timedelta(minutes=10), timedelta(seconds=60)
MOST_BYTES = 16 * 1024
AGAIN = "请回到核对页，重新去统一身份认证确认"


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider of a province: its name in assertions, its address, our name with it, and its public key (PEM)."""

    issuer: str
    url: str
    audience: str
    key: str

    def address(self, asked: Asked, nonce: str, back: str) -> str:
        """Return where the browser is sent: the provider asks the person to confirm this very digest."""
        said = {
            "audience": self.audience,
            "nonce": nonce,
            "digest": asked.text,
            "about": f"签署承诺书（{asked.case}）",
            "back": back,
        }
        return f"{self.url}?{urlencode(said)}"


class ElectronicIdentity:
    """An assertion of the provider, bound to the pledge, to us, to this sign-in, and to a few minutes."""

    key = str(Method.EID)

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def verify(self, asked: Asked, evidence: Sequence[Evidence]) -> Verified:
        """Return the name that the provider asserts.

        Raises:
            Malformed: The assertion is missing, forged, about another text or person, for somebody else, or too old.

        """
        sent = piece(evidence, ASSERTION, f"还没有经过统一身份认证确认。{AGAIN}").content
        nonce = piece(evidence, NONCE, f"这次确认不是从这里发起的。{AGAIN}").content.decode(
            "ascii", "replace"
        )
        said = self._read(sent)
        self._fits(said, asked, nonce)
        return Verified(said["name"], _kept(said), (Evidence(ASSERTION, sent, "application/jwt"),))

    def _read(self, sent: bytes) -> dict[str, Any]:
        """Return what an assertion says, once its signature is the provider's.

        Raises:
            Malformed: It cannot be read, or was not signed by the provider.

        """
        unreadable = Malformed.at(ASSERTION, f"统一身份认证传回的内容读不出来。{AGAIN}")
        if len(sent) > MOST_BYTES:
            raise unreadable
        try:
            head, body, signature = (_unpacked(part) for part in sent.split(b"."))
            told, said = json.loads(head), json.loads(body)
            key = load_pem_public_key(self._provider.key.encode())
            if told["alg"] != "EdDSA" or not isinstance(key, Ed25519PublicKey):
                raise unreadable
            key.verify(signature, sent.rpartition(b".")[0])
        except InvalidSignature as forged:
            raise Malformed.at(ASSERTION, f"统一身份认证的签名对不上，没有采用。{AGAIN}") from forged
        except (ValueError, KeyError, TypeError, RecursionError) as wrong:
            raise unreadable from wrong
        if not isinstance(said, dict):
            raise unreadable
        return said

    def _fits(self, said: Mapping[str, Any], asked: Asked, nonce: str) -> None:
        """Hold an assertion against what was asked, point by point.

        Raises:
            Malformed: One point does not fit.

        """
        issued, until = _moment(said, "iat"), _moment(said, "exp")
        fresh = issued - SLACK <= asked.at < until and until - issued <= LONGEST_LIFE
        ours = said.get("iss") == self._provider.issuer and said.get("aud") == self._provider.audience
        wrong = {
            "这次确认不是给本系统的": not ours,
            "这次确认过期了": not fresh,
            "这次确认不是从这里发起的": not nonce or said.get("nonce") != nonce,
            "确认的不是这一份承诺书": said.get("digest") != asked.text,
            f"确认的人不是“{asked.names[0]}”": not _same_person(said, asked),
        }
        for text, is_wrong in wrong.items():
            if is_wrong:
                raise Malformed.at(ASSERTION, f"{text}。{AGAIN}")


def _same_person(said: Mapping[str, Any], asked: Asked) -> bool:
    name = str(said.get("name", ""))
    return any(names.same(name, one) for one in asked.names) and str(said.get("sub")) in asked.numbers


def _moment(said: Mapping[str, Any], claim: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(said[claim]), UTC)
    except (KeyError, ValueError, TypeError, OverflowError, OSError) as wrong:
        raise Malformed.at(ASSERTION, f"统一身份认证传回的内容读不出来。{AGAIN}") from wrong


def _unpacked(part: bytes) -> bytes:
    try:
        return base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as wrong:
        raise ValueError("no base64") from wrong


def _kept(said: Mapping[str, Any]) -> dict[str, str]:
    return {claim: str(said.get(claim, "")) for claim in ("iss", "aud", "iat", "exp", "nonce", "acr")}
