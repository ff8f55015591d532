"""Re-checks: the queue of a department, one fact with its evidence and without who confirmed it, and the Bureau's view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.sending import attachment
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.models import Recheck
from nuocheng.verification.pages.queue import compare, officer
from nuocheng.verification.pages.shares import bar
from nuocheng.verification.pages.task import shown_answer
from nuocheng.verification.queries import rechecks
from nuocheng.verification.queries.rechecks import Agreement
from nuocheng.verification.rules.risk import RiskClass

HOME = "/desk/rechecks"
A_YEAR = timedelta(days=365)
CLASSES = {RiskClass.HIGH: "风险高", RiskClass.MIDDLE: "风险一般", RiskClass.LOW: "风险低"}
RESULTS = {"same": "一样：看这些证据，我也认定属实", "differs": "不一样：看这些证据，不能认定属实"}
FILES = {"list.txt": False, "drawn.txt": True}


class RecheckForm(edge.Form):
    """What the second officer comes to."""

    result = edge.OneOf(label="您看下来", choices=list(RESULTS.items()), blank="请选一样还是不一样")
    note = edge.LongText(
        label="说明", required=False, max_length=400, help_text="不一样的必须写：证据说的是什么，差在哪里"
    )


@require_safe
def rechecks_owed(request: HttpRequest) -> HttpResponse:
    """List what is to be re-checked in one's department, and what a third officer has to find on."""
    post = officer(request)
    found = rechecks.queue(post.department, request.GET.get("after", ""))
    calendar, day, me = law.calendar(), today(), request.user.get_username()
    context = {
        "rows": [
            {
                "one": one,
                "left": remaining(calendar, day, one.due_on),
                "risk": CLASSES.get(RiskClass(one.stratum), one.stratum),
                "whose": _whose(one, me),
                "mine": one.first_by != me,
            }
            for one in found.rows
        ],
        "reopened": [(one, me not in one.took_part.split()) for one in rechecks.reopened(post.department)],
        "pager": {"next_url": f"{HOME}?after={found.next}" if found.next else ""},
    }
    return render(request, "verification/rechecks.html", context)


class RecheckPage(View):
    """One re-check, blind: the evidence is shown, and not who confirmed first, nor what they wrote."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the evidence."""
        return self._show(request, _own(request, reference), RecheckForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep what the second officer comes to."""
        one, form = _own(request, reference), RecheckForm(request.POST)
        if not form.is_valid():
            return self._show(request, one, form, 422)
        said = form.cleaned_data
        act = acts.differ if said["result"] == "differs" else acts.agree
        on = occasion(request, act, department=one.department)
        try:
            act(on, reference, note=said["note"])
        except Refusal as refusal:
            return self._show(request, one, form, form.say(refusal))
        done = "复核不同，已重新核查，由第三个人下结论" if act is acts.differ else "复核相同"
        messages.success(request, f"{reference}已复核：{done}")
        return SeeOther(HOME)

    def _show(self, request: HttpRequest, one: Recheck, form: RecheckForm, code: int = 200) -> HttpResponse:
        task = queries.task(one.task)
        context = {
            "one": one,
            "task": task,
            "form": form,
            "errors": edge.error_summary(form),
            "open": one.state == "owed",
            "left": remaining(law.calendar(), today(), one.due_on),
            "compare": compare(task),
            "answers": [shown_answer(answer) for answer in queries.answers(one.task)],
            "rows": [
                {"label": "事项", "value": task.item_name},
                {"label": "证明", "value": one.certificate},
                {"label": "核查标准", "value": task.standard or "—"},
                {"label": "风险类别", "value": CLASSES.get(RiskClass(one.stratum), one.stratum)},
                {"label": "抽到的复核人", "value": one.officer_name or "人手不够，由没有参加过的人复核"},
            ],
        }
        return render(request, "verification/recheck.html", context, status=code)


@require_safe
def lead(request: HttpRequest) -> HttpResponse:
    """Show how often two officers agree, with how sure that is, and the rounds with what anybody needs to draw again."""
    must_hold(request, Role.BUREAU)
    since = now() - A_YEAR
    found = rechecks.rounds(request.GET.get("after", ""))
    context = {
        "total": _agreed(rechecks.agreement(since)),
        "units": [_agreed(one) for one in rechecks.agreements(since)],
        "rounds": [
            {
                "one": one,
                "department": people.department_name(one.department),
                "command": " ".join(f"{part.key}={part.percent}:{part.minimum}" for part in one.parts),
            }
            for one in found.rows
        ],
        "pager": {"next_url": f"/lead/rechecks?after={found.next}" if found.next else ""},
    }
    return render(request, "verification/lead_rechecks.html", context)


@require_safe
def file(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Send the list of a round, or what was drawn from it.

    Raises:
        NotFound: There is none yet.

    """
    must_hold(request, Role.BUREAU)
    text = rechecks.lines(reference, drawn=FILES[name]) if name in FILES else ""
    if not text:
        raise NotFound("这一批复核还没有这份名单")
    return attachment(text.encode(), media_type="text/plain; charset=utf-8", filename=f"{reference}-{name}")


def _own(request: HttpRequest, reference: str) -> Recheck:
    """Return a re-check of one's own department.

    Raises:
        NotFound: There is none.

    """
    department = officer(request).department
    one = rechecks.recheck(reference)
    if one.department != department:
        raise NotFound("没有这一项复核，请回到“复核”重新选")
    return one


def _whose(one: Recheck, me: str) -> str:
    if one.first_by == me:
        return "不能由您复核"
    if not one.officer:
        return "人手不够，谁都可以"
    return "您" if one.officer == me else one.officer_name


def _agreed(one: Agreement) -> dict[str, Any]:
    share = one.share
    return {
        "department": people.department_name(one.department) if one.department else "全区",
        "one": one,
        "done": share.of,
        "share": share,
        "bar": bar(share),
    }
