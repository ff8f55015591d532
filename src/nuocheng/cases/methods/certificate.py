"""Signing with a certificate: a detached signature over three readable lines, and a chain up to an anchor we trust."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from nuocheng.cases.methods.protocol import Asked, Verified, piece, words_to_sign
from nuocheng.cases.rules.ceremony import Evidence, Method
from nuocheng.kernel import names
from nuocheng.kernel.errors import Malformed

SIGNATURE, CHAIN = "signature", "chain"
LONGEST_CHAIN = 6
MOST_BYTES = 64 * 1024
#: Where certificates of China keep the number of the person or organisation.
NUMBERS = (NameOID.SERIAL_NUMBER, NameOID.ORGANIZATION_IDENTIFIER, NameOID.USER_ID)
NAMES = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)


class CertificateSigning:
    """A signature by the key of a certificate; *anchors* are the roots that this office trusts."""

    key = str(Method.CERTIFICATE)

    def __init__(self, anchors: Sequence[x509.Certificate]) -> None:
        self._anchors = tuple(anchors)

    def verify(self, asked: Asked, evidence: Sequence[Evidence]) -> Verified:
        """Return the name in the certificate once its chain, its holder and its signature are right.

        Raises:
            Malformed: A piece is missing or unreadable, or something does not fit.

        """
        signature = _raw(piece(evidence, SIGNATURE, "请选签名文件").content)
        chain = _chain(piece(evidence, CHAIN, "请选证书文件（PEM）").content)
        self._trusted(chain, asked.at)
        holder = chain[0]
        name = _holder(holder, asked)
        _signed(holder, signature, words_to_sign(asked.case, asked.text))
        kept = (
            Evidence(SIGNATURE, signature),
            Evidence(
                CHAIN, b"".join(one.public_bytes(Encoding.PEM) for one in chain), "application/x-pem-file"
            ),
        )
        return Verified(name, _said(holder), kept)

    def _trusted(self, chain: Sequence[x509.Certificate], at: datetime) -> None:
        """Let only a chain pass that is in force and ends at an anchor.

        Raises:
            Malformed: It does not.

        """
        for place, one in enumerate(chain):
            if not one.not_valid_before_utc <= at <= one.not_valid_after_utc:
                raise Malformed.at(CHAIN, "证书过期了，或者还没有到生效的日子，请换一张有效的证书")
            if place and not _may_issue(one):
                raise Malformed.at(CHAIN, "证书链里有一张不能签发证书，请把签发机构给的整条证书链传上来")
            above = chain[place + 1 : place + 2] or self._anchors
            if not any(_issued(one, by) for by in above):
                raise Malformed.at(
                    CHAIN, "这张证书不是本单位认可的机构签发的，请换一张，或者改用别的签署方式"
                )


def anchors_in(pem: bytes) -> tuple[x509.Certificate, ...]:
    """Return the certificates in a file of anchors."""
    return tuple(x509.load_pem_x509_certificates(pem)) if pem.strip() else ()


def _raw(content: bytes) -> bytes:
    """Return the bytes of a signature, sent as they are or in base64."""
    if len(content) > MOST_BYTES:
        raise Malformed.at(SIGNATURE, "这不像签名文件，请核对选的文件")
    try:
        return base64.b64decode(b"".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return content


def _chain(content: bytes) -> list[x509.Certificate]:
    try:
        chain = x509.load_pem_x509_certificates(content) if len(content) <= MOST_BYTES else []
    except ValueError as wrong:
        raise Malformed.at(CHAIN, "证书文件读不出来，请选PEM格式的证书文件") from wrong
    if not 0 < len(chain) <= LONGEST_CHAIN:
        raise Malformed.at(CHAIN, f"证书文件里应有1到{LONGEST_CHAIN}张证书，请核对")
    return chain


def _issued(one: x509.Certificate, by: x509.Certificate) -> bool:
    """Say whether one certificate was issued by another that may issue, or is that very one."""
    if one == by:
        return True
    try:
        one.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return _may_issue(by)


def _may_issue(one: x509.Certificate) -> bool:
    try:
        return bool(one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (x509.ExtensionNotFound, ValueError):
        return False


def _holder(holder: x509.Certificate, asked: Asked) -> str:
    """Return the name that a certificate bears, if it is of whoever signs here.

    Raises:
        Malformed: It is somebody else's, or not made for signing.

    """
    found = [str(one.value) for oid in NAMES for one in holder.subject.get_attributes_for_oid(oid)]
    numbers = {
        str(one.value).upper() for oid in NUMBERS for one in holder.subject.get_attributes_for_oid(oid)
    }
    name = next((one for one in found if any(names.same(one, wanted) for wanted in asked.names)), "")
    if not name or not numbers & set(asked.numbers):
        raise Malformed.at(CHAIN, f"证书上的名称或号码不是“{asked.names[0]}”的，请用本人（本单位）的证书签名")
    if not _for_signing(holder):
        raise Malformed.at(CHAIN, "这张证书不是用来签名的，请用签名证书")
    return name


def _for_signing(one: x509.Certificate) -> bool:
    try:
        usage = one.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return bool(usage.digital_signature or usage.content_commitment)


def _signed(holder: x509.Certificate, signature: bytes, words: bytes) -> None:
    """Let only a signature pass that this certificate's key made over exactly these words.

    Raises:
        Malformed: It is another's, or over something else.

    """
    key = holder.public_key()
    try:
        match key:
            case ed25519.Ed25519PublicKey():
                key.verify(signature, words)
            case ec.EllipticCurvePublicKey():
                key.verify(signature, words, ec.ECDSA(SHA256()))
            case rsa.RSAPublicKey():
                key.verify(signature, words, padding.PKCS1v15(), SHA256())
            case _:
                raise Malformed.at(CHAIN, "这种密钥这里还不认，请用Ed25519、ECDSA或RSA的证书")
    except InvalidSignature as wrong:
        raise Malformed.at(
            SIGNATURE, "签名和这份承诺书对不上。请重新下载待签文件，签好再传；内容改过的要重新签"
        ) from wrong


def _said(holder: x509.Certificate) -> dict[str, str]:
    return {
        "subject": holder.subject.rfc4514_string(),
        "issuer": holder.issuer.rfc4514_string(),
        "serial": f"{holder.serial_number:x}",
        "fingerprint": holder.fingerprint(SHA256()).hex(),
        "until": holder.not_valid_after_utc.date().isoformat(),
    }
