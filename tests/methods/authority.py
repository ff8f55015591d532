"""A small certificate authority of our own, for tests: a root, one below it, and holders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from tests.methods.asking import AT, COMPANY, NUMBER

Key = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Issued:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        """Return the certificate as it is uploaded."""
        return self.certificate.public_bytes(Encoding.PEM)

    def sign(self, words: bytes) -> bytes:
        """Sign as the holder's own software does."""
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return self.key.sign(words)
        return self.key.sign(words, ec.ECDSA(SHA256()))


def subject(name: str = COMPANY, number: str = NUMBER) -> x509.Name:
    """Return the name of a holder."""
    said = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    return x509.Name([*said, x509.NameAttribute(NameOID.SERIAL_NUMBER, number)] if number else said)


def issue(
    name: x509.Name, by: Issued | None = None, *, ca: bool = False, key: Key | None = None, at: datetime = AT
) -> Issued:
    """Issue a certificate for a year around a day; by nobody means by itself."""
    own = key or ed25519.Ed25519PrivateKey.generate()
    above = by or Issued.__new__(Issued)
    issuer = by.certificate.subject if by else name
    signing = above.key if by else own
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=100))
        .not_valid_after(at + timedelta(days=265))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    digest = None if isinstance(signing, ed25519.Ed25519PrivateKey) else SHA256()
    return Issued(builder.sign(signing, digest), own)


ROOT = issue(subject("测试根证书机构", ""), ca=True)
BELOW = issue(subject("测试签发机构", ""), ROOT, ca=True, key=ec.generate_private_key(ec.SECP256R1()))
