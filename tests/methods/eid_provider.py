"""A provider of electronic identity, a process of its own: it shows what is to be confirmed, and signs an assertion.

Run as ``python eid_provider.py PORT KEY_FILE``. Nothing of it is imported by what it talks to.
"""

from __future__ import annotations

import base64
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.serialization import load_pem_private_key

ISSUER = "https://eid.example.gov.cn"


def packed(raw: bytes) -> bytes:
    """Write bytes in base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


class Provider(BaseHTTPRequestHandler):
    """Two addresses: the page that asks, and the answer of the person."""

    key_file = ""

    def do_GET(self) -> None:
        """Ask the person to confirm, showing what it is about."""
        asked = parse_qs(urlsplit(self.path).query)
        body = f"请确认：{asked['about'][0]}，摘要值{asked['digest'][0]}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Send the person back with an assertion about them and about what they confirmed."""
        asked = {name: one[0] for name, one in parse_qs(urlsplit(self.path).query).items()}
        length = int(self.headers.get("Content-Length", 0))
        person = {name: one[0] for name, one in parse_qs(self.rfile.read(length).decode()).items()}
        now = int(person.get("now", time.time()))
        claims = {
            "iss": ISSUER,
            "aud": asked["audience"],
            "sub": person["number"],
            "name": person["name"],
            "nonce": asked["nonce"],
            "digest": asked["digest"],
            "acr": "L3",
            "iat": now,
            "exp": now + 300,
        }
        said = packed(json.dumps({"alg": "EdDSA"}).encode()) + b"." + packed(json.dumps(claims).encode())
        key = load_pem_private_key(Path(self.key_file).read_bytes(), None)
        assertion = said + b"." + packed(key.sign(said))  # type: ignore[union-attr,call-arg]
        self.send_response(303)
        self.send_header("Location", f"{asked['back']}?{urlencode({'assertion': assertion.decode()})}")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    Provider.key_file = sys.argv[2]
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
