"""The desk of visits: what could be merged, planning one, its page, its steps, and its sheet to print."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import ChannelDown, NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.papers.rendering import NotPrinted
from nuocheng.papers.rendering import render as printed
from nuocheng.people import queries as people
from nuocheng.verification import acts, jobs, papers, queries
from nuocheng.verification.acts import Trip
from nuocheng.verification.models import Task, Visit
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.visit_forms import PlanForm
from nuocheng.verification.pages.visit_seen import facts, noted, own, rows, signed, spell, tone, units, when
from nuocheng.verification.pages.visit_steps import HOME, answers, offered
from nuocheng.verification.pages.wording import OUTCOMES
from nuocheng.verification.queries import visits

REASONS = {key: word for key, (word, _) in OUTCOMES.items()}


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the visits under way, and what waits for one: what could be looked at in one going is together."""
    department = officer(request).department
    after = request.GET.get("after", "")
    found, onward = visits.proposals(department, jobs.channels(), after)
    coming = visits.visits(department, coming=True)
    context = {
        "tabs": _tabs("coming"),
        "visits": [_line(one) for one in coming.rows] if not after else [],
        "proposals": [_proposed(one) for one in found],
        "pager": {"next_url": f"{HOME}?after={onward}" if onward else ""},
    }
    return render(request, "verification/visits.html", context)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """List every visit of a department, the newest first."""
    department = officer(request).department
    found = visits.visits(department, coming=False, after=request.GET.get("after", ""))
    context = {
        "tabs": _tabs("all"),
        "visits": [_line(one) for one in found.rows],
        "pager": {"next_url": f"{HOME}/all?after={found.next}" if found.next else ""},
    }
    return render(request, "verification/visits_all.html", context)


class PlanVisit(View):
    """A new visit."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask who goes when, with the tasks that were proposed together."""
        department = officer(request).department
        tasks = _chosen(request.GET.getlist("task"), department)
        own_unit = people.department(department)
        mine = str(getattr(request.user, "username", ""))
        holders = people.holders(Role.VERIFIER, department, today())
        rest = [one.username for one in holders if one.username != mine]
        notice = law.term("term.visit.notice", today()).workdays
        first = {
            "tasks": [one.reference for one in tasks],
            "day": term_end(law.calendar(), today(), notice + 1).on,
            "from_": "9:00",
            "until": "10:00",
            "first": mine,
            "others": rest[:1],
            "contact": f"{getattr(request.user, 'name', '')}，{own_unit.phone if own_unit else ''}",
        }
        return _ask(request, PlanForm(*_choices(tasks, department), initial=first), tasks)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Plan it."""
        department = officer(request).department
        tasks = _chosen(request.GET.getlist("task"), department)
        form = PlanForm(*_choices(tasks, department), request.POST)
        if not form.is_valid():
            return _ask(request, form, tasks, 422)
        on = occasion(request, acts.plan_visit, department=department)
        try:
            reference = acts.plan_visit(on, trip=_trip(form, tasks, department)).reference
        except Refusal as refusal:
            return _ask(request, form, tasks, form.say(refusal, WHERE))
        unannounced = form.cleaned_data["surprise"]
        said = "等本单位审查岗位批准，不通知当事人" if unannounced else "下一步：通知当事人"
        messages.success(request, f"已安排。{said}")
        return SeeOther(f"{HOME}/{reference}")


#: Where an objection to a plan is said, by the rule or by the place it speaks of.
WHERE = {
    "visit_is_needed": "tasks",
    "visit_is_to_one_place": "tasks",
    "visit_has_enough_officers": "others",
    "officers_keep_away_from_their_own": "others",
    "officers": "others",
    "from": "from_",
}


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one visit, what it looks at, and what comes next."""
    visit = own(request, reference)
    members = visits.members(reference)
    lead = officer(request).department == visit.department
    steps = offered(visit) if lead else []
    on = occasion(request, acts.announce_visit, department=visit.department)
    context = {
        "visit": visit,
        "tone": tone(visit),
        "rows": rows(visit),
        "facts": facts(visit, members),
        "signed": signed(visit),
        "pages": visits.pages(reference),
        "noted": noted(reference),
        "steps": steps,
        "asks": [_asked(visit, place, lead=lead) for place, one in enumerate(visit.asks) if one.is_open],
        "notice": "" if visit.surprise else acts.notice_text(on, visit, visit.party_name),
        "by_phone": "" if visit.surprise else _on_the_phone(on.today, visit),
        "next": visit.next_to_confirm,
    }
    return render(request, "verification/visit.html", context)


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """List the unannounced visits that wait for the leave of a reviewer."""
    department = must_hold(request, Role.REVIEWER)[0].department
    found = visits.for_leave(department, request.GET.get("after", ""))
    grounds = visits.surprises(today())
    context = {
        "visits": [
            {**_line(one), "ground": grounds[one.surprise].title if one.surprise in grounds else ""}
            for one in found.rows
        ],
        "pager": {"next_url": f"{HOME}/leave?after={found.next}" if found.next else ""},
    }
    return render(request, "verification/visits_leave.html", context)


