"""The desk of written checks: the list, what belongs to one letter, taking what comes, comparing, withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.journal.files import new_token
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.lifecycle.asking import WRITTEN, WrittenState
from nuocheng.verification.models import WrittenCheck, WrittenMaterial
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.written_words import (
    TONES,
    VERDICT_TONES,
    VERDICTS,
    WAYS,
    CompareForm,
    OfLetter,
    TakenForm,
    WithdrawForm,
)
from nuocheng.verification.queries import written

EVENTS = {
    "written_check.ask": "请人交书面材料",
    "written_check.issue_code": "打印函，制发答复码",
    "written_check.hand_in": "交来材料",
    "written_check.remind": "到期提醒",
    "written_check.lapse": "到期没有交",
    "written_check.compare": "比对",
    "written_check.withdraw": "不用交了",
}
HEADS = ("书面核查编号", "当事人", "请谁交", "承诺的事实", "期限", "状态")


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """List the written checks of one's own department, by what is to be done next."""
    department = officer(request).department
    tab = request.GET.get("tab", "")
    tab = tab if tab in written.TABS else "handed_in"
    found = written.desk(department, tab, request.GET.get("after", ""))
    counts = written.counts(department)
    next_url = f"/desk/written?{urlencode({'tab': tab, 'after': found.next})}" if found.next else ""
    context = {
        "title": "书面核查",
        "tabs": [
            {
                "label": label,
                "url": f"/desk/written?tab={name}",
                "current": name == tab,
                "count": counts[name],
            }
            for name, (label, _) in written.TABS.items()
        ],
        "table": _table(found.rows),
        "pager": {"next_url": next_url},
        "empty": ("没有这样的书面核查", "核查任务轮到书面核查时，可以在任务里请人交材料"),
    }
    return render(request, "verification/ways_list.html", context)


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one written check: what was asked, what came, and what may be done now."""
    check = own_check(request, reference)
    return render(request, "verification/written.html", context_of(check))


@require_safe
def material(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one file that was handed in, to be saved."""
    found, content = written.material(own_check(request, reference).reference, key)
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


def _hand_in(on: Occasion, reference: str, form: Any) -> None:
    handing = form.handing()
    acts.hand_in_material(on, handing.also[0], handing=handing)


def _compare(on: Occasion, reference: str, form: Any) -> None:
    acts.compare_written(on, reference, **form.cleaned_data)


def _withdraw(on: Occasion, reference: str, form: Any) -> None:
    first, *others = form.chosen()
    acts.withdraw_written(on, first, reason=form.cleaned_data["reason"], also=tuple(others))


#: Every step by the end of its address: the act, its form, its title, how it is done, and what is said afterwards.
STEPS: Mapping[str, tuple[Any, type[edge.Form], str, Callable[[Occasion, str, Any], None], str]] = {
    "hand-in": (acts.hand_in_material, TakenForm, "录入交来的材料", _hand_in, "材料已存"),
    "compare": (acts.compare_written, CompareForm, "比对材料", _compare, "比对的结果已记入核查任务"),
    "withdraw": (acts.withdraw_written, WithdrawForm, "不用交了", _withdraw, "已告诉对方不用交了"),
}


