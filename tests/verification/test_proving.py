"""A source can be sure that it is us who asks: by a signature over everything, or by our certificate."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.builders import Hours
from tests.verification import sourcing
from tests.verification.asking import AT, question

from nuocheng.verification.channels.at_hand import channels
from nuocheng.verification.channels.line import Call
from nuocheng.verification.channels.protocol import Outcome
from nuocheng.verification.channels.signing import Proof, Signature
from nuocheng.verification.channels.trouble import Trouble

pytestmark = pytest.mark.req("S8.2")


@pytest.mark.parametrize(("proof", "digest"), [(Proof.HMAC_SM3, "sm3"), (Proof.HMAC_SHA256, "sha256")])
def test_a_signature_covers_method_path_body_time_and_a_number_used_once(proof: Proof, digest: str) -> None:
    sign = Signature("nuocheng", "secret", proof)
    call = Call("POST", "/v1/queries", b"{}")
    headers, again = sign(call), sign(call)
    body = hashlib.new(digest, b"{}").hexdigest()
    said = "\n".join(["POST", "/v1/queries", body, headers["X-Timestamp"], headers["X-Nonce"]])
    assert headers["X-Signature"] == hmac.new(b"secret", said.encode(), digest).hexdigest()
    assert headers["X-App-Key"] == "nuocheng"
    assert headers["X-Nonce"] != again["X-Nonce"]
    assert "secret" not in " ".join(headers.values()) + repr(sign)


class Strict(http.server.BaseHTTPRequestHandler):
    """An exchange that answers whoever shows a certificate, and writes down what it was asked."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = {
            "request_id": asked["request_id"],
            "source": asked["source"],
            "subject": asked["subject"],
            "status": "found",
            "as_of": AT.date().isoformat(),
            "records": [{one: "正常" for one in asked["fields"]}],  # noqa: C420 - reads as what it is
            "receipt_no": "GX-1",
            "answered_at": AT.isoformat(),
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Authority:
    """A certificate authority of a test, and what it signs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "测试根")])
        self.root = self._signed(self.name, self.key.public_key(), authority=True)
        self.file = folder / "root.pem"
        self.file.write_bytes(self.root.public_bytes(serialization.Encoding.PEM))

    def issue(self, who: str) -> str:
        """Return the path of a PEM file with a certificate and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, who)])
        certificate = self._signed(name, key.public_key(), authority=False)
        file = self.folder / f"{who}.pem"
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return str(file)

    def _signed(self, name: x509.Name, key: Any, *, authority: bool) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if not authority:
            names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(self.key, hashes.SHA256())


@contextmanager
def strict(authority: Authority) -> Iterator[str]:
    """Run an exchange that wants to see a certificate of the authority, until the block ends."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Strict)
    trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(authority.file))
    trust.load_cert_chain(authority.issue("server"))
    trust.verify_mode = ssl.CERT_REQUIRED
    server.socket = trust.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # callers without a certificate are the test
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.django_db
def test_a_source_that_wants_our_certificate_is_shown_it_and_nobody_else_gets_an_answer(
    tmp_path: Path, settings: Any
) -> None:
    authority, other = Authority(tmp_path), Authority(_folder(tmp_path / "other"))
    settings.NUOCHENG_SOURCE_CERTIFICATES = {"OURS": authority.issue("client"), "STRANGER": other.issue("x")}
    settings.NUOCHENG_SOURCE_ROOTS = {"OURS": str(authority.file), "STRANGER": str(authority.file)}
    hours = Hours()
    with strict(authority) as url:
        proper = {"endpoint": url, "proof": "certificate"}
        sourcing.connected(hours, "population", certificate="OURS", **proper)
        sourcing.connected(hours, "marriage", certificate="STRANGER", **proper)
        way = channels(3.0)["data_exchange"]
        ours = way.ask(question(oldest_acceptable=None), at=AT)
        stranger = way.ask(question(source="marriage", oldest_acceptable=None), at=AT)
    assert ours.outcome is Outcome.FOUND, ours.note
    assert stranger.outcome is Outcome.SOURCE_DOWN
    assert stranger.trouble in {Trouble.UNREACHABLE, Trouble.RESET}


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
