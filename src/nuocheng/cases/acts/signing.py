"""How a pledge is signed, as the act sees it: who signs, whether the proof holds, and the record that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nuocheng.cases import papers, queries
from nuocheng.cases.acts.representing import acts_for, on_file, read_number
from nuocheng.cases.methods import Asked, Verified, methods
from nuocheng.cases.models import Case, Signature, SignatureEvidence
from nuocheng.cases.rules import IS_SIGNED
from nuocheng.cases.rules.ceremony import (
    Bystander,
    Ceremony,
    Evidence,
    Method,
    Signer,
    SigningGiven,
    accepted_by,
)
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.canonical import canonical
from nuocheng.journal.files import Record
from nuocheng.kernel import names
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Assurance, Door, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.mandates import queries as mandates
from nuocheng.papers import content

NOBODY = Bystander("")
#: How each method is called on the paper.
METHOD_WORDS = {
    Method.TYPED_NAME: "网上实名签署",
    Method.HANDWRITING: "网上实名、手写签名",
    Method.PAPER: "窗口当面签署",
    Method.CERTIFICATE: "数字证书签名",
    Method.EID: "统一身份认证签名",
}
#: Proofs that are made for one signature only.
ONCE = frozenset({"signature", "assertion"})


@dataclass(frozen=True, slots=True)
class ToSign:
    """A pledge before its signature: its case and item, its digest, the codes it says, and the name put under it."""

    case: Case
    item: catalogue.Item
    text: str
    said: frozenset[str]
    name: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that holds: by which method, who signed, what the proof said, and who helped."""

    what: ToSign
    given: SigningGiven
    method: Method
    signer: Signer
    verified: Verified

    def as_printed(self, on: Occasion) -> content.Signature:
        """Return the signature as it stands on the paper: for whom, how, when, who wrote and who watched."""
        signer, helped = self.signer, (("代书人", self.given.scribe), ("见证人", self.given.witness))
        parts = [f"{part}：{one.name}（{one.relation or '在场'}）" for part, one in helped if one]
        if signer.name:
            parts.insert(0, f"{CAPACITY_TITLES[signer.capacity]}签署")
        if self.given.scribe:
            parts.append("本人已按手印")
        return content.Signature(
            self.verified.name, cn_time(on.at), METHOD_WORDS[self.method], "，".join(parts)
        )


def signed(on: Occasion, what: ToSign, given: SigningGiven, signer: Signer) -> Signed:
    """Return the signature on a pledge once the rules and its proof let it stand.

    Raises:
        Malformed: The method is unknown, its proof does not hold, or a number cannot be one.
        RuledOut: Whoever signs may not, or not so, or not before these people.

    """
    method = method_of(on, given)
    given = replace(
        given, scribe=_read(given.scribe, "scribe", on), witness=_read(given.witness, "witness", on)
    )
    require(IS_SIGNED, _ceremony(on, what, given, signer), on=on.today)
    case = what.case
    asked = Asked(
        case=case.number,
        text=what.text,
        at=on.at,
        names=tuple(dict.fromkeys(filter(None, (signer.name, case.party_name)))),
        numbers=tuple(filter(None, (signer.number, case.party))),
        signed_as=what.name,
    )
    verified = methods()[method].verify(asked, given.evidence)
    _used_once(verified.kept)
    return Signed(what, given, method, signer, verified)


def method_of(on: Occasion, given: SigningGiven) -> Method:
    """Return the method meant: the paper at the window and the typed name elsewhere, where none is named.

    Raises:
        Malformed: There is no such method.

    """
    usual = Method.PAPER if on.door is Door.WINDOW else Method.TYPED_NAME
    try:
        method = Method(given.method) if given.method else usual
    except ValueError as unknown:
        raise Malformed.at("method", "没有这种签署方式，请重新选") from unknown
    if method not in methods():
        raise Malformed.at("method", "这里还没有开通这种签署方式，请换一种")
    return method


