"""Look at one party: ask on file before the question goes out, or keep that it was not let out; then what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.catalogue import queries as catalogue
from nuocheng.holdings.official import Held, Purpose, keep
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import new_token
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.numbers import BadNumber, PartyKind, check_code, parse_party_number
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.looks import papers, queries
from nuocheng.looks.acts.clear import LOOKERS
from nuocheng.looks.models import Look
from nuocheng.looks.rules import MAY_LOOK
from nuocheng.looks.rules.facts import BasisKind, CaseInHand, Looking
from nuocheng.papers.official import Heading, issue
from nuocheng.people import queries as people

FACT_LENGTH = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an officer wants to know: which certificate, about whom, what was stated, for what and on which basis.

    *stated* pairs the key of a fact with what the party, or a paper in hand, says. *basis* is the number of the case,
    how the party consented, or the law that lays the duty on the department.
    """

    item_code: str
    certificate: str
    party_kind: str
    number: str
    name: str
    stated: tuple[tuple[str, str], ...]
    purpose: str
    basis_kind: str
    basis: str
    consent_way: str = ""
    scan: bytes = b""
    filename: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came of a look: its class, how each fact stood (key, verdict, what may be shown), and the source's receipt."""

    outcome: str
    note: str
    verdicts: tuple[tuple[str, str, str], ...]
    receipt_no: str
    digest: str
    source_time: date | None
    answered_at: datetime


@founding_act("look.ask", by=LOOKERS, file=Look)
def ask_look(on: Occasion, deed: Deed, *, wanted: Wanted) -> Look:
    """Put a question about one party on file (发起查询), before it goes out: for what, on which basis, by whom.

    Raises:
        Malformed: The number cannot be one, nothing is stated, or the certificate cannot be asked about here.
        NotFound: The item is not in the catalogue.
        RuledOut: No clearance covers it, the basis does not hold, the day's looks are used up, or it is oneself.

    """
    look, case = _drafted(on, wanted)
    clearance = queries.clearance_for(on.actor, look.department, look.certificate, on.today)
    require(MAY_LOOK, _facts(on, wanted, look, case, cleared=clearance is not None), on=on.today)
    held = _scan(on, wanted)
    look.clearance = clearance.reference if clearance else ""
    look.consent, look.consent_digest = (held.key, held.digest) if held else ("", "")
    return deed.found(look, "ask", rows=held.rows if held else (), note=_note(look))


@founding_act("look.refuse", by=LOOKERS, file=Look)
def refuse_look(on: Occasion, deed: Deed, *, wanted: Wanted, reason: str) -> Look:
    """Keep on file that a question about one party was not let out (没有放行), and why.

    Raises:
        Malformed: The number cannot be one, nothing is stated, or the certificate cannot be asked about here.
        NotFound: The item is not in the catalogue.

    """
    look, _ = _drafted(on, wanted)
    look.refused_for = reason[:FACT_LENGTH]
    return deed.found(look, "refuse", note={**_note(look), "reason": look.refused_for})


@official_act("look.record", by=(*LOOKERS, Role.SYSTEM), file=Look)
def record_look(on: Occasion, look: Look, deed: Deed, *, heard: Heard) -> None:
    """Record what came of a look (记录查询结果), with the slip (查询核验单) that says what it is and what it is not.

    Raises:
        OutOfOrder: It is recorded already.

    """
    look.ready_for("record")
    stood = {key: (verdict, shown) for key, verdict, shown in heard.verdicts}
    facts = look.asked_facts
    for one in facts:
        one["verdict"], one["shown"] = stood.get(one["key"], ("", ""))
    said = {
        "facts": json.dumps(facts, ensure_ascii=False),
        "outcome": heard.outcome,
        "remark": heard.note[:FACT_LENGTH],
        "receipt_no": heard.receipt_no,
        "digest": heard.digest,
        "source_time": heard.source_time,
        "answered_at": heard.answered_at,
    }
    for name, value in said.items():
        setattr(look, name, value)
    heading = Heading("communication", papers.TITLE, papers.number_of(look), look.department)
    slip = issue(on, look.reference, heading, papers.slip(look, on.today))
    note = {"outcome": heard.outcome, "receipt": heard.receipt_no, "digest": heard.digest}
    deed.move(look, "record", rows=[slip], note=note, **said)


@official_act("look.settle", by=Role.SYSTEM, file=Look)
def settle_look(on: Occasion, look: Look, deed: Deed, *, later_case: str) -> None:
    """Note after a while whether a case followed a look (回看); *later_case* is empty where none did.

    Raises:
        OutOfOrder: Nothing is recorded yet, or it is noted already.

    """
    deed.move(look, "settle", note={"later_case": later_case}, later_case=later_case, settled_at=on.at)


