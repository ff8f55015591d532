"""A platform with a key of its own: it vouches for people, asks for tickets, and shows pages with ours in a frame."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from tests import builders
from tests.api.rig import Machine

from nuocheng.edge.clock import now
from nuocheng.people import official as people
from nuocheng.people import queries as people_queries
from nuocheng.platforms import official
from nuocheng.platforms.models import Portal

ORIGIN = "https://platform.example"
BACK = f"{ORIGIN}/back"


@dataclass
class Platform:
    """A registered portal as its own programmers have it: its private key, its machine key."""

    portal: Portal
    machine: Machine
    private: ec.EllipticCurvePrivateKey
    said: dict[str, Any] = field(default_factory=dict)

    def assertion(self, item: str, /, **changed: Any) -> str:
        """Return the platform's word for the usual person, with some claims changed; None leaves one out."""
        party, at = builders.a_party(), int(now().timestamp())
        claims = {
            "iss": self.portal.issuer,
            "sub": "user-1",
            "aud": settings.NUOCHENG_ADDRESS,
            "iat": at,
            "exp": at + 60,
            "jti": uuid4().hex,
            "item": item,
            "name": party.name,
            "id_number": party.number,
            "phone_number": party.phone,
            "acr": "real_name",
            **changed,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, self.private, algorithm="ES256")

    def ask(self, item: str, /, **changed: Any) -> Any:
        """Ask for a ticket into a frame; what is changed are claims, or parts of the request."""
        parts = {name: changed.pop(name) for name in ("origin", "back", "assertion") if name in changed}
        assertion = parts.pop("assertion", None) or self.assertion(item, **changed)
        origins = self.portal.origins.split()
        body = {"item_code": item, "assertion": assertion, "origin": origins[0], **parts}
        return self.machine.post("/tickets", {name: value for name, value in body.items() if value})

    def ticket(self, item: str, /, **changed: Any) -> dict[str, Any]:
        """Ask for a ticket that must be given."""
        answer = self.ask(item, **changed)
        assert answer.status_code == 201, answer.content.decode()
        given: dict[str, Any] = answer.json()
        return given


def a_platform(name: str = "甘肃政务服务网", origin: str = ORIGIN, back: str = BACK) -> Platform:
    """Return a platform that the administrator registered."""
    private = ec.generate_private_key(ec.SECP256R1())
    account = f"platform-{uuid4().hex[:8]}"
    people.add_account(people.Member(account, name))
    wish = official.PortalWish(
        name, account, (origin,), (back,), f"https://{account}.example", public(private)
    )
    portal = official.register(wish, "admin", now())
    known = people_queries.account(account)
    assert known is not None
    return Platform(portal, Machine(people.make_key(known, "测试", now())), private)


def public(private: ec.EllipticCurvePrivateKey) -> str:
    """Return the public half of a key as a JWK set."""
    return json.dumps({"keys": [json.loads(jwt.algorithms.ECAlgorithm.to_jwk(private.public_key()))]})


class Host(BaseHTTPRequestHandler):
    """The platform's own pages: one with a frame, and the one that people come back to."""

    framed, policy = "", ""

    def do_GET(self) -> None:
        """Show a page, and write every message from the frame into it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page().encode())

    def page(self) -> str:
        if self.path.startswith("/back"):
            return "<!doctype html><title>平台</title><h1>回到平台了</h1>"
        return (
            "<!doctype html><title>平台</title><h1>平台的页面</h1><ul></ul>"
            "<script>addEventListener('message',e=>{const li=document.createElement('li');"
            "li.textContent=e.origin+' '+JSON.stringify(e.data);document.querySelector('ul').append(li)})</script>"
            f'<iframe width="900" height="900" {self.policy} src="{self.framed}"></iframe>'
        )

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def a_host(policy: str = "") -> Iterator[tuple[str, type[Host]]]:
    """Run a platform's pages here, on another site than ours (which is localhost); what they frame is set later."""
    handler: type[Host] = type("OneHost", (Host,), {"policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
    finally:
        server.shutdown()
        server.server_close()
