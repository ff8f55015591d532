"""What an ID token must be before anything in it is believed: signed by the provider, for us, for this very trip, now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

#: Signatures by a private key that only the provider has; never "none", never a secret that we share.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLOCKS_DIFFER_S = 60
LONGEST_TOKEN = 32 * 1024


class Untrusted(Exception):
    """A token that proves nothing; the message is for the log and holds no personal data."""


class UnknownKey(Untrusted):
    """A token signed with a key that is not among those known; the provider may have changed its keys."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say."""

    issuer: str
    audience: str
    nonce: str


def read_token(token: str, keys: Sequence[dict[str, Any]], expected: Expected) -> dict[str, Any]:
    """Return what an ID token says (OpenID Connect Core 1.0, 3.1.3.7).

    Raises:
        UnknownKey: It names a key that is not among *keys*.
        Untrusted: It is unsigned, expired, another's, for another, for another trip, or unreadable.

    """
    if not token or len(token) > LONGEST_TOKEN:
        raise Untrusted("没有令牌，或者令牌太长")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(token, keys),
            algorithms=list(ALGORITHMS),
            audience=expected.audience,
            issuer=expected.issuer,
            leeway=CLOCKS_DIFFER_S,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
        raise Untrusted(type(wrong).__name__) from wrong
    if not constant_time_compare(str(claims.get("nonce", "")), expected.nonce):
        raise Untrusted("nonce不对")
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", expected.audience) != expected.audience or (
        len(audiences) > 1 and "azp" not in claims
    ):
        raise Untrusted("令牌是给别的系统的")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise Untrusted("没有编号")
    return claims


def _key(token: str, keys: Sequence[dict[str, Any]]) -> jwt.PyJWK:
    """Return the key that a token names; a token without a name needs a provider with one key.

    Raises:
        UnknownKey: There is none of that name.
        Untrusted: The token is not signed with a private key.

    """
    head = jwt.get_unverified_header(token)
    if head.get("alg") not in ALGORITHMS:
        raise Untrusted("签名算法不可信")
    fitting = [
        one
        for one in keys
        if isinstance(one, dict)
        and one.get("kty") != "oct"
        and one.get("use", "sig") == "sig"
        and one.get("alg", head["alg"]) == head["alg"]
        and ("kid" not in head or one.get("kid") == head["kid"])
    ]
    if len(fitting) != 1:
        raise UnknownKey("没有这把公钥")
    return jwt.PyJWK.from_dict(fitting[0], algorithm=head["alg"])
