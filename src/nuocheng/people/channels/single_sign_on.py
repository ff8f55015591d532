"""省统一身份认证 by OpenID Connect: there and back by the browser, the code for a token from server to server."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from nuocheng.kernel.occasion import Assurance
from nuocheng.people.channels.asking import Away, Call, ask, safe
from nuocheng.people.channels.tokens import Expected, UnknownKey, Untrusted, read_token
from nuocheng.people.claims import ClaimNames

__all__ = ["Away", "Provider", "SingleSignOn", "Trip", "Untrusted", "provider"]

#: How long what the provider says of itself is held.
HELD = timedelta(hours=1)
#: After it did not answer, nobody is made to wait for it again for so long.
RESTS = timedelta(seconds=10)
OK, BROKEN = 200, 500


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people are recognised, as whom we ask, and how its claims are called."""

    issuer: str
    client_id: str
    client_secret: str = ""
    scope: str = "openid profile"
    claims: ClaimNames = field(default_factory=ClaimNames)
    levels: Mapping[str, Assurance] = field(default_factory=dict)
    deadline_s: float = 8.0


def provider(said: dict[str, Any] | None) -> Provider | None:
    """Return the provider that the environment names, if it names one."""
    if said is None:
        return None
    levels = {level: Assurance(sure) for level, sure in said["levels"].items()}
    return Provider(**{**said, "claims": ClaimNames(**said["claims"]), "levels": levels})


@dataclass(frozen=True, slots=True)
class Trip:
    """One way there and back: what only this browser and we can know."""

    state: str
    nonce: str
    verifier: str
    back: str


class SingleSignOn:
    """The provider, with what it said of itself an hour ago at most."""

    def __init__(self, provider: Provider) -> None:
        """Take the provider; nothing is asked yet."""
        self.provider = provider
        self._rests_until: datetime | None = None
        self._about: tuple[datetime, dict[str, Any]] | None = None
        self._keys: tuple[datetime, list[dict[str, Any]]] | None = None

    def way_there(self, trip: Trip, at: datetime) -> str:
        """Return the address to which the browser is sent.

        Raises:
            Away: The provider does not say where.

        """
        asked = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": trip.back,
            "scope": self.provider.scope,
            "state": trip.state,
            "nonce": trip.nonce,
            "code_challenge": _challenge(trip.verifier),
            "code_challenge_method": "S256",
        }
        there = self._address("authorization_endpoint", at)
        return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"

    def claims(self, code: str, trip: Trip, at: datetime) -> dict[str, Any]:
        """Return what the provider says about whoever came back with a code.

        Raises:
            Away: It does not answer.
            Untrusted: It does not take the code, or what it says proves nothing.

        """
        given = self._exchanged(code, trip, at)
        expected = Expected(self.provider.issuer, self.provider.client_id, trip.nonce)
        token = given.get("id_token")
        said = self._read(token if isinstance(token, str) else "", expected, at)
        wanted = self.provider.claims
        if {wanted.name, wanted.number, wanted.level} <= set(said):
            return said
        return {**self._more(str(given.get("access_token", "")), said["sub"], at), **said}

    def _read(self, token: str, expected: Expected, at: datetime) -> dict[str, Any]:
        try:
            return read_token(token, self._known_keys(at), expected)
        except UnknownKey:  # providers change their keys without telling
            self._keys = None
            return read_token(token, self._known_keys(at), expected)

    def _exchanged(self, code: str, trip: Trip, at: datetime) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": trip.back,
            "code_verifier": trip.verifier,
        }
        headers: dict[str, str] = {}
        if not self.provider.client_secret:
            form["client_id"] = self.provider.client_id
        elif self._takes_secret_in_form(at):
            form |= {"client_id": self.provider.client_id, "client_secret": self.provider.client_secret}
        else:
            headers["Authorization"] = _basic(self.provider)
        call = Call(self._address("token_endpoint", at), headers, form)
        status, given = self._ask(call, at)
        if status != OK:
            raise Untrusted(f"没有换到令牌（{status}）")
        return given

    def _more(self, access: str, subject: str, at: datetime) -> dict[str, Any]:
        """Return what the provider tells besides; nothing where it has no place for that."""
        if not access or not self._metadata(at).get("userinfo_endpoint"):
            return {}
        call = Call(self._address("userinfo_endpoint", at), {"Authorization": f"Bearer {access}"})
        status, said = self._ask(call, at)
        if status != OK:
            raise Away(f"问用户信息时答复{status}")
        if said.get("sub") != subject:
            raise Untrusted("用户信息是另一个人的")
        return said

    def _ask(self, call: Call, at: datetime) -> tuple[int, dict[str, Any]]:
        if self._rests_until is not None and at < self._rests_until:
            raise Away("刚才没有回应，先不去问")
        try:
            status, said = ask(call, self.provider.deadline_s)
        except Away:
            self._rests_until = at + RESTS
            raise
        if status >= BROKEN:
            self._rests_until = at + RESTS
            raise Away(f"答复{status}")
        return status, said

    def _takes_secret_in_form(self, at: datetime) -> bool:
        ways = self._metadata(at).get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_basic" not in ways and "client_secret_post" in ways

    def _address(self, what: str, at: datetime) -> str:
        address = self._metadata(at).get(what)
        if not isinstance(address, str) or not safe(address):
            raise Away(f"没有说明{what}")
        return address

    def _metadata(self, at: datetime) -> dict[str, Any]:
        held = self._about
        if held is None or at - held[0] > HELD:
            held = self._about = (at, self._introduced(at))
        return held[1]

    def _introduced(self, at: datetime) -> dict[str, Any]:
        address = f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        status, said = self._ask(Call(address), at)
        if status != OK:
            raise Away(f"问配置时答复{status}")
        if said.get("issuer") != self.provider.issuer:
            raise Away("配置里的issuer不是设置的那一个")
        return said

    def _known_keys(self, at: datetime) -> list[dict[str, Any]]:
        held = self._keys
        if held is None or at - held[0] > HELD:
            status, said = self._ask(Call(self._address("jwks_uri", at)), at)
            if status != OK or not isinstance(said.get("keys"), list):
                raise Away(f"取公钥时答复{status}")
            held = self._keys = (at, said["keys"])
        return held[1]


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _basic(provider: Provider) -> str:
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
