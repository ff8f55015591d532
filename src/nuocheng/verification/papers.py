"""What the papers of verification say: the letter that asks another body for assistance, the sheet of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law
from nuocheng.papers import content as paper
from nuocheng.people import queries as people
from nuocheng.verification.models import AssistanceRequest, Enclosure, Question, Task, Visit, VisitTask

TITLE = "协查函"
RETURN_TERM = "term.assistance.return"
SHEET_FORM = "visit_sheet"


def number_of(request: AssistanceRequest) -> str:
    """Return the official number (文号) of a request, such as 白区诺协〔2026〕00001号."""
    return request.number


def letter(
    request: AssistanceRequest, questions: Sequence[Question], enclosed: Sequence[Enclosure], today: date
) -> dict[str, Any]:
    """Return the content of the letter; only here, in a closed envelope, stands the party's whole number."""
    said = law.wordings("wording.assistance.", today)
    department = people.department_name(request.department)
    hours = law.term(RETURN_TERM, today).amount
    files = tuple(f"{place}．{one.filename}" for place, one in enumerate(enclosed, start=1))
    sections = (
        ("当事人", (f"{request.party_name}，证件号码{request.party}。",)),
        ("请核实的事项", tuple(_asked(one) for one in questions)),
        ("用途和依据", (f"用途：{request.purpose}", f"依据：{request.basis}")),
        (
            "期限和答复",
            (
                said["wording.assistance.how"].filled(due=cn_date(request.due_on) if request.due_on else ""),
                said["wording.assistance.wrong_body"].filled(hours=hours),
            ),
        ),
        ("责任和保密", (said["wording.assistance.duty"].text, said["wording.assistance.secrecy"].text)),
        *((("附件", files),) if files else ()),
    )
    return paper.Communication(
        dated=today,
        number=number_of(request),
        check_code=request.code,
        verify_url=f"{settings.NUOCHENG_ADDRESS}/assist/{request.code}",
        body=department,
        title=TITLE,
        addressee=request.body,
        opening=said["wording.assistance.opening"].filled(item=questions[0].task.item_name),
        sections=tuple(paper.Chapter(name, items) for name, items in sections),
        contact=f"{department}，{request.contact}",
    ).as_json()


def _asked(one: Question) -> str:
    about = f"{one.certificate}：{one.label}"
    return f"{about}，当事人承诺是“{one.pledged}”，是否属实。" if one.claimed else f"{about}，登记的是什么。"


def sheet(visit: Visit, members: Sequence[VisitTask], today: date) -> dict[str, Any]:
    """Return the content of the sheet of one visit (现场核查表), to be filled in and signed by hand."""
    begins, ends = visit.begins_at.astimezone(CHINA), visit.ends_at.astimezone(CHINA)
    team = visit.team
    several = len({one.task.party for one in members}) > 1
    return paper.VisitSheet(
        dated=today,
        number=visit.reference,
        check_code=visit.reference,
        verify_url=f"{settings.NUOCHENG_ADDRESS}/field/visits/{visit.reference}",
        party=visit.party_name,
        place=visit.place,
        when=f"{cn_date(begins.date())} {begins:%H:%M}—{ends:%H:%M}",
        departments=tuple(people.department_name(one) for one in visit.departments),
        officers=tuple(f"{one.name}（{people.department_name(one.department)}）" for one in team),
        facts=tuple(
            paper.VisitFact(_looked_at(one.task, several=several), one.task.pledged) for one in members
        ),
    ).as_json()


def _looked_at(task: Task, *, several: bool) -> str:
    """Return what is looked at, with whose it is where several live there."""
    about = f"{task.certificate}：{task.label}"
    return f"{task.party_name}，{about}" if several else about