def who_signs(on: Occasion, case: Case, given: Signer | None) -> Signer:
    """Return who signs: online whoever acts, at the window whom the clerk saw, or who is on file for the party.

    Raises:
        Malformed: The signer's number cannot be one.
        NotFound: There is no such mandate.
        NotInOffice: The mandate shown is not for this.

    """
    if on.post.role is Role.CLERK and given is None:
        return on_file(case)
    return acts_for(on, given, mandates.Bound(case.party, case.item_code))


def record(on: Occasion, done: Signed, pledge: tuple[str, str]) -> list[Record]:
    """Return the rows that keep a signature and what bears it out; *pledge* names the paper and its digest."""
    case, given, signer = done.what.case, done.given, done.signer
    scribe, witness = given.scribe or NOBODY, given.witness or NOBODY
    kept = Signature(
        case=case,
        at=on.at,
        edition=case.edition,
        edition_version=case.edition_version,
        notice=case.notice,
        notice_digest=case.notice_digest,
        notice_shown_at=queries.notice_shown_at(case),
        acknowledged_at=case.acknowledged_at or on.at,
        text_digest=done.what.text,
        text_shown=bool(given.text),
        pledge=pledge[0],
        pledge_digest=pledge[1],
        statements=canonical(papers.said(on.today, done.what.said)),
        capacity=str(signer.capacity),
        signer=signer.name or case.party_name,
        signer_number=signer.number or case.party,
        signer_phone=signer.phone or case.phone,
        relation=signer.relation,
        mandate=signer.mandate,
        signed_as=done.verified.name,
        method=str(done.method),
        proof=canonical(dict(done.verified.said)),
        door=str(on.door),
        actor=on.actor,
        scribe=scribe.name,
        scribe_number=scribe.number,
        scribe_relation=scribe.relation,
        witness=witness.name,
        witness_number=witness.number,
        witness_relation=witness.relation,
        **_recognised(on),
    )
    return [kept, *_evidence(kept, done.verified.kept)]


def _read(one: Bystander | None, part: str, on: Occasion) -> Bystander | None:
    if one is None or not one.number:
        return one
    return Bystander(
        names.tidy(one.name), read_number(one.number, f"{part}_number", on), one.relation.strip()
    )


def _ceremony(on: Occasion, what: ToSign, given: SigningGiven, signer: Signer) -> Ceremony:
    """Gather what the rules on signatures look at."""
    case, item = what.case, what.item
    return Ceremony(
        party_kind=case.party_kind,
        party=case.party,
        party_name=case.party_name,
        signer=signer,
        method=str(method_of(on, given)),
        accepted=tuple(str(one) for one in accepted_by(item.signing_methods)),
        guardian_may_sign=Capacity.GUARDIAN in item.signers,
        handler_may_sign=Capacity.HANDLER in item.signers,
        text=what.text,
        text_shown=given.text,
        recognised=on.sign_in is None or on.sign_in.assurance is not Assurance.NONE,
        scribe=given.scribe,
        witness=given.witness,
        clerk=on.name if on.post.role is Role.CLERK else "",
    )


def _used_once(kept: tuple[Evidence, ...]) -> None:
    """Let nobody hand in again what bore out an earlier signature.

    Raises:
        Malformed: A signature or an assertion was used before.

    """
    proofs = [_digest(one.content) for one in kept if one.what in ONCE]
    if proofs and queries.evidence_known(proofs):
        raise Malformed.at("evidence", "这份签名以前用过了，请对这一份承诺书重新签一次")


def _recognised(on: Occasion) -> dict[str, object]:
    """Return how whoever signed was recognised: at the window by the clerk, elsewhere by the sign-in."""
    if on.post.role is Role.CLERK:
        return {"signed_in_how": "window", "signed_in_at": on.at, "assurance": str(Assurance.IN_PERSON)}
    if on.sign_in is None:
        return {}
    known = on.sign_in
    return {"signed_in_how": known.how, "signed_in_at": known.at, "assurance": str(known.assurance)}


def _evidence(kept: Signature, pieces: tuple[Evidence, ...]) -> Iterator[Record]:
    for one in pieces:
        yield SignatureEvidence(
            signature=kept,
            what=one.what,
            media_type=one.media_type,
            digest=_digest(one.content),
            size=len(one.content),
            content=one.content,
            holding=one.holding,
            holding_digest=one.holding_digest,
        )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
