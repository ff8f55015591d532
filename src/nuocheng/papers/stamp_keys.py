"""The keys of the stamp: one signs, all that ever signed stay known; made at setup, or given by the environment."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

FOLDER = "keys"
PRIVATE, PUBLIC = ".pem", ".pub"
ID = 4


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key that signs now."""

    id: bytes
    private: Ed25519PrivateKey


def signing() -> SigningKey | None:
    """Return the key that signs: the environment's, or the newest one made at setup; nothing where there is none."""
    return _signing(settings.NUOCHENG_STAMP_KEY, _folder())


def public() -> dict[bytes, Ed25519PublicKey]:
    """Return every public key that ever signed here, by its id."""
    return _public(settings.NUOCHENG_STAMP_KEY, _folder())


def make() -> bool:
    """Make a key where there is none; say whether one was made."""
    if signing() is not None:
        return False
    private = Ed25519PrivateKey.generate()
    folder = Path(_folder())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = id_of(private.public_key()).hex()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / f"{stem}{PRIVATE}"
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(pem)
    shown = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / f"{stem}{PUBLIC}").write_bytes(shown)
    forget()
    return True


def forget() -> None:
    """Read the keys anew at the next question."""
    _signing.cache_clear()
    _public.cache_clear()


def id_of(key: Ed25519PublicKey) -> bytes:
    """Return the id of a key: the first bytes of its SHA-256."""
    return hashlib.sha256(raw(key)).digest()[:ID]


def raw(key: Ed25519PublicKey) -> bytes:
    """Return the 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _folder() -> str:
    return str(Path(settings.NUOCHENG_DATA) / FOLDER)


@cache
def _signing(pem: str, folder: str) -> SigningKey | None:
    found = [path.read_bytes() for path in _by_age(folder, PRIVATE)]
    given = pem.encode() if pem else (found[-1] if found else b"")
    if not given:
        return None
    private = load_pem_private_key(given, None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError("the key of the stamp must be an Ed25519 key in PEM")
    return SigningKey(id_of(private.public_key()), private)


@cache
def _public(pem: str, folder: str) -> dict[bytes, Ed25519PublicKey]:
    loaded = [load_pem_public_key(path.read_bytes()) for path in _by_age(folder, PUBLIC)]
    keys = [one for one in loaded if isinstance(one, Ed25519PublicKey)]
    now = _signing(pem, folder)
    keys += [now.private.public_key()] if now else []
    return {id_of(one): one for one in keys}


def _by_age(folder: str, ending: str) -> list[Path]:
    return sorted(Path(folder).glob(f"*{ending}"), key=lambda path: (path.stat().st_mtime_ns, path.name))
