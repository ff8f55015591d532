"""What the papers between application and decision say: mend, procedure, extension, certificates instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from nuocheng.cases.models import Case, Extension
from nuocheng.cases.papers import phone_of, verify_url
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.numbers import file_number
from nuocheng.law import queries as law
from nuocheng.papers import content as paper
from nuocheng.people import queries as people

Sections = Sequence[tuple[str, Iterable[str]]]


@dataclass(frozen=True, slots=True)
class PointTold:
    """One point as the party is told it; *listed* names a certificate that the list lets it do without."""

    what: str
    listed: str = ""
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A special procedure as the party is told it; *before* is how many there were on this case."""

    title: str
    reason: str
    workdays: int
    before: int


@dataclass(frozen=True, slots=True)
class _Said:
    """What is particular to one paper: its title, number, opening and sections."""

    title: str
    number: str
    opening: str
    sections: Sections


def number_of(case: Case, mark: str, serial: int = 0) -> str:
    """Return the official number (文号) of a paper of one kind on a case; the second one adds 之二."""
    year, place = case.reference.split("-")[:2]
    number = file_number(f"{settings.NUOCHENG_MARK}{mark}", int(year), int(place))
    return f"{number}之{'一二三四五六七八九'[serial]}" if serial else number


def correction(case: Case, points: Sequence[PointTold], due_on: date, today: date) -> dict[str, Any]:
    """Return the content of the request to mend (补正告知书)."""
    said = law.wordings("wording.correction.", today)
    lapse = law.choice("switch.correction.lapse", today)
    demanded = [one for one in points if one.listed]
    opening = said["wording.correction.opening"].filled(item=case.item_name)
    sections = [
        ("要补的内容", [one.what for one in points]),
        ("为什么要交目录里的证明", [_why(one) for one in demanded]),
        ("怎么补，补到哪天", [said["wording.correction.how"].filled(due=cn_date(due_on))]),
        ("期限和后果", [said["wording.correction.clock"].text, said[f"wording.correction.{lapse}"].text]),
    ]
    if demanded:
        rights = said["wording.correction.rights"].filled(phone=settings.NUOCHENG_PHONE)
        sections.append(("对要求有意见", [rights]))
    return _communication(case, _Said("补正告知书", number_of(case, "补"), opening, sections), today)


def _why(point: PointTold) -> str:
    return f"{point.listed}：{point.reason.strip().rstrip('。')}。依据：{point.basis.strip().rstrip('。')}。"


def procedure_told(case: Case, planned: Planned, today: date) -> dict[str, Any]:
    """Return the content of the paper that tells of a special procedure (特别程序告知书)."""
    said = law.wordings("wording.procedure.", today)
    opening = said["wording.procedure.opening"].filled(item=case.item_name, procedure=planned.title)
    clock = said["wording.procedure.clock"].filled(procedure=planned.title, days=planned.workdays)
    sections = [
        ("为什么", [planned.reason]),
        ("要多少时间", [clock]),
        ("依据", [str(law.provision("wording.procedure.clock", today).citation)]),
    ]
    number = number_of(case, "特", planned.before)
    return _communication(case, _Said("特别程序告知书", number, opening, sections), today)


def extended(case: Case, row: Extension, today: date) -> dict[str, Any]:
    """Return the content of the paper that tells of an extension (延长办理期限告知书)."""
    said = law.wordings("wording.extension.", today)
    opening = said["wording.extension.opening"].filled(item=case.item_name, before=cn_date(row.due_before))
    clock = said["wording.extension.clock"].filled(days=row.workdays, due=cn_date(row.due_on))
    approved = f"批准人：{row.approved_by}，{cn_date(row.approved_on)}。"
    sections = [
        ("为什么延长", [row.reason]),
        ("新的期限", [clock, approved]),
        ("依据", [str(law.provision("term.application.extension", today).citation)]),
    ]
    return _communication(case, _Said("延长办理期限告知书", number_of(case, "延"), opening, sections), today)


def turned(case: Case, reason: str, basis: str, today: date) -> dict[str, Any]:
    """Return the content of the paper that sets a pledge aside (改为提交证明告知书)."""
    said = law.wordings("wording.turned.", today)
    rights = law.provision("wording.correction.rights", today).filled(phone=settings.NUOCHENG_PHONE)
    sections = [
        ("为什么", [reason]),
        ("依据", [basis]),
        ("接下来怎么办", [said["wording.turned.how"].text]),
        ("对要求有意见", [rights]),
    ]
    opening = said["wording.turned.opening"].filled(item=case.item_name)
    return _communication(case, _Said("改为提交证明告知书", number_of(case, "转"), opening, sections), today)


def _communication(case: Case, said: _Said, today: date) -> dict[str, Any]:
    department = people.department_name(case.department)
    return paper.Communication(
        dated=today,
        number=said.number,
        check_code=case.code,
        verify_url=verify_url(case.code),
        body=department,
        title=said.title,
        addressee=case.party_name,
        opening=said.opening,
        sections=tuple(paper.Chapter(name, tuple(items)) for name, items in said.sections),
        contact=f"{department}，电话{phone_of(case.department)}",
    ).as_json()
