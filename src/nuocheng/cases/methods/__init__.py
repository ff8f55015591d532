"""The methods by which a pledge is signed (签署方式), one to a file; each reads its own proof and says who signed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from nuocheng.cases.methods import handwriting, paper, typed_name
from nuocheng.cases.methods.certificate import CertificateSigning, anchors_in
from nuocheng.cases.methods.eid import ElectronicIdentity, Provider
from nuocheng.cases.methods.protocol import Asked, SigningMethod, Verified, words_to_sign

__all__ = ["Asked", "SigningMethod", "Verified", "methods", "provider", "words_to_sign"]


def methods() -> Mapping[str, SigningMethod]:
    """Return the methods that this installation can read: certificates and electronic identity once they are set up."""
    made: list[SigningMethod] = [typed_name.METHOD, handwriting.METHOD, paper.METHOD]
    anchors = settings.NUOCHENG_SIGNING_ANCHORS
    if anchors:
        made.append(_certificates(anchors))
    known = provider()
    if known is not None:
        made.append(ElectronicIdentity(known))
    return {one.key: one for one in made}


def provider() -> Provider | None:
    """Return the provider of electronic identity, if one is set up."""
    issuer, url, audience, key = settings.NUOCHENG_EID
    return Provider(issuer, url, audience, key) if issuer and url and key else None


@cache
def _certificates(path: str) -> CertificateSigning:
    return CertificateSigning(anchors_in(Path(path).read_bytes()))
