"""What the papers of a case say: the notice, the pledge and the decision, in the words of the law in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.cases.rules.ceremony import THE_PARTY, Signer
from nuocheng.catalogue import queries as catalogue
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.numbers import PartyKind, mask_name, mask_number
from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law
from nuocheng.law.remedies import remedy
from nuocheng.papers import content as paper
from nuocheng.papers.official import Kind, Stamp, stamped
from nuocheng.people import queries as people

NUMBER_LABELS = {"person": "身份证号", "organisation": "统一社会信用代码"}
#: The optional statement by which a party agrees that its pledge is published.
PUBLICATION = "agrees_to_publication"


@dataclass(frozen=True, slots=True)
class Pledging:
    """A pledge before it is signed: the facts per certificate, the statements, and who signs for the party."""

    facts: Mapping[str, Mapping[str, str]]
    statements: frozenset[str]
    signer: Signer = THE_PARTY


@dataclass(frozen=True, slots=True)
class Why:
    """Why an application is refused: the reason, and the law."""

    reason: str
    basis: str


def notice(case: Case, listed: catalogue.InForce, today: date) -> dict[str, Any]:
    """Return the content of the one-time notice (告知书) of an edition for a case, the pledge part blank."""
    told = _notice(case, listed, today)
    return replace(told, applicant=replace(told.applicant, agent=_came(case))).as_json()


def blank(listed: catalogue.InForce, today: date) -> dict[str, Any]:
    """Return the content of the blank form of an edition: what anybody may take home and fill in."""
    nobody = Case(department=listed.department, party_kind="person")
    empty = paper.Applicant(number_label="身份证号或统一社会信用代码")
    return replace(_notice(nobody, listed, today), verify_url="", applicant=empty).as_json()


def model(today: date) -> dict[str, Any]:
    """Return the content of the model pledge (附件4 范本): no item yet, room for two certificates and their facts."""
    item = catalogue.Item("", "", catalogue.ItemKind.OTHER, "")
    fact = (paper.Fact("承诺的事实"), paper.Fact("承诺的事实"))
    line = "＿" * 12
    room = paper.Certificate(line, line, line, line, line, facts=fact)
    empty = paper.Applicant(number_label="身份证号或统一社会信用代码")
    return paper.NoticeAndPledge(
        dated=today,
        item=paper.Item("", ""),
        edition="范本",
        department=paper.Department("（本单位名称）", line),
        certificates=(room, room),
        materials=(),
        terms=_terms(item, "本单位", settings.NUOCHENG_PHONE, today),
        statements=_statements(today, frozenset()),
        applicant=empty,
    ).as_json()


def pledge_text(case: Case, listed: catalogue.InForce, given: Pledging) -> dict[str, Any]:
    """Return the content of the pledge as it is shown before the signature, the same on whatever day it is shown."""
    told_at = case.acknowledged_at or case.moved_at
    today = told_at.astimezone(CHINA).date()
    blank = _notice(case, listed, today)
    told = paper.Signature(case.party_name, cn_time(told_at), "已看完告知内容")
    return replace(
        blank,
        certificates=tuple(_certificate(one, today, given) for one in listed.item.pledgeable),
        statements=_statements(today, given.statements),
        told=told,
        applicant=replace(blank.applicant, agent=_agent(given.signer)),
    ).as_json()


def pledge(case: Case, text: Mapping[str, Any], signature: paper.Signature, on: date) -> dict[str, Any]:
    """Return the content of the signed letter (告知承诺书): the very text that was shown, the signature, our stamp."""
    return {**text, "signature": asdict(signature), "stamp": _stamp(case, Kind.PLEDGE, on)}


def said(today: date, ticked: frozenset[str]) -> list[dict[str, Any]]:
    """Return every statement that was put before the party, with its words and whether it was ticked."""
    put = {**statements(today), **optional_statements(today)}
    return [{"code": code, "text": text, "ticked": code in ticked} for code, text in put.items()]


def _came(case: Case) -> paper.Agent | None:
    """Return who applied for the party of a case, as the notice names them."""
    found = queries.representative_of(case.reference)
    if found is None:
        return None
    return _agent(
        Signer(Capacity(found.capacity), found.name, found.number, "", found.relation, found.mandate)
    )


def _agent(signer: Signer) -> paper.Agent | None:
    """Return who acts for the party, as the paper names them, the number masked."""
    if not signer.name:
        return None
    authority = CAPACITY_TITLES[signer.capacity]
    if signer.relation:
        authority = f"{authority}，{signer.relation}"
    if signer.mandate:
        authority = f"{authority}，授权{signer.mandate}"
    return paper.Agent(signer.name, mask_number(signer.number), authority)


def required_statements(today: date) -> frozenset[str]:
    """Return the codes of the statements without which no pledge is valid."""
    said = law.wordings("wording.pledge.statement.", today).values()
    return frozenset(str(one.code) for one in said if one.value.get("required"))


def statements(today: date) -> dict[str, str]:
    """Return the mandatory statements of a pledge by code, in their order."""
    return {one.code: one.text for one in law.wordings("wording.pledge.statement.", today).values()}


def optional_statements(today: date) -> dict[str, str]:
    """Return the statements that a party may add to its pledge or leave out, by code.

    Nobody is asked to agree to publication where pledges are not published.
    """
    public = law.switch("switch.publication.pledges", today)
    offered = law.wordings("wording.pledge.optional.", today).values()
    return {one.code: one.text for one in offered if public or one.code != PUBLICATION}


def decision(
    case: Case, item: catalogue.Item, today: date, *, granted: bool = False, why: Why | None = None
) -> dict[str, Any]:
    """Return the content of the decision: granted, or refused for a reason."""
    department = people.department_name(case.department)
    by_pledge = case.path in {"pledge", "mixed"}
    facts = [f"{case.party_name}申请办理“{case.item_name}”。"]
    if by_pledge:
        facts.append(f"申请人签署了告知承诺书，用承诺代替{case.pledged_certificates}份证明。")
    reasons = (f"{item.conditions}" if item.conditions else "申请符合这个事项的办理条件。",)
    return paper.Decision(
        dated=today,
        number=case.number,
        check_code=case.code,
        verify_url=verify_url(case.code),
        body=department,
        title="准予决定书" if granted else "不予批准决定书",
        outcome="准予" if granted else "不予",
        by_pledge=by_pledge and granted,
        addressee=case.party_name,
        opening=f"您提出的“{case.item_name}”申请，我们已经审查完毕。",
        facts=tuple(facts),
        reasons=reasons if why is None else (why.reason,),
        basis=_item_bases(item) if why is None else (why.basis,),
        decided=(f"准予办理“{case.item_name}”。" if granted else f"不予批准“{case.item_name}”。",),
        remedy=remedy(today),
        performance=_after_grant(item, today) if by_pledge and granted else "",
        contact=f"{department}，电话{phone_of(case.department)}",
        stamp=_stamp(case, Kind.DECISION, today),
    ).as_json()


def verify_url(code: str) -> str:
    """Return the address that the QR code of a paper leads to."""
    return f"{settings.NUOCHENG_ADDRESS}/v/{code}"


def _stamp(case: Case, kind: Kind, on: date) -> str:
    """Return what the QR code of a signed paper says: where to ask, and a few facts that can be checked offline."""
    party = mask_name(case.party_name, PartyKind(case.party_kind))
    stamp = Stamp(kind, case.code, on, case.number, party, case.department, case.item_name)
    return stamped(settings.NUOCHENG_ADDRESS, stamp)


def _notice(case: Case, listed: catalogue.InForce, today: date) -> paper.NoticeAndPledge:
    item = listed.item
    name, phone = people.department_name(case.department), phone_of(case.department)
    certificates = tuple(_certificate(one, today) for one in item.pledgeable)
    pledged = {one.key for one in item.pledgeable}
    materials = tuple(_material(one) for one in item.certificates if one.key not in pledged)
    return paper.NoticeAndPledge(
        dated=today,
        item=paper.Item(item.name, item.code),
        edition=f"第{listed.version}版",
        department=paper.Department(name, phone),
        certificates=certificates,
        materials=materials,
        terms=_terms(item, name, phone, today),
        statements=_statements(today, frozenset()),
        number=case.number,
        check_code=case.code,
        verify_url=verify_url(case.code),
        applicant=paper.Applicant(
            name=case.party_name,
            number=case.party,
            number_label=NUMBER_LABELS[case.party_kind],
            phone=case.phone,
            address=case.address,
        ),
    )


def _certificate(
    one: catalogue.Certificate, today: date, signing: Pledging | None = None
) -> paper.Certificate:
    given = signing.facts.get(one.key) if signing else None
    facts = tuple(
        paper.Fact(field.label, given.get(field.key, "") if given else "", field.unit) for field in one.facts
    )
    return paper.Certificate(
        name=one.name,
        proves=one.proves or one.purpose,
        issuer=one.issuer,
        basis=catalogue.bases_of(one),
        verification=catalogue.verification_of(one, today),
        standard=one.plan.standard if one.plan else "",
        facts=facts,
        pledged=None if signing is None else given is not None,
    )


def _material(one: catalogue.Certificate) -> paper.Material:
    return paper.Material(one.name, catalogue.TAG_OF[one.disposition], one.reason)


def _terms(item: catalogue.Item, name: str, phone: str, today: date) -> paper.NoticeTerms:
    """Fill the notice's wordings with what is true of this item."""
    said = law.wordings("wording.notice.", today)
    plans = [one.plan for one in item.pledgeable if one.plan]
    ways = "、".join(dict.fromkeys(plan.way for plan in plans if plan.way)) or "数据比对"
    places: dict[str, object] = {
        "ordinary_days": item.workdays or law.term("term.application.decision", today).workdays,
        "methods": ways,
        "timing": catalogue.when_verified(item, today),
        "phone": phone,
        "complaint_phone": settings.NUOCHENG_PHONE,
        "department": name,
        "data_kinds": "姓名、证件号码、联系方式和您承诺的事实",
        "retention": "档案法规定的期限",
        "recipients": "核查办法写明的数据来源单位",
    }

    def words(slot: str) -> str:
        return said[f"wording.notice.{slot}"].filled(**places)

    return paper.NoticeTerms(
        voluntary=words("voluntary"),
        how=words("how") + _who_signs(item),
        duty_to_prove=words("duty_to_prove") + _conditions(item),
        verification=words("verification"),
        cooperation=words("cooperation"),
        liability=words("liability"),
        credit=words("credit"),
        withdrawal=words("withdrawal"),
        publication=words("publication"),
        who_may_not=words("who_may_not"),
        remedy=words("remedy"),
        personal_information=words("personal_information"),
    )


