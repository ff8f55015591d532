"""What a token must be before anything in it is believed: signed by whom it says, for us, for this very trip, now."""

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
#: An assertion is made for one click: it lives no longer than a minute, and has an id of its own.
LONGEST_ASSERTION_S = 60
SHORTEST_ID, LONGEST_ID = 16, 120


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
    claims = _believed(token, keys, expected, ("iss", "sub", "aud", "exp", "iat"))
    if not constant_time_compare(str(claims.get("nonce", "")), expected.nonce):
        raise Untrusted("nonce不对")
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", expected.audience) != expected.audience or (
        len(audiences) > 1 and "azp" not in claims
    ):
        raise Untrusted("令牌是给别的系统的")
    return claims


def read_assertion(token: str, keys: Sequence[dict[str, Any]], expected: Expected) -> dict[str, Any]:
    """Return what a platform asserts about somebody it sends in (RFC 7523, 3): short-lived, for us alone, told apart.

    *expected.nonce* is what the assertion must be about: the item.

    Raises:
        UnknownKey: It names a key that is not among *keys*.
        Untrusted: It is unsigned, expired, too long-lived, another's, for another, about another item, or unreadable.

    """
    claims = _believed(token, keys, expected, ("iss", "sub", "aud", "exp", "iat", "jti", "item"))
    if claims["aud"] not in (expected.audience, [expected.audience]):
        raise Untrusted("凭证不只是给本系统的，aud里只能写本系统")
    if not all(isinstance(claims[name], int) for name in ("exp", "iat")):
        raise Untrusted("exp和iat要是整数秒")
    if claims["exp"] - claims["iat"] > LONGEST_ASSERTION_S:
        raise Untrusted(f"凭证的有效期（exp减iat）不能超过{LONGEST_ASSERTION_S}秒")
    if not isinstance(claims["jti"], str) or not SHORTEST_ID <= len(claims["jti"]) <= LONGEST_ID:
        raise Untrusted(f"jti要是{SHORTEST_ID}到{LONGEST_ID}个字符，每次都不同")
    if claims["item"] != expected.nonce:
        raise Untrusted("凭证里的item和要办的事项不一样")
    return claims


def _believed(
    token: str, keys: Sequence[dict[str, Any]], expected: Expected, required: tuple[str, ...]
) -> dict[str, Any]:
    """Return what a token says that is signed, in time, by whom and for whom it should be.

    Raises:
        Untrusted: It is not.

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
            options={"require": list(required)},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
        raise Untrusted(type(wrong).__name__) from wrong
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise Untrusted("没有编号")
    return claims


def fit_keys(said: Any) -> list[dict[str, Any]]:
    """Return the public keys of a JWK set (RFC 7517), or of one key; nothing that is secret may be among them.

    Raises:
        Untrusted: There is no key, or one that cannot be used.

    """
    rows = said.get("keys", [said]) if isinstance(said, dict) else said
    if not isinstance(rows, list) or not rows or not all(isinstance(one, dict) for one in rows):
        raise Untrusted("没有公钥")
    for one in rows:
        if one.get("kty") == "oct" or "d" in one:
            raise Untrusted("里面有私钥或者对称密钥，只能放公钥")
        try:
            jwt.PyJWK.from_dict(one)
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
            raise Untrusted("有一把公钥读不出来") from wrong
    return rows


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
