"""The steps of a visit that are asked once more: telling the party, another time, calling off, leave to come unannounced."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import Any

from django.http import HttpRequest

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold
from nuocheng.edge.steps import Asked, Step, TakeStep, step_of
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.verification import acts
from nuocheng.verification.acts import When
from nuocheng.verification.lifecycle import VISIT, VisitState
from nuocheng.verification.models import TimeAsked, Visit
from nuocheng.verification.pages.visit_forms import CallOffForm, DeclineForm, PostponeForm
from nuocheng.verification.pages.visit_seen import own, when
from nuocheng.verification.queries import visits

HOME = "/desk/visits"
#: Every step of a visit that is asked once more, by the end of its address.
PLAIN: Mapping[str, Step] = {
    "announce": Step(
        acts.announce_visit,
        "通知当事人",
        ("每个当事人收到一封信，开通了短信的同时收到短信", "通知以后，记录的人才能在手机上记"),
        "已通知当事人",
        main=True,
    ),
    "postpone": Step(
        acts.postpone_visit,
        "改期",
        ("改期以后要重新通知当事人", "改期不算当事人不配合"),
        "已改期。下一步：重新通知当事人",
        PostponeForm,
    ),
    "call-off": Step(
        acts.call_off_visit,
        "取消这次上门",
        ("已经通知的，会告诉当事人不用等", "要看的事项回到待安排"),
        "已取消",
        CallOffForm,
    ),
}


def _accepting(place: int) -> Step:
    return Step(
        acts.accept_time,
        f"同意改到第{place}个时间",
        ("上门改到当事人提出的时间", "每个当事人马上收到一封信；改了以后还要重新通知"),
        "已改期。下一步：重新通知当事人",
        main=place == 1,
    )


DECLINING = Step(
    acts.decline_time,
    "不同意改时间",
    ("要求改的当事人会收到一封信，写明理由", "上门的时间不变，别的当事人也会知道"),
    "已告诉当事人，时间不变",
    DeclineForm,
)
LEAVE = Step(
    acts.allow_unannounced,
    "批准不打招呼的检查",
    ("批准以后不通知当事人，核查人员可以直接去", "安排的人和去的人不能批准"),
    "已批准",
    main=True,
)


class GiveLeave(TakeStep):
    """Leave to come unannounced, given by a reviewer of the leading department."""

    def asked(self, request: HttpRequest, reference: str, step: str) -> Asked:
        """Return the step on a visit of the reviewer's own department.

        Raises:
            NotFound: There is no such visit in the department, or it is one that is announced.

        """
        del step
        held = must_hold(request, Role.REVIEWER)
        visit = visits.visit(reference)
        if visit.department not in {post.department for post in held} or not visit.surprise:
            raise NotFound("没有等着批准的这次检查，请回到列表重新选")
        ground = visits.surprises(today())[visit.surprise].title
        return Asked(
            step=LEAVE,
            reference=reference,
            department=visit.department,
            frame="shells/desk.html",
            heading=LEAVE.title,
            about=f"{reference} · {visit.party_name} · {when(visit)} · {visit.place}",
            points=(f"理由：{ground}。{visit.surprise_why}", *LEAVE.points),
            back=(f"{HOME}/leave", "回到等着批准的"),
        )


class TakeVisitStep(TakeStep):
    """A step of a visit, asked once more."""

    def asked(self, request: HttpRequest, reference: str, step: str) -> Asked:
        """Return the step on a visit in which the officer's own department takes part."""
        visit = own(request, reference)
        answering = (_answers_to(one, number) for number, one in enumerate(visit.asks, start=1))
        found = step_of({**PLAIN, **dict(chain.from_iterable(each.items() for each in answering))}, step)
        begins, ends = (one.astimezone(CHINA) for one in (visit.begins_at, visit.ends_at))
        return Asked(
            step=found,
            reference=reference,
            department=visit.department,
            frame="shells/desk.html",
            heading=found.title,
            about=f"{reference} · {visit.party_name} · {when(visit)}",
            back=(f"{HOME}/{reference}", "回到这一次"),
            initial={"day": begins.date(), "from_": f"{begins:%H:%M}", "until": f"{ends:%H:%M}"},
            fields={"from": "from_"},
            said=partial(_said, found, step),
        )


def offered(visit: Visit) -> list[tuple[str, Step]]:
    """Return the steps that the leading department may take on a visit now, answers to parties apart."""
    possible = VISIT.possible(VisitState(visit.state))
    unfit = {"announce"} if visit.surprise else set()
    return [(name, step) for name, step in PLAIN.items() if step.verb in possible and name not in unfit]


def answers(visit: Visit, place: int) -> list[tuple[str, Step]]:
    """Return what may be answered now to what was asked at that place."""
    possible = VISIT.possible(VisitState(visit.state))
    found = _answers_to(visit.asks[place], place + 1)
    return [(name, step) for name, step in found.items() if step.verb in possible]


def _answers_to(asked: TimeAsked, number: int) -> dict[str, Step]:
    """Return every answer to what one party asked, by the end of its address: accept-1-2, decline-1."""
    times = range(1, len(asked.slots) + 1)
    found = {f"accept-{number}-{each}": _accepting(each) for each in times}
    return {**found, f"decline-{number}": DECLINING}


def _said(step: Step, name: str, form: edge.Form | None) -> dict[str, Any]:
    if step.act is acts.accept_time:
        ask, slot = (int(one) - 1 for one in name.split("-")[1:])
        return {"ask": ask, "slot": slot}
    if form is None:
        return {}
    said = {"reason": form.cleaned_data["reason"]}
    if step is DECLINING:
        return {**said, "ask": int(name.rpartition("-")[2]) - 1}
    if isinstance(form, PostponeForm):
        return {**said, "when": When(form.moment("from_"), form.moment("until"))}
    return said
