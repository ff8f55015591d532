"""Asking in writing: one letter about a fact of a case, and about others of the same case that are ticked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.models import Task
from nuocheng.verification.pages.task_way import own_task
from nuocheng.verification.pages.wording import OUTCOMES
from nuocheng.verification.pages.written_words import AskForm
from nuocheng.verification.queries import written

#: The field at which the objection of a rule is shown.
FIELDS = {"chosen_way_is_another": "turned"}


class AskInWriting(View):
    """The page on which material is asked for, opened from a task."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form, filled in as far as the task tells."""
        task = own_task(request, reference)
        form = AskForm(written.may_join(task), initial=_initial(request, task))
        return self._show(request, task, form)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask; the party is told at once."""
        task = own_task(request, reference)
        form = AskForm(written.may_join(task), request.POST)
        if not form.is_valid():
            return self._show(request, task, form, 422)
        on = occasion(request, acts.ask_in_writing, department=task.department)
        try:
            made = acts.ask_in_writing(on, wish=form.wish(reference))
        except Refusal as refusal:
            return self._show(request, task, form, form.say(refusal, FIELDS))
        return SeeOther(f"/desk/written/{made.reference}")

    def _show(self, request: HttpRequest, task: Task, form: AskForm, code: int = 200) -> HttpResponse:
        days = law.term("term.written.hand_in", today()).workdays
        context = {"task": task, "form": form, "errors": edge.error_summary(form), "days": days}
        return render(request, "verification/written_new.html", context, status=code)


def _initial(request: HttpRequest, task: Task) -> dict[str, Any]:
    word, _ = OUTCOMES.get(task.outcome, OUTCOMES[""])
    own = people.department(task.department)
    name = getattr(request.user, "name", "")
    return {
        "whom": "party",
        "why": f"在线查询的结果是{word}" if task.outcome else "",
        "contact": f"{name}，{own.phone}" if own else name,
    }
