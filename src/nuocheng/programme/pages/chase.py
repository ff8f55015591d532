"""Chasing at one stroke (一键催办): who is overdue or due soon, ticked beforehand, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.programme import acts, queries
from nuocheng.programme.models import Contact, Round
from nuocheng.programme.pages.guards import open_round
from nuocheng.programme.reports.board import Cell, Unit, board, days_in_words

LONGEST_TEXT = 100
#: What is due within so many days can be chased for before it is overdue.
SOON = 10


@dataclass(frozen=True, slots=True)
class Owing:
    """One unit that owes one milestone."""

    unit: Unit
    cell: Cell
    chased: bool

    @property
    def key(self) -> str:
        """Return what a tick sends."""
        return f"{self.unit.code} {self.cell.asked.code}"

    @property
    def liaison(self) -> Contact | None:
        """Return whom to ring up besides."""
        return self.unit.liaison


#: Who owes what, and whether it is ticked.
Ticked: TypeAlias = list[tuple[Owing, bool]]


class ChaseForm(edge.Form):
    """What is said to those who are chased, besides the milestone and its day."""

    text = edge.TextLine(
        label="再说一句", required=False, max_length=LONGEST_TEXT, help_text="例如：有困难请来电说明"
    )


class Chase(View):
    """Choosing whom to chase, then doing it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List who owes what, the overdue ticked."""
        must_hold(request, Role.BUREAU)
        row = open_round()
        ticked = [(one, one.cell.overdue and not one.chased) for one in owing_in(row, today())]
        return self._show(request, row, ticked, ChaseForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Chase those who are ticked."""
        on = occasion(request, acts.chase)
        row = open_round()
        owing, form = owing_in(row, today()), ChaseForm(request.POST)
        picked = set(request.POST.getlist("picked"))
        ticked = [(one, one.key in picked) for one in owing]
        if not form.is_valid():
            return self._show(request, row, ticked, form, 422)
        chosen = [one for one in owing if one.key in picked and not one.chased]
        try:
            acts.chase(on, row.reference, whom=_whom(chosen, form.cleaned_data["text"], today()))
        except Refusal as refusal:
            return self._show(request, row, ticked, form, form.say(refusal))
        messages.success(
            request, f"已催办{len({one.unit.code for one in chosen})}家单位的{len(chosen)}个节点"
        )
        return SeeOther("/lead/programme")

    def _show(
        self, request: HttpRequest, row: Round, ticked: Ticked, form: ChaseForm, code: int = 200
    ) -> HttpResponse:
        context = {
            "round": row,
            "owing": ticked,
            "form": form,
            "errors": edge.error_summary(form),
            "soon": SOON,
        }
        return render(request, "programme/lead_chase.html", context, status=code)


def owing_in(row: Round, day: date) -> list[Owing]:
    """Return every unit that owes a milestone which is overdue or due soon, the longest overdue first."""
    chased = {
        (one, code) for one, code, step in queries.steps_taken(row) if step == f"chase-{day.isoformat()}"
    }
    found = [
        Owing(one, cell, (one.code, cell.asked.code) in chased)
        for one in board(row, day)
        for cell in one.cells
        if cell.owed and cell.left <= SOON
    ]
    return sorted(found, key=lambda one: (one.cell.left, one.unit.code))


def _whom(chosen: list[Owing], more: str, day: date) -> tuple[acts.Reminded, ...]:
    ending = f"。{more.strip()}" if more.strip() else ""
    return tuple(
        acts.Reminded(
            one.unit.code,
            one.cell.asked.code,
            f"chase-{day.isoformat()}",
            f"“{one.cell.asked.title}”{days_in_words(one.cell.left)}，请尽快完成并报告{ending}",
        )
        for one in chosen
    )
