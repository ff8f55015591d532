"""How a request proves that it is ours: by a key in a header, or by a signature over everything it says."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nuocheng.verification.channels.line import Call


class Proof(StrEnum):
    """The ways in which we prove to a source who we are."""

    KEY = "key"
    HMAC_SM3 = "hmac_sm3"
    HMAC_SHA256 = "hmac_sha256"
    CERTIFICATE = "certificate"


PROOF_TITLES: dict[Proof, str] = {
    Proof.KEY: "密钥放在请求头里",
    Proof.HMAC_SM3: "用HMAC-SM3签名",
    Proof.HMAC_SHA256: "用HMAC-SHA256签名",
    Proof.CERTIFICATE: "客户端证书（双向TLS）",
}
DIGESTS = {Proof.HMAC_SM3: "sm3", Proof.HMAC_SHA256: "sha256"}


@dataclass(frozen=True, slots=True)
class Signature:
    """Signs method, path, digest of the body, time and a number used once, with a secret that never travels."""

    app_key: str
    secret: str = field(repr=False)
    proof: Proof = Proof.HMAC_SM3

    def __call__(self, call: Call) -> Mapping[str, str]:
        """Return the headers of one signed call."""
        digest = DIGESTS[self.proof]
        stamp, once = str(int(time.time())), secrets.token_hex(16)
        body = hashlib.new(digest, call.body).hexdigest()
        said = f"{call.method}\n{call.path}\n{body}\n{stamp}\n{once}".encode()
        signed = hmac.new(self.secret.encode(), said, digest).hexdigest()
        return {
            "X-App-Key": self.app_key,
            "X-Timestamp": stamp,
            "X-Nonce": once,
            "X-Signature-Method": f"HMAC-{digest.upper()}",
            "X-Signature": signed,
        }


@dataclass(frozen=True, slots=True)
class PlainKey:
    """Sends a key as it is, in one header."""

    secret: str = field(repr=False)
    header: str = "X-API-Key"

    def __call__(self, _call: Call) -> Mapping[str, str]:
        """Return the header of one call."""
        return {self.header: self.secret} if self.secret else {}
