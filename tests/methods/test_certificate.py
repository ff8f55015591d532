"""A certificate signs only the pledge that was shown, only in its holder's name, only while it is in force."""

from __future__ import annotations

import base64
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.methods.asking import ASKED, AT, COMPANY, NUMBER
from tests.methods.authority import BELOW, ROOT, Issued, issue, subject

from nuocheng.cases.methods import Verified, words_to_sign
from nuocheng.cases.methods.certificate import CertificateSigning
from nuocheng.cases.rules.ceremony import Evidence
from nuocheng.kernel.errors import Malformed

METHOD = CertificateSigning([ROOT.certificate])
WORDS = words_to_sign(ASKED.case, ASKED.text)
HOLDER = issue(subject(), BELOW)
CHAIN = HOLDER.pem + BELOW.pem


def verify(signature: bytes, chain: bytes = CHAIN, method: CertificateSigning = METHOD) -> Verified:
    """Verify a signature with a chain over what is asked."""
    return method.verify(ASKED, [Evidence("signature", signature), Evidence("chain", chain)])


@pytest.mark.parametrize(
    "holder", [HOLDER, issue(subject(), BELOW, key=ec.generate_private_key(ec.SECP256R1()))]
)
def test_the_holders_signature_stands_raw_or_in_base64(holder: Issued) -> None:
    signature, chain = holder.sign(WORDS), holder.pem + BELOW.pem
    done = verify(signature, chain)
    assert done.name == COMPANY
    assert NUMBER in done.said["subject"]
    assert [one.what for one in done.kept] == ["signature", "chain"]
    assert verify(base64.encodebytes(signature), chain).kept == done.kept


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (words_to_sign(ASKED.case, "b" * 64), "和这份承诺书对不上"),
        (words_to_sign("白区诺〔2026〕00002号", ASKED.text), "和这份承诺书对不上"),
        (ASKED.text.encode(), "和这份承诺书对不上"),
    ],
)
def test_a_signature_over_anything_else_is_refused(words: bytes, says: str) -> None:
    with pytest.raises(Malformed, match=says):
        verify(HOLDER.sign(words))


def test_every_flipped_byte_of_a_signature_is_noticed() -> None:
    signature = HOLDER.sign(WORDS)
    for place in range(len(signature)):
        broken = signature[:place] + bytes([signature[place] ^ 1]) + signature[place + 1 :]
        with pytest.raises(Malformed):
            verify(broken)


@pytest.mark.parametrize(
    ("name", "number"),
    [("别家有限公司", NUMBER), (COMPANY, "91620402MA7JX9002X"), (COMPANY, ""), ("铜城丰禾", NUMBER)],
)
def test_a_certificate_of_somebody_else_is_refused(name: str, number: str) -> None:
    other = issue(subject(name, number), BELOW)
    with pytest.raises(Malformed, match=f"不是“{COMPANY}”的"):
        verify(other.sign(WORDS), other.pem + BELOW.pem)


def test_a_certificate_past_its_term_is_refused() -> None:
    old = issue(subject(), BELOW, at=AT - timedelta(days=400))
    with pytest.raises(Malformed, match="过期"):
        verify(old.sign(WORDS), old.pem + BELOW.pem)
    with pytest.raises(Malformed, match="过期"):
        METHOD.verify(
            replace(ASKED, at=AT + timedelta(days=300)),
            [Evidence("signature", HOLDER.sign(WORDS)), Evidence("chain", CHAIN)],
        )


def test_nobody_trusts_himself_or_a_stranger() -> None:
    alone = issue(subject())
    with pytest.raises(Malformed, match="不是本单位认可的机构"):
        verify(alone.sign(WORDS), alone.pem)
    with pytest.raises(Malformed, match="不是本单位认可的机构"):
        verify(HOLDER.sign(WORDS), HOLDER.pem)
    with pytest.raises(Malformed, match="不是本单位认可的机构"):
        verify(HOLDER.sign(WORDS), CHAIN, CertificateSigning([]))


def test_a_holder_cannot_issue_certificates() -> None:
    forged = issue(subject(), HOLDER)
    with pytest.raises(Malformed):
        verify(forged.sign(WORDS), forged.pem + HOLDER.pem + BELOW.pem)


@pytest.mark.parametrize(
    "chain", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_an_unreadable_chain_is_refused(chain: bytes) -> None:
    with pytest.raises(Malformed):
        verify(HOLDER.sign(WORDS), chain)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_signature_made_by_openssl_stands(tmp_path: Path) -> None:
    holder = issue(subject(), BELOW, key=ec.generate_private_key(ec.SECP256R1()))
    key = holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "words.txt").write_bytes(WORDS)
    openssl = str(shutil.which("openssl"))
    made = subprocess.run(
        [openssl, "dgst", "-sha256", "-sign", "key.pem", "words.txt"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert verify(made.stdout, holder.pem + BELOW.pem).name == COMPANY
