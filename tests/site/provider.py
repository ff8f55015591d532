"""A provider of identities (OpenID Connect) as a process of its own, that can be told to behave badly.

Run by ``python tests/site/provider.py``; it prints its address. What it shall do wrong is posted to /control.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = "nuocheng", "a secret: with/odd+signs"
PERSON = {
    "sub": "u-1",
    "name": "李守信",
    "id_number": "620402198503122031",
    "phone_number": "13909430101",
    "acr": "3",
}
SLOW_S = 30


def private_key(kind: str) -> Any:
    """Make a key to sign with, of the kind that an algorithm asks for."""
    if kind == "ES256":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Office:
    """What the provider knows: keys, codes given out, who signs in, and its orders."""

    address: str = ""
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    fault: str = ""
    by_userinfo: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: list[tuple[str, str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def new_key(self, kind: str = "RS256") -> None:
        """Sign with a new key from now on; the one before is published no more."""
        self.keys[:] = [(secrets.token_hex(4), kind, private_key(kind))]

    def metadata(self) -> dict[str, Any]:
        """Say where everything is."""
        here = self.address
        return {
            "issuer": f"{here}/" if self.fault == "issuer" else here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def jwks(self) -> dict[str, Any]:
        """Publish the public keys."""
        found = []
        for kid, kind, key in self.keys:
            algorithm = jwt.get_algorithm_by_name(kind)
            found.append(
                {**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "alg": kind, "use": "sig"}
            )
        return {"keys": found}

    def exchanged(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Give tokens for a code, once, to whoever proves to be the client that asked."""
        pair = base64.b64decode(authorization.removeprefix("Basic ") or b"").decode()
        if [unquote(one) for one in pair.split(":", 1)] != [CLIENT, SECRET]:
            return 401, {"error": "invalid_client"}
        code = form.get("code", "")
        asked = self.codes.get(code)
        if asked is None or (code in self.used and self.fault != "forgets_codes"):
            return 400, {"error": "invalid_grant"}
        self.used.add(code)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != asked["code_challenge"] or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(16)
        self.tokens[access] = dict(self.person)
        return 200, {
            "access_token": access,
            "token_type": "Bearer",
            "id_token": self.id_token(asked["nonce"], access),
        }

    def id_token(self, nonce: str, access: str) -> str:
        """Sign who it is; or do it wrong, as told."""
        now = int(time.time())
        claims = {
            "iss": "https://elsewhere.example" if self.fault == "token_issuer" else self.address,
            "aud": "another" if self.fault == "audience" else CLIENT,
            "exp": now - 3600 if self.fault == "expired" else now + 300,
            "iat": now - 7200 if self.fault == "expired" else now,
            "nonce": "another" if self.fault == "nonce" else nonce,
            "sub": self.person["sub"],
        }
        if self.fault == "audiences":
            claims["aud"] = [CLIENT, "another"]
        if not self.by_userinfo:
            claims |= self.person
        if self.fault == "no_nonce":
            claims.pop("nonce")
        kid, kind, key = self.keys[0]
        if self.fault == "none":
            return jwt.encode(claims, None, algorithm="none", headers={"kid": kid})
        if self.fault == "shared_secret":
            return jwt.encode(claims, SECRET * 2, algorithm="HS256", headers={"kid": kid})
        if self.fault == "forged":
            key = private_key(kind)
        return jwt.encode(claims, key, algorithm=kind, headers={"kid": kid})


class Handler(BaseHTTPRequestHandler):
    """One request."""

    office: Office

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(where.query).items()}
        self.office.calls.append(where.path)
        if where.path == "/calls":
            return self.answer(200, {"calls": self.office.calls})
        if where.path == "/authorize":
            return self.authorize(asked)
        if self.misbehaves(where.path):
            return None
        if where.path == "/.well-known/openid-configuration":
            return self.answer(200, self.office.metadata())
        if where.path == "/jwks":
            return self.answer(200, self.office.jwks())
        if where.path == "/userinfo":
            access = self.headers.get("Authorization", "").removeprefix("Bearer ")
            said = dict(self.office.tokens.get(access, {}))
            if self.office.fault == "other_person":
                said["sub"] = "u-2"
            return self.answer(200 if said else 401, said)
        return self.answer(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.office.calls.append(self.path)
        if self.path == "/control":
            return self.control(json.loads(body))
        if self.misbehaves(self.path):
            return None
        if self.path == "/token":
            form = {name: values[0] for name, values in parse_qs(body).items()}
            return self.answer(*self.office.exchanged(form, self.headers.get("Authorization", "")))
        return self.answer(404, {})

    def authorize(self, asked: dict[str, str]) -> None:
        if self.office.fault == "denied":
            given = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self.office.codes[code] = asked
            given = {"code": code, "state": asked["state"], "iss": self.office.address}
        if self.office.fault == "mixed_up":
            given["iss"] = "https://elsewhere.example"
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(given)}")
        self.end_headers()

    def control(self, orders: dict[str, Any]) -> None:
        office = self.office
        office.fault = orders.get("fault", "")
        office.by_userinfo = orders.get("by_userinfo", False)
        office.person = {**PERSON, **orders.get("person", {})}
        office.calls.clear()
        if "key" in orders:
            office.new_key(orders["key"])
        self.answer(200, {})

    def misbehaves(self, path: str) -> bool:
        """Behave as badly as told; a fault named after a place is only there."""
        fault, _, place = self.office.fault.partition("@")
        if place and place not in path:
            return False
        if fault == "down":
            self.answer(503, {})
        elif fault == "garbage":
            self.answer(200, b"<html>")
        elif fault == "list":
            self.answer(200, b"[1, 2]")
        elif fault == "huge":
            self.answer(200, b'{"a": "' + b"x" * 500_000 + b'"}')
        elif fault == "slow":
            time.sleep(SLOW_S)
        elif fault == "drip":
            self.drip()
        elif fault == "reset":
            self.connection.close()
        else:
            return False
        return True

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(SLOW_S * 5):
                self.wfile.write(b" ")
                time.sleep(0.2)
        except OSError:
            return

    def answer(self, status: int, said: dict[str, Any] | bytes) -> None:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    office = Office()
    office.new_key()
    Handler.office = office
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    office.address = f"http://127.0.0.1:{server.server_address[1]}"
    sys.stdout.write(f"{office.address}\n")
    sys.stdout.flush()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()  # until whoever started it lets go


if __name__ == "__main__":
    main()
