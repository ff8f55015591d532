"""How a pledge is signed, as frozen values: who signs, by which method, with which proof, before whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nuocheng.kernel.capacities import Capacity


class Method(StrEnum):
    """The ways to sign (签署方式)."""

    TYPED_NAME = "typed_name"
    HANDWRITING = "handwriting"
    PAPER = "paper"
    CERTIFICATE = "certificate"
    EID = "eid"


METHOD_TITLES: dict[Method, str] = {
    Method.TYPED_NAME: "实名登录后输入姓名",
    Method.HANDWRITING: "手写板签名",
    Method.PAPER: "窗口纸面签名",
    Method.CERTIFICATE: "数字证书签名",
    Method.EID: "统一身份认证签名",
}

#: What an item accepts that does not say otherwise.
USUAL_METHODS = (Method.TYPED_NAME, Method.HANDWRITING, Method.PAPER)


def accepted_by(said: tuple[str, ...]) -> tuple[Method, ...]:
    """Return the methods that an item accepts: those it says, else the usual ones."""
    return tuple(Method(one) for one in said) or USUAL_METHODS


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for the party: the capacity, the person, and the authority; an empty name is the party itself.

    *may_sign* says whether the mandate covers pledges; *authority* names the papers that the window saw.
    """

    capacity: Capacity = Capacity.SELF
    name: str = ""
    number: str = ""
    phone: str = ""
    relation: str = ""
    mandate: str = ""
    may_sign: bool = True
    authority: str = ""


#: The party itself.
THE_PARTY = Signer()


@dataclass(frozen=True, slots=True)
class Bystander:
    """Somebody who writes for the party (代书人) or watches (见证人)."""

    name: str
    number: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of proof as it came in: what it is, and its bytes, or the held file in which they lie."""

    what: str
    content: bytes = b""
    media_type: str = "application/octet-stream"
    holding: str = ""
    holding_digest: str = ""


@dataclass(frozen=True, slots=True)
class SigningGiven:
    """How a pledge is signed, as it comes with the pledge.

    *text* is the digest of the pledge that was shown for signing. *method* left empty is the paper at the window
    and the typed name elsewhere. *signer* is heard only from the window, which looked at the cards; online it follows
    from the mandate. *scribe* and *witness* are those of a party that cannot write.
    """

    text: str = ""
    method: str = ""
    evidence: tuple[Evidence, ...] = ()
    signer: Signer | None = None
    scribe: Bystander | None = None
    witness: Bystander | None = None


#: Signed in the usual way, by the party itself.
AS_USUAL = SigningGiven()


@dataclass(frozen=True, slots=True)
class Ceremony:
    """Everything about a signature that a rule may look at."""

    party_kind: str
    party: str
    party_name: str
    signer: Signer
    method: str
    accepted: tuple[str, ...] = USUAL_METHODS
    guardian_may_sign: bool = False
    handler_may_sign: bool = False
    text: str = ""
    text_shown: str = ""
    recognised: bool = True
    scribe: Bystander | None = None
    witness: Bystander | None = None
    clerk: str = ""
    clerk_number: str = ""