@require_safe
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the sheet to print (现场核查表): for where no phone can be used, or the party wants to sign on paper.

    Raises:
        ChannelDown: The press makes nothing at the moment.

    """
    visit = own(request, reference)
    try:
        body = printed(papers.SHEET_FORM, papers.sheet(visit, visits.members(reference), today()))
    except NotPrinted as down:
        raise ChannelDown("核查表现在打不出来，请过几分钟再下载") from down
    return sending.attachment(body, media_type="application/pdf", filename=f"现场核查表{reference}.pdf")


@require_safe
def page(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one scanned page of a visit's record, to be saved."""
    found = visits.scanned(own(request, reference).reference, key)
    return sending.attachment(
        visits.content(found.digest), media_type=found.media_type, filename=found.filename
    )


def _asked(visit: Visit, place: int, *, lead: bool) -> dict[str, Any]:
    """Return what one party asks, with the answers that the leading department may give."""
    asked = visit.asks[place]
    return {
        "asked": asked,
        "slots": [spell(one.begins, one.ends) for one in asked.slots],
        "answers": answers(visit, place) if lead else [],
    }


def _tabs(here: str) -> list[dict[str, Any]]:
    return [
        {"label": "待安排和进行中", "url": HOME, "current": here == "coming"},
        {"label": "全部上门", "url": f"{HOME}/all", "current": here == "all"},
    ]


def _line(one: Visit) -> dict[str, Any]:
    return {"visit": one, "tone": tone(one), "when": when(one), "units": units(one.departments)}


def _proposed(one: visits.Proposal) -> dict[str, Any]:
    picked = "&".join(f"task={task.reference}" for task in one.tasks)
    return {
        "first": one.first,
        "place": one.place,
        "parties": "、".join(dict.fromkeys(task.party_name for task in one.tasks)),
        "units": units(one.departments),
        "joint": len(one.departments) > 1,
        "facts": [
            {
                "task": task,
                "why": visits.why(task, set(jobs.channels()), REASONS),
                "unit": units([task.department]),
            }
            for task in one.tasks
        ],
        "url": f"{HOME}/new?{picked}",
    }


def _chosen(references: list[str], department: str) -> list[Task]:
    """Return the tasks that were proposed; at least one of them is of the officer's own department.

    Raises:
        NotFound: There is none, one does not exist, or none is of this department.

    """
    found = queries.by_reference(references[: visits.MOST_TASKS])
    tasks = [found[one] for one in dict.fromkeys(references[: visits.MOST_TASKS])]
    if not any(one.department == department for one in tasks):
        raise NotFound("还没有选要看的事项，请回到“现场”重新选")
    return tasks


def _offered(tasks: list[Task]) -> list[tuple[str, str]]:
    machine = set(jobs.channels())
    return [
        (
            one.reference,
            f"{one.certificate}：{one.label}（{units([one.department])}，{visits.why(one, machine, REASONS)}）",
        )
        for one in tasks
    ]


def _choices(tasks: list[Task], department: str) -> tuple[list[tuple[str, str]], ...]:
    """Return what the form of a plan offers: tasks, officers, and the grounds for coming unannounced."""
    grounds = [(code, f"不打招呼：{one.title}") for code, one in visits.surprises(today()).items()]
    return _offered(tasks), _officers(tasks, department), grounds


def _officers(tasks: list[Task], department: str) -> list[tuple[str, str]]:
    codes = dict.fromkeys([department, *(one.department for one in tasks)])
    return [
        (one.username, f"{one.name}（{people.department_name(code)}）")
        for code in codes
        for one in people.holders(Role.VERIFIER, code, today())
    ]


def _trip(form: PlanForm, tasks: list[Task], department: str) -> Trip:
    said, machine = form.cleaned_data, tuple(jobs.channels())
    picked = [one for one in tasks if one.reference in set(said["tasks"])]
    return Trip(
        department=department,
        tasks=tuple(one.reference for one in picked),
        reasons=tuple(visits.why(one, machine, REASONS) for one in picked),
        officers=(said["first"], *(one for one in said["others"] if one != said["first"])),
        begins=form.moment("from_"),
        ends=form.moment("until"),
        contact=said["contact"],
        bring=said["bring"],
        ground=said["ground"],
        surprise=said["surprise"],
        surprise_why=said["surprise_why"],
        by_machine=machine,
    )


def _on_the_phone(day: Any, visit: Visit) -> str:
    begins = when(visit)
    names = "、".join(one.name for one in visit.team)
    return str(
        law.provision("wording.visit.phone", day).filled(
            units=units(visit.departments),
            when=begins,
            place=visit.place,
            officers=names,
            bring=visit.bring or "不用准备什么",
        )
    )


def _ask(request: HttpRequest, form: PlanForm, tasks: list[Task], code: int = 200) -> HttpResponse:
    year = (today() + timedelta(days=1)).year
    cap = visits.number("cap", today())
    counts = [
        {"name": name, "times": visits.visited(party, year, on=today())}
        for party, name in dict.fromkeys((one.party, one.party_name) for one in tasks)
    ]
    where = queries.places(one.origin for one in tasks)
    context = {
        "form": form,
        "errors": edge.error_summary(form),
        "cap": cap,
        "counts": counts,
        "places": list(dict.fromkeys(where.values())),
        "query": request.GET.urlencode(),
    }
    return render(request, "verification/visit_new.html", context, status=code)
