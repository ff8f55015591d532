"""Who may see a visit, and how one is shown, on the desk and on the phone alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_datetime
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people
from nuocheng.verification.lifecycle import VisitState
from nuocheng.verification.models import Sighting, TimeAsked, Visit, VisitTask
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.visit_words import SIGHTS, SIGNINGS, TIME_CAME, VISIT_TONES, WHO_SIGNED
from nuocheng.verification.queries import visits

GONE = "没有这次现场核查，或者不归您的单位，请回到列表重新选"


def own(request: HttpRequest, reference: str) -> Visit:
    """Return a visit in which the officer's department takes part.

    Raises:
        NotFound: There is none.

    """
    department = officer(request).department
    found = visits.visit(reference)
    if department not in {*found.departments, *(one.department for one in found.team)}:
        raise NotFound(GONE)
    return found


def when(visit: Visit) -> str:
    """Return when somebody comes, as people say it."""
    return spell(visit.begins_at, visit.ends_at)


def spell(first: datetime, last: datetime) -> str:
    """Return a stretch of one day as people say it."""
    begins, ends = first.astimezone(CHINA), last.astimezone(CHINA)
    return f"{cn_date(begins.date())} {begins:%H:%M}—{ends:%H:%M}"


def tone(visit: Visit) -> str:
    """Return the tone of a visit's badge."""
    return VISIT_TONES[VisitState(visit.state)]


def units(codes: Iterable[str]) -> str:
    """Return the names of some departments."""
    return "、".join(people.department_name(one) for one in codes)


def rows(visit: Visit) -> list[dict[str, Any]]:
    """Return what there is to know about a visit, line by line."""
    team = visit.team
    lines = (
        ("时间", when(visit)),
        ("地址", visit.place),
        ("当事人", visit.party_name),
        ("单位", units(visit.departments) + ("（联合，一次看完）" if visit.joint else "")),
        ("记录的人", team[0].name),
        (
            "同行人员",
            "、".join(f"{one.name}（{people.department_name(one.department)}）" for one in team[1:]),
        ),
        ("请备好", visit.bring),
        ("改时间找谁", visit.contact),
        ("超过次数的理由", visit.ground),
        ("不打招呼的理由", _surprise(visit)),
        ("批准", _allowed(visit)),
        *(("当事人要求改时间", _asked(one)) for one in visit.asks),
        ("通知时间", cn_datetime(visit.announced_at.astimezone(CHINA)) if visit.announced_at else ""),
        ("改期", f"{visit.postponed}次。{visit.why_postponed}" if visit.postponed else ""),
        ("签名", SIGNINGS[visit.signed_how][2] if visit.signed_how else ""),
        ("拒签的情况", visit.unsigned_for),
        ("同行人员不确认", visit.contested_for if visit.state == VisitState.ANNOUNCED else ""),
        ("取消的原因", visit.called_off_for),
    )
    return [{"label": label, "value": value} for label, value in lines if value]


def _asked(one: TimeAsked) -> str:
    came = f"{TIME_CAME[one.came]}：{one.said}" if one.said else TIME_CAME[one.came]
    return f"{one.name}，因为{one.reason}。{came}"


def _surprise(visit: Visit) -> str:
    ground = visits.surprises(today()).get(visit.surprise)
    return f"{ground.title}。{visit.surprise_why}" if ground else visit.surprise_why


def _allowed(visit: Visit) -> str:
    if not visit.allowed_at:
        return "还没有批准，不能去" if visit.surprise else ""
    names = people.names_of([visit.allowed_by])
    return (
        f"{names.get(visit.allowed_by, visit.allowed_by)}，{cn_datetime(visit.allowed_at.astimezone(CHINA))}"
    )


def facts(visit: Visit, members: Iterable[VisitTask]) -> list[dict[str, Any]]:
    """Return each fact of a visit with what was last seen of it."""
    seen = visits.sightings(visit.reference)
    return [
        {
            "member": one,
            "task": one.task,
            "unit": people.department_name(one.department),
            "seen": _seen(seen[one.number]) if one.number in seen else None,
        }
        for one in members
    ]


def signed(visit: Visit) -> list[dict[str, Any]]:
    """Return who signed the record."""
    return [{"row": one, "who": WHO_SIGNED[one.who]} for one in visits.signatures(visit.reference)]


def noted(reference: str) -> list[dict[str, Any]]:
    """Return everything that was noted, the newest first: what was noted again leaves the first as it was."""
    return [{"row": one, "word": SIGHTS[one.sight][0]} for one in visits.noted(reference)]


def _seen(one: Sighting) -> dict[str, Any]:
    word, _, mood = SIGHTS[one.sight]
    return {"row": one, "word": word, "tone": mood, "photos": list(one.photos.all())}