def _drafted(on: Occasion, wanted: Wanted) -> tuple[Look, CaseInHand | None]:
    """Return the look as it would be kept, and the case it names, as far as there is one.

    Raises:
        Malformed: The number cannot be one, nothing is stated, or the certificate cannot be asked about here.
        NotFound: The item is not in the catalogue.

    """
    purposes = queries.purposes(on.today)
    if wanted.purpose not in purposes:
        raise Malformed.at("purpose", "请选查询的用途")
    if wanted.basis_kind not in set(BasisKind):
        raise Malformed.at("basis_kind", "请选查询的依据")
    found = catalogue.in_force(wanted.item_code)
    one = found.item.certificate(wanted.certificate)
    if one is None or one.plan is None or found.department != on.post.department:
        raise Malformed.at("certificate", "本单位的事项里没有这份证明，请回到上一页重新选")
    number, name = _party(on, wanted)
    case = queries.case_in_hand(wanted.basis, on) if wanted.basis_kind == BasisKind.CASE else None
    token = new_token()
    look = Look(
        reference=f"HY{on.today.year}-{next_number(f'look/{on.today.year}'):06d}",
        token=token,
        code=check_code(bytes.fromhex(token)),
        department=on.post.department,
        party=number,
        party_kind=wanted.party_kind,
        party_name=name,
        colleague=queries.is_colleague(number, on.today),
        asked_by=on.actor,
        asked_by_name=on.name[:60],
        item_code=found.item.code,
        item_name=found.item.name[:200],
        certificate=one.name[:200],
        certificate_key=one.key,
        purpose=wanted.purpose,
        purpose_title=purposes[wanted.purpose].title[:100],
        basis_kind=wanted.basis_kind,
        basis=_basis(on, wanted)[:FACT_LENGTH],
        origin=case[0] if case else "",
        channel=one.plan.channel,
        source=one.plan.source,
        source_title=queries.source_title(one.plan.source)[:100],
        facts=json.dumps(_stated(one, wanted), ensure_ascii=False),
    )
    return look, case[1] if case else None


def _party(on: Occasion, wanted: Wanted) -> tuple[str, str]:
    if not wanted.name.strip():
        raise Malformed.at("name", "请填写要查的人的姓名或单位名称")
    try:
        kind = PartyKind(wanted.party_kind)
        number = parse_party_number(wanted.number, today=on.today, kind=kind).value
    except BadNumber as bad:
        raise Malformed.at("number", bad.text) from bad
    except ValueError as unknown:
        raise Malformed.at("party_kind", "请选要查的是个人还是单位") from unknown
    return number, wanted.name.strip()[:100]


def _stated(one: catalogue.Certificate, wanted: Wanted) -> list[dict[str, str]]:
    said = {key: value.strip() for key, value in wanted.stated}
    rows = [
        {
            "key": fact.key,
            "label": fact.label,
            "type": str(fact.type),
            "comparison": str(fact.comparison),
            "tolerance": fact.tolerance,
            "field": fact.source_field,
            "stated": said[fact.key][:FACT_LENGTH],
        }
        for fact in one.facts
        if said.get(fact.key) and fact.source_field
    ]
    if not rows:
        raise Malformed.at("stated", "请至少填一项要核对的内容：当事人说的，或者手上的证明写的")
    return rows


def _basis(on: Occasion, wanted: Wanted) -> str:
    said = wanted.basis.strip()
    if wanted.basis_kind == BasisKind.CASE:
        return f"办件{said}"
    if wanted.basis_kind == BasisKind.CONSENT:
        way = queries.consent_ways(on.today).get(wanted.consent_way)
        return f"当事人同意（{way.title}）：{said}" if way else f"当事人同意：{said}"
    return said


def _facts(on: Occasion, wanted: Wanted, look: Look, case: CaseInHand | None, *, cleared: bool) -> Looking:
    account = people.account(on.actor)
    purpose, way = (
        queries.purposes(on.today)[wanted.purpose],
        queries.consent_ways(on.today).get(wanted.consent_way),
    )
    return Looking(
        department=look.department,
        party=look.party,
        own_number=account.number if account else "",
        cleared=cleared,
        taken=queries.taken_today(on.actor, on.at),
        most=queries.most_a_day(on.today),
        purpose_title=purpose.title,
        bases=tuple(str(one) for one in purpose.value["bases"]),
        basis_kind=wanted.basis_kind,
        basis=wanted.basis if way or wanted.basis_kind != BasisKind.CONSENT else "",
        case=case,
        on_paper=bool(way and way.value["paper"]),
        scanned=bool(wanted.scan),
    )


def _scan(on: Occasion, wanted: Wanted) -> Held | None:
    if wanted.basis_kind != BasisKind.CONSENT or not wanted.scan:
        return None
    return keep(on, wanted.scan, filename=wanted.filename, purpose=Purpose.MATERIAL)


def _note(look: Look) -> dict[str, object]:
    """Return what the entry says: what, for what and on which basis, and not about whom."""
    return {
        "certificate": look.certificate,
        "source": look.source,
        "purpose": look.purpose,
        "basis": look.basis_kind,
        "colleague": look.colleague,
    }
