"""Steps that are asked once more: a page that says what a step does, takes a reason where one is due, then does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge.forms import Form, error_summary
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the act, what is said before and after it, and what is asked; *action* is the button's word."""

    act: Any
    title: str
    points: tuple[str, ...]
    done: str
    form: type[Form] | None = None
    main: bool = False
    action: str = ""

    @property
    def verb(self) -> str:
        """Return what the act does to its file."""
        return str(self.act.verb.partition(".")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step on one file, as it is asked: in whose name, in which *frame* of a page, and where *back* leads.

    *fields* names the field of the form by the rule that objects; *said* turns the form, if there is one, into what the act takes.
    """

    step: Step
    reference: str
    department: str
    frame: str
    heading: str
    back: tuple[str, str]
    about: str = ""
    points: tuple[str, ...] = ()
    initial: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    said: Callable[[Any], Mapping[str, Any]] = lambda form: form.cleaned_data if form else {}


def step_of(steps: Mapping[str, S], name: str) -> S:
    """Return the step of that name.

    Raises:
        NotFound: There is none.

    """
    if name not in steps:
        raise NotFound("没有这一步，请回到上一页重新选")
    return steps[name]


class TakeStep(View):
    """One step on one file: saying what it does, then doing it; an office says which, on what, and for whom."""

    def asked(self, request: HttpRequest, reference: str, step: str) -> Asked:
        """Return the step, for whoever may take it."""
        raise NotImplementedError

    def get(self, request: HttpRequest, step: str, **file: str) -> HttpResponse:
        """Say what the step does."""
        asked = self.asked(request, next(iter(file.values())), step)
        form = asked.step.form
        return _show(request, asked, form(initial=dict(asked.initial)) if form else None)

    def post(self, request: HttpRequest, step: str, **file: str) -> HttpResponse:
        """Take it."""
        asked = self.asked(request, next(iter(file.values())), step)
        form = asked.step.form(request.POST) if asked.step.form else None
        if form is not None and not form.is_valid():
            return _show(request, asked, form, 422)
        on = occasion(request, asked.step.act, department=asked.department)
        try:
            asked.step.act(on, asked.reference, **asked.said(form))
        except Refusal as refusal:
            shown = form or Form(request.POST)
            return _show(request, asked, shown, shown.say(refusal, asked.fields))
        messages.success(request, asked.step.done)
        return SeeOther(asked.back[0])


def _show(request: HttpRequest, asked: Asked, form: Form | None, code: int = 200) -> HttpResponse:
    context = {
        "frame": asked.frame,
        "title": asked.heading,
        "about": asked.about,
        "back_url": asked.back[0],
        "back_label": asked.back[1],
        "points": asked.points or asked.step.points,
        "action": asked.step.action or asked.step.title,
        "form": form,
        "errors": error_summary(form) if form is not None else [],
    }
    return render(request, "step.html", context, status=code)