class TakeStep(View):
    """One step on one written check."""

    def get(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Show its form."""
        check, (_, form, *_rest) = own_check(request, reference), _step(step)
        return self._show(request, check, step, _blank(form, check, step))

    def post(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Take it."""
        check, (act, made, _, do, said) = own_check(request, reference), _step(step)
        form = _filled(made, check, step, request)
        if not form.is_valid():
            return self._show(request, check, step, form, 422)
        on = occasion(request, act, department=check.department)
        try:
            do(on, reference, form)
        except Refusal as refusal:
            return self._show(request, check, step, form, form.say(refusal))
        messages.success(request, said)
        return SeeOther(f"/desk/verify/{check.task}" if step == "compare" else f"/desk/written/{reference}")

    def _show(
        self, request: HttpRequest, check: WrittenCheck, step: str, form: edge.Form, code: int = 200
    ) -> HttpResponse:
        context = {
            **context_of(check),
            "title": STEPS[step][2],
            "form": form,
            "key": new_token(),
            "errors": edge.error_summary(form),
            "lost": bool(request.FILES) and bool(form.errors),
            "with_files": step == "hand-in",
        }
        return render(request, "verification/written_step.html", context, status=code)


def _blank(form: type[edge.Form], check: WrittenCheck, step: str) -> edge.Form:
    if issubclass(form, OfLetter):
        return form(_ready(check, step), initial={"facts": [check.reference]})
    return form()


def _filled(form: type[edge.Form], check: WrittenCheck, step: str, request: HttpRequest) -> edge.Form:
    if issubclass(form, OfLetter):
        return form(_ready(check, step), request.POST, request.FILES)
    return form(request.POST, request.FILES)


def _ready(check: WrittenCheck, step: str) -> list[WrittenCheck]:
    """Return those of a letter on which a step may be taken; the one that was opened is there to be refused with its reason."""
    verb = _VERBS[step]
    return [
        one
        for one in written.letter_of(check)
        if one.reference == check.reference or verb in WRITTEN.possible(WrittenState(one.state))
    ]


def _step(step: str) -> Any:
    if step not in STEPS:
        raise NotFound("没有这一步，请回到这一件")
    return STEPS[step]


def own_check(request: HttpRequest, reference: str) -> WrittenCheck:
    """Return a written check of the officer's own department.

    Raises:
        NotInOffice: No verifier's post is held.
        NotFound: There is none of this number in this department.

    """
    department = officer(request).department
    check = written.check(reference)
    if check.department != department:
        raise NotFound("没有这一件书面核查，请回到列表重新选")
    return check


def context_of(check: WrittenCheck) -> dict[str, Any]:
    """Return one written check as its pages show it, with the others of its letter."""
    letter = written.letter_of(check)
    possible = WRITTEN.possible(WrittenState(check.state))
    may = {verb: verb in possible for verb in _VERBS.values()}
    waits = check.state == "asked"
    return {
        "one": check,
        "tone": TONES[check.state],
        "left": remaining(law.calendar(), today(), check.due_on) if waits else None,
        "whom": check.body or "当事人",
        "materials": [material_row(one) for one in written.materials(check.reference)],
        "may": may,
        "verdict": (VERDICTS.get(check.verdict, ""), VERDICT_TONES.get(check.verdict, "")),
        "notice": acts.written_notice(today(), letter),
        "others": [{"one": one, "tone": TONES[one.state]} for one in letter if one is not check],
        "may_print": bool(check.body) and bool(written.waiting(letter)),
        "department": people.department_name(check.department),
        "ground": written.grounds(today()).get(check.ground, check.ground),
        "events": [
            {
                "when": cn_time(line.at),
                "what": EVENTS.get(line.verb, line.verb),
                "note": str(line.note.get("reason", "")),
                "at": "past",
            }
            for line in journal.history(check.kind, check.reference)
        ],
    }


#: The verb of each step, by the end of its address.
_VERBS = {"hand-in": "hand_in", "compare": "compare", "withdraw": "withdraw"}


def material_row(one: WrittenMaterial) -> dict[str, Any]:
    """Return one file that was handed in, as pages show it."""
    by = one.handed_in_by if one.way == "code" else ""
    return {"file": one, "way": WAYS[one.way], "by": by, "when": cn_time(one.at)}


def _table(rows: list[WrittenCheck]) -> dict[str, Any]:
    calendar, day, sizes = law.calendar(), today(), written.sizes(rows)
    return {
        "caption": "书面核查",
        "columns": [{"label": label} for label in HEADS],
        "rows": [
            {
                "id": one.reference,
                "name": one.reference,
                "url": f"/desk/written/{one.reference}",
                "cells": [
                    {"label": "当事人", "text": one.party_name},
                    {"label": "请谁交", "text": one.body or "当事人"},
                    {"label": "承诺的事实", "text": f"{one.label}{_shared(sizes.get(one.letter, 1))}"},
                    {"label": "期限", "due": remaining(calendar, day, one.due_on)}
                    if one.state == "asked"
                    else {"label": "期限", "text": "—"},
                    {"label": "状态", "text": one.state_title, "tone": TONES[one.state], "badge": True},
                ],
            }
            for one in rows
        ],
    }


def _shared(facts: int) -> str:
    """Say of a fact that its letter asks about others too."""
    return f"（一封信问{facts}项）" if facts > 1 else ""
