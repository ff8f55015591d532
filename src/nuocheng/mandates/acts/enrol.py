"""The window opens an applicant's account, corrects one, or takes its telephone away, having seen the person."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act
from nuocheng.kernel import names
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice, OutOfOrder
from nuocheng.kernel.numbers import BadNumber, PartyKind, mask_phone, parse_party_number
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.letters.official import Letter, letter
from nuocheng.mandates.models import Enrolment
from nuocheng.people import official as people_official
from nuocheng.people import queries as people

STAFF = "这是工作人员的账号，窗口不能改。请找系统管理员"
CLOSED = "这个账号已经停用。请找系统管理员"
TWICE = "这个证件号码有几个账号，窗口不能改。请找系统管理员合并"


@dataclass(frozen=True, slots=True)
class Seen:
    """Whom the clerk saw: as the papers say, with the telephone for signing in, and what was shown.

    *read* is “card” where a reader read the card, “hand” where it was typed.
    """

    kind: str
    number: str
    name: str
    phone: str
    papers: str
    read: str = "hand"


@founding_act("enrolment.open", by=Role.CLERK, file=Enrolment)
def open_account(on: Occasion, deed: Deed, *, seen: Seen) -> Enrolment:
    """Open an account (开通账号) for somebody seen at the window; they sign in with a code to their telephone.

    Raises:
        Malformed: The number cannot be one, or name, telephone or papers are missing.
        OutOfOrder: This number has an account already.

    """
    row = _row(on, seen)
    if not row.phone:
        raise Malformed.at("phone", "请填写本人的手机号，登录时收校验码用")
    if people.accounts_of(row.party):
        raise OutOfOrder("这个证件号码已经有账号了，不用再开。要改姓名或者手机号的，请更正")
    account = people_official.made(row.party, row.name, row.phone)
    people_official.correct(account, sign_in_phone=row.phone)
    row.account = account.username
    return deed.found(row, "open", note=_note(row))


@founding_act("enrolment.correct", by=Role.CLERK, file=Enrolment)
def correct_account(on: Occasion, deed: Deed, *, seen: Seen) -> Enrolment:
    """Correct the name or the telephone of an account (更正账号), having seen the person; the party is told.

    Raises:
        Malformed: The number cannot be one, the name or the papers are missing, or nothing is to be corrected.
        NotFound: This number has no account.
        NotInOffice: The account is a member of staff's, is closed, or there are several.

    """
    row = _row(on, seen)
    found = people.accounts_of(row.party)
    if not found:
        raise NotFound("这个证件号码还没有账号，请先开通")
    account = found[0]
    if any(people.works_here(one, on.today) for one in found):
        raise NotInOffice(STAFF)
    if len(found) > 1:
        raise NotInOffice(TWICE)
    if not account.is_active:
        raise NotInOffice(CLOSED)
    row.phone = row.phone or account.sign_in_phone
    row.account, row.name_before, row.phone_before = account.username, account.name, account.sign_in_phone
    if (row.name, row.phone) == (row.name_before, row.phone_before):
        raise Malformed.at("name", "姓名和手机号都和原来一样，没有要更正的")
    people_official.correct(account, name=row.name, sign_in_phone=row.phone)
    return deed.found(row, "correct", note=_note(row), rows=[_told(on, row)])


@founding_act("enrolment.release", by=Role.CLERK, file=Enrolment)
def release_phone(on: Occasion, deed: Deed, *, account: str, phone: str, papers: str) -> Enrolment:
    """Let a telephone open an account no longer (停用登录手机号): whoever has it now stood at the window; the party is told.

    Raises:
        Malformed: The papers are not said.
        NotFound: There is no such account, or this telephone does not open it.
        NotInOffice: The account is a member of staff's.

    """
    found = next((one for one in people.opened_by(phone) if one.username == account), None)
    if found is None:
        raise NotFound("这个手机号现在不能登录这个账号，不用停用")
    if people.works_here(found, on.today):
        raise NotInOffice(STAFF)
    if not papers.strip():
        raise Malformed.at("papers", "请写明核对了什么证件，例如：居民身份证原件")
    row = Enrolment(
        reference=_reference(on),
        department=on.post.department,
        party=found.number,
        party_kind=_kind_of(found.number, on),
        account=found.username,
        name=found.name,
        name_before=found.name,
        phone_before=phone,
        papers=papers.strip()[:200],
        read="hand",
        taken_by=on.actor,
    )
    people_official.release_phone(found)
    return deed.found(row, "release", note=_note(row), rows=[_told(on, row)])


def _kind_of(number: str, on: Occasion) -> PartyKind:
    """Return whose number it is; one that cannot be told apart is masked like a person's."""
    try:
        return parse_party_number(number, today=on.today).kind
    except BadNumber:
        return PartyKind.PERSON


def _reference(on: Occasion) -> str:
    return f"Z{on.today.year}-{next_number(f'enrolment/{on.today.year}'):05d}"


def _row(on: Occasion, seen: Seen) -> Enrolment:
    """Return the row of an enrolment as far as it is said; the number of enrolments is drawn first, one at a time.

    Raises:
        Malformed: The number cannot be one, or something is missing.

    """
    reference = _reference(on)
    try:
        number = parse_party_number(seen.number, today=on.today, kind=PartyKind(seen.kind)).value
    except BadNumber as wrong:
        raise Malformed.at("number", wrong.text) from wrong
    except ValueError as wrong:
        raise Malformed.at("kind", "请选是个人还是企业或其他组织") from wrong
    name, papers = names.tidy(seen.name), seen.papers.strip()
    if not name or (seen.kind == PartyKind.PERSON and names.strange(name)):
        raise Malformed.at("name", "请照着证件填写姓名；姓名里只能有汉字、字母和间隔点“·”")
    if not papers:
        raise Malformed.at("papers", "请写明核对了什么证件，例如：居民身份证原件")
    if seen.read not in {"card", "hand"}:
        raise Malformed.at("read", "请选是读卡还是手工录入")
    return Enrolment(
        reference=reference,
        department=on.post.department,
        party=number,
        party_kind=seen.kind,
        name=name,
        phone=seen.phone.strip(),
        papers=papers[:200],
        read=seen.read,
        taken_by=on.actor,
    )


def _note(row: Enrolment) -> dict[str, object]:
    changed = [
        what
        for what, now, before in (("name", row.name, row.name_before), ("phone", row.phone, row.phone_before))
        if now != before
    ]
    return {"papers": row.papers, "read": row.read, "changed": changed}


def _told(on: Occasion, row: Enrolment) -> Letter:
    said = []
    if row.name != row.name_before:
        said.append(f"姓名改为{row.name}")
    if row.phone != row.phone_before:
        now = f"改为{mask_phone(row.phone)}" if row.phone else f"{mask_phone(row.phone_before)}停用了"
        said.append(f"登录手机号{now}")
    text = f"窗口看过本人和证件以后，更正了您的账号：{'，'.join(said)}。不是您本人办的，请马上告诉我们。"
    return letter(on, party=row.party, about=row.reference, title="账号更正了", text=text)