def _who_signs(item: catalogue.Item) -> str:
    """Return who may sign the pledge: the party itself, and whom else the item lets sign."""
    others = [CAPACITY_TITLES[Capacity(one)] for one in item.signers]
    if not others:
        return "承诺书由申请人本人签署，单位的由法定代表人签署或者盖章，别人不能代签。"
    return f"承诺书由申请人本人签署，单位的由法定代表人签署或者盖章；{'、'.join(others)}可以代签。"


def _conditions(item: catalogue.Item) -> str:
    """Return the conditions that the party declares to meet, as part of what it is told."""
    return f"办理条件是：{item.conditions.rstrip('。')}。" if item.conditions else ""


def _statements(today: date, chosen: frozenset[str]) -> tuple[paper.Statement, ...]:
    must = law.wordings("wording.pledge.statement.", today).values()
    return (
        *(paper.Statement(one.text) for one in must),
        *(
            paper.Statement(text, optional=True, chosen=code in chosen if chosen else None)
            for code, text in optional_statements(today).items()
        ),
    )


def _item_bases(item: catalogue.Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (catalogue.bases_of(one) for one in item.certificates))))


def _after_grant(item: catalogue.Item, today: date) -> str:
    return f"本决定以告知承诺方式作出。承诺内容的核查安排：{catalogue.when_verified(item, today)}。请您配合。"


def phone_of(code: str) -> str:
    """Return the telephone of a department, or the one of the house where it has none."""
    found = people.department(code)
    return found.phone if found and found.phone else str(settings.NUOCHENG_PHONE)
