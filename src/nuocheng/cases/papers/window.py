"""The papers of the window: the receipt, the applications to withdraw, and the codes on pages to be signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.cases.papers import NUMBER_LABELS, verify_url
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.papers import content as paper
from nuocheng.papers.page_codes import SHOWN, Kind, PageCode, page_code
from nuocheng.people import queries as people

What = Literal["pledge", "application"]
KINDS: dict[What, Kind] = {"pledge": Kind.PLEDGE_WITHDRAWAL, "application": Kind.WITHDRAWAL}


def notice_code(case: Case) -> PageCode:
    """Return the code of the notice that was served, for its pages."""
    return page_code(case.reference, Kind.NOTICE, case.edition_version, case.notice_digest)


def filled(
    content: Mapping[str, Any], item: catalogue.Item, facts: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return the notice and pledge to be signed with what the party has said already in its places.

    *facts* are those of each certificate that is to be pledged, the others are to be handed in. The statements and the
    signatures stay open: they are made by hand.
    """
    certificates = [
        {**told, "pledged": one.key in facts, "facts": _said(told["facts"], one, facts.get(one.key, {}))}
        for told, one in zip(content["certificates"], item.pledgeable, strict=True)
    ]
    return {**content, "certificates": certificates}


def _said(
    told: list[dict[str, Any]], one: catalogue.Certificate, given: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [{**fact, "value": given.get(field.key, "")} for fact, field in zip(told, one.facts, strict=True)]


def notice_codes(case: Case) -> frozenset[str]:
    """Return the beginnings of the digests under which the notice of a case may come back signed."""
    found = {case.notice_digest[:SHOWN].upper(), case.form_digest[:SHOWN].upper()}
    return frozenset(filter(None, found))


def withdrawal_code(case: Case, what: What) -> PageCode:
    """Return the code of an application to withdraw, for its page."""
    digest = sha256(canonical(withdrawal(case, what)))
    return page_code(case.reference, KINDS[what], case.edition_version, digest)


def withdrawal(case: Case, what: What) -> dict[str, Any]:
    """Return the content of the application to withdraw (撤回申请书): the same words whenever it is printed."""
    office = people.department(case.department)
    return paper.Withdrawal(
        dated=case.opened_at.astimezone(CHINA).date(),
        number=case.number,
        check_code=case.code,
        verify_url=verify_url(case.code),
        what=what,
        item=paper.Item(case.item_name, case.item_code),
        department=paper.Department(people.department_name(case.department), office.phone if office else ""),
        applicant=paper.Applicant(
            case.party_name, case.party, NUMBER_LABELS[case.party_kind], case.phone, case.address
        ),
        points=withdrawal_points(case, what),
    ).as_json()


def withdrawal_points(case: Case, what: What) -> tuple[str, ...]:
    """Say what it means to withdraw."""
    if what == "application":
        return ("这一件到此为止，我们不再办理。", "不影响您的信用。", "以后想办，可以重新申请。")
    count = len(catalogue.item_of(case.edition).to_prove)
    return (
        f"改为提交证明，一共{count}份。",
        "办理时限从交齐证明那天算起。",
        "不影响您的信用。",
        "这一次不能再用承诺了。",
    )


def receipt(case: Case, today: date, clerk: str) -> dict[str, Any]:
    """Return the content of the receipt (受理回执)."""
    office = people.department(case.department)
    item = catalogue.item_of(case.edition)
    pledged = {one.certificate_key for one in queries.facts_of(case.reference)}
    if case.pledge_withdrawn_at is not None:
        pledged = set()
    received = dict.fromkeys(one.certificate for one in queries.materials_of(case.reference))
    missing = [one.name for one in item.to_prove if one.key not in pledged and one.name not in received]
    onward = [f"{cn_date(case.due_on)}前给您结果，可以扫码查进度。"]
    if missing:
        onward = [f"还要交：{'、'.join(missing)}。", "交齐以后开始算办理时限。"]
    if pledged:
        onward.append("作出决定以后，我们会核查您承诺的内容，请配合。")
    onward.append("作出决定以前可以撤回，不影响信用。")
    return paper.Receipt(
        dated=today,
        number=case.number,
        check_code=case.code,
        verify_url=verify_url(case.code),
        body=people.department_name(case.department),
        phone=office.phone if office else "",
        applicant=case.party_name,
        item=case.item_name,
        due="交齐证明以后起算" if missing else f"{cn_date(case.due_on)}前",
        clerk=clerk,
        pledged=tuple(one.name for one in item.pledgeable if one.key in pledged),
        received=tuple(received),
        onward=tuple(onward),
        entered=entered(case),
    ).as_json()


def entered(case: Case) -> str:
    """Say that a case was entered later than its paper is dated, or nothing."""
    return f"补录：纸上日期{cn_date(case.paper_on)}" if case.paper_on else ""
