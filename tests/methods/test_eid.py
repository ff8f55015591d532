"""An assertion of the province's provider counts only for this pledge, this person, this sign-in, and a few minutes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from tests.methods.asking import ASKED, AT
from tests.methods.eid_provider import ISSUER, packed

from nuocheng.cases.methods import Provider, Verified
from nuocheng.cases.methods.eid import ElectronicIdentity
from nuocheng.cases.rules.ceremony import Evidence
from nuocheng.kernel.errors import Malformed

KEY = Ed25519PrivateKey.generate()
PEM = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
PERSON = replace(ASKED, names=("张建华",), numbers=("620402198503122031",))
NONCE = "n-0123456789"
CLAIMS = {
    "iss": ISSUER,
    "aud": "nuocheng",
    "sub": "620402198503122031",
    "name": "张建华",
    "nonce": NONCE,
    "digest": ASKED.text,
    "iat": int(AT.timestamp()) - 20,
    "exp": int(AT.timestamp()) + 280,
}
METHOD = ElectronicIdentity(Provider(ISSUER, "https://eid.example.gov.cn/confirm", "nuocheng", PEM))


def assertion(key: Ed25519PrivateKey = KEY, alg: str = "EdDSA", **changes: Any) -> bytes:
    """Return an assertion as the provider signs it, with changes; what is None is left out."""
    claims = {name: one for name, one in {**CLAIMS, **changes}.items() if one is not None}
    said = packed(json.dumps({"alg": alg}).encode()) + b"." + packed(json.dumps(claims).encode())
    return said + b"." + packed(key.sign(said))


def verify(sent: bytes, nonce: str = NONCE) -> Verified:
    """Verify an assertion in the session that has the nonce."""
    return METHOD.verify(PERSON, [Evidence("assertion", sent), Evidence("nonce", nonce.encode())])


def test_the_providers_assertion_stands() -> None:
    done = verify(assertion())
    assert (done.name, done.said["iss"]) == ("张建华", ISSUER)
    assert [one.what for one in done.kept] == ["assertion"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"digest": "b" * 64}, "不是这一份承诺书"),
        ({"nonce": "another"}, "不是从这里发起的"),
        ({"nonce": None}, "不是从这里发起的"),
        ({"aud": "another system"}, "不是给本系统的"),
        ({"iss": "https://evil.example"}, "不是给本系统的"),
        ({"exp": CLAIMS["iat"]}, "过期了"),
        ({"exp": int(AT.timestamp()) + 86_400}, "过期了"),
        ({"iat": int(AT.timestamp()) + 300, "exp": int(AT.timestamp()) + 400}, "过期了"),
        ({"exp": None}, "读不出来"),
        ({"exp": "soon"}, "读不出来"),
        ({"name": "李守信"}, "不是“张建华”"),
        ({"sub": "110101199003076288"}, "不是“张建华”"),
        ({"alg": "none"}, "读不出来"),
    ],
)
def test_an_assertion_about_anything_else_is_refused(changes: dict[str, Any], says: str) -> None:
    sent = assertion(alg=changes.pop("alg", "EdDSA"), **changes)
    with pytest.raises(Malformed, match=says):
        verify(sent)


def test_another_session_cannot_use_it() -> None:
    with pytest.raises(Malformed, match="不是从这里发起的"):
        verify(assertion(), nonce="of-another-session")


def test_an_assertion_signed_by_somebody_else_is_refused() -> None:
    with pytest.raises(Malformed, match="签名对不上"):
        verify(assertion(Ed25519PrivateKey.generate()))


def test_an_assertion_changed_on_the_way_is_refused() -> None:
    head, _, signature = assertion().split(b".")
    body = packed(json.dumps({**CLAIMS, "name": "张建华 "}).encode())
    with pytest.raises(Malformed, match="签名对不上"):
        verify(b".".join((head, body, signature)))


@pytest.mark.parametrize(
    "sent", [b"", b"a", b"a.b.c", b"..", b"e30.e30.e30", b"x" * 20_000, "甲.乙.丙".encode()]
)
def test_rubbish_is_refused_with_a_sentence(sent: bytes) -> None:
    with pytest.raises(Malformed):
        verify(sent)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the test reads where it leads."""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[str]:
    """Start the provider as a process of its own, on a free port of this machine."""
    (tmp_path / "key.pem").write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("eid_provider.py")
    process = subprocess.Popen([sys.executable, str(script), str(port), str(tmp_path / "key.pem")])
    try:
        for _ in range(100):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/confirm"
    finally:
        process.terminate()
        process.wait(10)


def test_a_running_provider_is_asked_and_believed_once_the_person_confirms(running: str) -> None:
    provider = Provider(ISSUER, running, "nuocheng", PEM)
    address = provider.address(PERSON, NONCE, "https://nuocheng.example/cases/x/sign/eid")
    with urlopen(address, timeout=10) as page:
        assert PERSON.text in page.read().decode()
    body = urlencode({"name": "张建华", "number": PERSON.numbers[0]}).encode()
    with pytest.raises(HTTPError) as sent:
        build_opener(_Stay).open(Request(address, body), timeout=10)
    back = sent.value.headers["Location"]
    token = parse_qs(urlsplit(back).query)["assertion"][0].encode()
    now = datetime.now(UTC)
    pieces = [Evidence("assertion", token), Evidence("nonce", NONCE.encode())]
    method = ElectronicIdentity(provider)
    assert method.verify(replace(PERSON, at=now), pieces).name == "张建华"
    with pytest.raises(Malformed, match="过期了"):
        method.verify(replace(PERSON, at=now + timedelta(minutes=6)), pieces)
    with pytest.raises(Malformed, match="不是这一份承诺书"):
        method.verify(replace(PERSON, at=now, text="c" * 64), pieces)
