"""The page that asks once more before a step at the reviewer's desk, with the paper as the party will read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.cases.models import Case
from nuocheng.papers import rendering


@dataclass(frozen=True, slots=True)
class Sure:
    """What is asked: the title, what it means, the word on the button, what is sent back, and the paper."""

    title: str
    points: Sequence[str]
    action: str
    hidden: Mapping[str, str] = field(default_factory=dict)
    tone: str = ""
    paper: tuple[str, Mapping[str, Any]] | None = None


def are_you_sure(request: HttpRequest, case: Case, asked: Sure) -> HttpResponse:
    """Ask once more; the button sends the same form again, with ``sure`` in it."""
    more = {
        "case": case,
        "title": asked.title,
        "items": asked.points,
        "action": asked.action,
        "tone": asked.tone,
        "back_url": f"/desk/cases/{case.reference}",
        "back_label": "再看看",
        "hidden": {**asked.hidden, "sure": "1"},
        "paper": rendering.preview(asked.paper[0], asked.paper[1], level=3) if asked.paper else "",
    }
    return render(request, "cases/desk_sure.html", more)


def sent_again(request: HttpRequest) -> dict[str, str]:
    """Return what a form sent, for the button to send once more."""
    left_out = {"csrfmiddlewaretoken", "sure"}
    return {name: str(value) for name, value in request.POST.items() if name not in left_out}
