"""The stamp (防伪签章) in a paper's QR code: a few facts of the paper, signed, to be checked without any network.

The format is published with the public keys (`/v/keys.json`). 65 bytes of head and signature, then the texts:
version (1 byte), key (4), check code (8, big-endian), days since 2020-01-01 (2), kind (1), the texts in UTF-8, one unit
separator between them, and last the Ed25519 signature (64) of everything before it. In capitals and digits (base32)
a QR code takes it with a third less room than other spellings.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nuocheng.kernel.numbers import CODE_ALPHABET
from nuocheng.papers import stamp_keys

VERSION = 1
FIRST_DAY = date(2020, 1, 1)
SEPARATOR = "\x1f"
SIGNATURE = 64
_HEAD = 16
_LONGEST_ITEM, _LONGEST_PARTY = 10, 20
_TEXTS = 4


#: How a stamp is read, for those who write a reader of their own; stands in the JSON beside the keys.
FORMAT = (
    "二维码内容的最后一段（“/”之后）是base32（RFC 4648，大写，无“=”）。解码后：版本1字节（=1）、公钥编号4字节、"
    "核验码8字节（大端整数，60位，每5位一个字母，字母表0123456789ABCDEFGHJKMNPQRSTVWXYZ）、2020-01-01起的天数2字节（大端）、"
    "文书种类1字节（1告知书、2承诺书、3决定书）、UTF-8文字（文号、隐去的申请人、部门编码、事项名称前10字，以0x1F隔开），"
    "最后64字节是前面全部内容的Ed25519签名。"
)


class Kind(IntEnum):
    """What kind of paper bears the stamp."""

    NOTICE = 1
    PLEDGE = 2
    DECISION = 3


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says of its paper; the name is masked, and no number of a person is in it."""

    kind: Kind
    code: str
    on: date
    number: str
    party: str
    department: str
    item: str


class BadStamp(ValueError):
    """No stamp, or one that was not made with one of our keys, or was altered."""


def stamped(address: str, stamp: Stamp) -> str:
    """Return what the QR code of a paper says: where to ask, and the stamp; nothing where there is no key."""
    key = stamp_keys.signing()
    parts = urlsplit(address)
    if key is None:
        return ""
    said = _said(stamp, key.id)
    payload = base64.b32encode(said + key.private.sign(said)).decode().rstrip("=")
    origin = f"{parts.scheme}://{parts.netloc}".upper()
    return f"{origin}{parts.path}/V/{stamp.code}/{payload}"


def read(payload: str, keys: Mapping[bytes, Ed25519PublicKey] | None = None) -> Stamp:
    """Return what a stamp says, once its signature was found to be ours.

    Raises:
        BadStamp: It is none, it was altered, or it was made by somebody else.

    """
    known = stamp_keys.public() if keys is None else keys
    try:
        raw = base64.b32decode(payload.strip().upper() + "=" * (-len(payload.strip()) % 8))
    except ValueError as none:
        raise BadStamp from none
    said, signature = raw[:-SIGNATURE], raw[-SIGNATURE:]
    if len(said) < _HEAD or said[0] != VERSION or said[1:5] not in known:
        raise BadStamp
    try:
        known[said[1:5]].verify(signature, said)
        return _heard(said)
    except (InvalidSignature, ValueError) as altered:
        raise BadStamp from altered


def _said(stamp: Stamp, key: bytes) -> bytes:
    texts = (stamp.number, stamp.party[:_LONGEST_PARTY], stamp.department, stamp.item[:_LONGEST_ITEM])
    days = (stamp.on - FIRST_DAY).days
    code = _as_number(stamp.code)
    head = bytes([VERSION]) + key + code.to_bytes(8, "big") + days.to_bytes(2, "big") + bytes([stamp.kind])
    return head + SEPARATOR.join(texts).encode()


def _heard(said: bytes) -> Stamp:
    """Read the bytes that were signed.

    Raises:
        ValueError: They are not what this version writes.

    """
    number, party, department, item = said[_HEAD:].decode().split(SEPARATOR, _TEXTS - 1)
    day = FIRST_DAY + timedelta(days=int.from_bytes(said[13:15], "big"))
    return Stamp(Kind(said[15]), _as_code(said[5:13]), day, number, party, department, item)


def _as_number(code: str) -> int:
    number = 0
    for letter in code.replace("-", ""):
        number = number << 5 | CODE_ALPHABET.index(letter)
    return number


def _as_code(raw: bytes) -> str:
    number = int.from_bytes(raw, "big")
    letters = "".join(CODE_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return "-".join((letters[:4], letters[4:8], letters[8:]))
