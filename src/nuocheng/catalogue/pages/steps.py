"""Taking an edition one step further, and asking once more before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue.acts.return_draft import LONGEST
from nuocheng.catalogue.lifecycle import LIFECYCLE, EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages.desk import may, readable
from nuocheng.catalogue.pages.touching import impact_of
from nuocheng.catalogue.pages.wording import STEPS, Move, Question
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal.official import ActBase
from nuocheng.kernel.errors import NotFound, NotInOffice, Refusal
from nuocheng.kernel.occasion import ROLE_TITLES


class StepForm(edge.Form):
    """What a step wants to know."""

    def __init__(self, *args: Any, step: Move, **kwargs: Any) -> None:
        """Put the step's own questions."""
        super().__init__(*args, **kwargs)
        for question in step.asks:
            self.fields[question.name] = _field(question)


def _field(question: Question) -> forms.Field:
    said: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": question.required,
    }
    blank = f"请写明{question.label.rstrip('？')}"
    if question.kind == "day":
        return edge.DateParts(blank="请填写日期", **said)
    if question.kind == "line":
        return edge.TextLine(blank=blank, max_length=LONGEST, **said)
    return edge.LongText(blank=blank, max_length=LONGEST, **said)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What stands against a step that was tried: lines for the error summary, and the status of the answer."""

    lines: list[tuple[str, str]]
    status: int = 422


class StepPage(View):
    """Asking once more before an edition goes one step further."""

    def get(self, request: HttpRequest, reference: str, verb: str) -> HttpResponse:
        """Show what the step means."""
        step = _step(verb)
        found = in_hand(request, reference, verb, step.act)
        return self._show(request, found, step, StepForm(step=step))

    def post(self, request: HttpRequest, reference: str, verb: str) -> HttpResponse:
        """Take the step; what was typed stays if something is still to be put right."""
        step = _step(verb)
        found = within_reach(request, reference, step.act)
        form = StepForm(request.POST, step=step)
        if not form.is_valid():
            return self._show(request, found, step, form, Wrong(form.summary()))
        on = occasion(request, step.act, department=found.department)
        try:
            step.act(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, found, step, form, Wrong(told(refusal, form), status(refusal)))
        return SeeOther(reverse("catalogue-edition", args=[reference]))

    def _show(
        self,
        request: HttpRequest,
        found: Edition,
        step: Move,
        form: StepForm,
        wrong: Wrong | None = None,
    ) -> HttpResponse:
        context = {
            "edition": found,
            "title": step.title.format(name=found.name, version=found.version),
            "points": [*step.points, *(impact_of(found, step) if step.impact else ())],
            "action": step.label,
            "form": form if step.asks else None,
            "errors": wrong.lines if wrong else [],
        }
        return render(request, "catalogue/step.html", context, status=wrong.status if wrong else 200)


def told(refusal: Refusal, form: edge.Form | None = None) -> list[tuple[str, str]]:
    """Return a refusal as lines of the error summary, each leading to the field it speaks of."""
    if not refusal.objections:
        return [("", refusal.text)]
    return [(_anchor(form, one.field), f"{one.text}{_by(one.clauses)}") for one in refusal.objections]


def _anchor(form: edge.Form | None, field: str) -> str:
    return edge.anchor(form[field]) if form is not None and field in form.fields else ""


def _by(clauses: tuple[str, ...]) -> str:
    return f"（依据：{'；'.join(clauses)}）" if clauses else ""


def _step(verb: str) -> Move:
    if verb not in STEPS:
        raise NotFound("没有这一步，请回到目录重新选")
    return STEPS[verb]


def in_hand(request: HttpRequest, reference: str, verb: str, act: ActBase) -> Edition:
    """Return an edition on which the step may be done now, by whoever is signed in.

    Raises:
        NotInOffice: No post held may do it.
        OutOfOrder: The edition's state does not allow it.

    """
    found = within_reach(request, reference, act)
    LIFECYCLE.after(verb, EditionState(found.state))
    return found


def within_reach(request: HttpRequest, reference: str, act: ActBase) -> Edition:
    """Return an edition on which a post held may do the act.

    Raises:
        NotInOffice: No such post is held.

    """
    found, held = readable(request, reference)
    if not may(act, held):
        wanted = "、".join(ROLE_TITLES[role] for role in sorted(act.by))
        raise NotInOffice(f"这一步要由{wanted}岗位来办，请转给有这个岗位的人")
    return found
