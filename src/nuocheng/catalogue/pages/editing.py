"""Editing a draft, and taking an edition one step further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.acts.return_draft import LONGEST
from nuocheng.catalogue.lifecycle import LIFECYCLE, EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages.desk import may, readable
from nuocheng.catalogue.pages.wording import STEPS, Move
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    KIND_TITLES,
    Certificate,
    Disposition,
    Item,
    ItemKind,
    Step,
)
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal.official import ActBase
from nuocheng.kernel.errors import NotFound, NotInOffice, Refusal
from nuocheng.kernel.occasion import ROLE_TITLES


class ItemForm(edge.Form):
    """The main fields of a draft, and what becomes of each of its certificates."""

    name = edge.TextLine(label="事项名称", max_length=200)
    kind = edge.Pick(label="事项类型", choices=[(str(kind), title) for kind, title in KIND_TITLES.items()])
    conditions = edge.LongText(label="办理条件", required=False, max_length=2000)
    steps = edge.LongText(label="办理步骤", required=False, max_length=1000, help_text="一行写一步")
    workdays = edge.TextLine(
        label="多少个工作日办好", required=False, max_length=3, help_text="写整数；不写，就按法律规定的期限"
    )
    on_the_spot = edge.YesNo(label="用承诺的，能不能当场办好？", yes="能", no="不能")
    fee = edge.TextLine(label="收费", required=False, max_length=200, help_text="例如：不收费")

    def __init__(self, *args: Any, item: Item, grounds: Mapping[str, str], **kwargs: Any) -> None:
        """Add three fields for each certificate."""
        kwargs["initial"] = {**_initial(item), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.item = item
        for one in item.certificates:
            self._add(one, grounds)

    def _add(self, one: Certificate, grounds: Mapping[str, str]) -> None:
        titles = [(str(key), title) for key, title in DISPOSITION_TITLES.items()]
        self.fields[f"{one.key}-disposition"] = edge.Pick(label="处置", choices=titles)
        self.fields[f"{one.key}-ground"] = edge.Pick(
            label="不能承诺的情形", choices=list(grounds.items()), required=False
        )
        self.fields[f"{one.key}-reason"] = edge.TextLine(label="理由", required=False, max_length=400)

    def clean_workdays(self) -> int:
        """Return the number of working days, nought where nothing is written.

        Raises:
            ValidationError: It is no whole number.

        """
        text = edge.plain_digits(self.cleaned_data["workdays"])
        if text and not (text.isascii() and text.isdigit()):
            raise ValidationError("请填整数，例如20", code="digits")
        return int(text or 0)

    def main(self) -> list[Any]:
        """Return the fields that are not about one certificate."""
        return [field for field in self if "-" not in field.name]

    def parts(self) -> list[tuple[Certificate, list[Any]]]:
        """Return each certificate with its three fields."""
        names = ("disposition", "ground", "reason")
        return [(one, [self[f"{one.key}-{name}"] for name in names]) for one in self.item.certificates]

    def amended(self) -> Item:
        """Return the item as the form has it."""
        said = self.cleaned_data
        certificates = tuple(
            replace(
                one,
                disposition=Disposition(said[f"{one.key}-disposition"]),
                ground=said[f"{one.key}-ground"],
                reason=said[f"{one.key}-reason"].strip(),
            )
            for one in self.item.certificates
        )
        return replace(
            self.item,
            name=said["name"].strip(),
            kind=ItemKind(said["kind"]),
            conditions=said["conditions"].strip(),
            steps=tuple(Step(line.strip()) for line in said["steps"].splitlines() if line.strip()),
            workdays=said["workdays"],
            on_the_spot=said["on_the_spot"],
            fee=said["fee"].strip(),
            certificates=certificates,
        )


def _initial(item: Item) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": item.name,
        "kind": str(item.kind),
        "conditions": item.conditions,
        "steps": "\n".join(step.title for step in item.steps),
        "workdays": item.workdays or "",
        "on_the_spot": item.on_the_spot,
        "fee": item.fee,
    }
    for one in item.certificates:
        said |= {
            f"{one.key}-disposition": str(one.disposition),
            f"{one.key}-ground": one.ground,
            f"{one.key}-reason": one.reason,
        }
    return said


class Edit(View):
    """The form of a draft."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form."""
        found = _in_hand(request, reference, "amend", acts.amend)
        return self._show(request, found, _form(found))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Amend the draft; what was typed stays if something is still to be put right."""
        found = _in_hand(request, reference, "amend", acts.amend)
        form = _form(found, request.POST)
        if not form.is_valid():
            return self._show(request, found, form, form.summary())
        on = occasion(request, acts.amend, department=found.department)
        try:
            acts.amend(on, reference, item=form.amended())
        except Refusal as refusal:
            return self._show(request, found, form, told(refusal), status(refusal))
        return SeeOther(reverse("catalogue-edition", args=[reference]))

    def _show(
        self, request: HttpRequest, found: Edition, form: ItemForm, errors: Any = (), code: int = 422
    ) -> HttpResponse:
        context = {"edition": found, "form": form, "errors": list(errors)}
        return render(request, "catalogue/edit.html", context, status=code if errors else 200)


class NewEdition(View):
    """Asking once more before a new edition is drafted from one in force."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what a new edition means."""
        return self._show(request, _within_reach(request, reference, acts.draft_edition))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Draft the next edition from the content of this one, and open its form."""
        found = _within_reach(request, reference, acts.draft_edition)
        on = occasion(request, acts.draft_edition, department=found.department)
        try:
            receipt = acts.draft_edition(on, item=found.says)
        except Refusal as refusal:
            return self._show(request, found, told(refusal), status(refusal))
        return SeeOther(reverse("catalogue-edit", args=[receipt.reference]))

    def _show(self, request: HttpRequest, found: Edition, errors: Any = (), code: int = 200) -> HttpResponse:
        context = {
            "edition": found,
            "title": f"为“{found.name}”起草新版",
            "points": ["新版从现在这一版的内容开始改", "新版公布以前，现在这一版照常使用"],
            "action": "起草新版",
            "form": None,
            "errors": list(errors),
            "key": uuid4().hex,
        }
        return render(request, "catalogue/step.html", context, status=code)


class ReasonForm(edge.Form):
    """The one thing a step may want to know."""

    said = edge.LongText(max_length=LONGEST)

    def __init__(self, *args: Any, step: Move, **kwargs: Any) -> None:
        """Put the step's own question."""
        super().__init__(*args, **kwargs)
        field = self.fields["said"]
        field.label, field.help_text, field.required = step.question, step.hint, step.required
        field.error_messages["required"] = f"请写明{step.question.rstrip('？')}"


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
        found = _in_hand(request, reference, verb, step.act)
        return self._show(request, found, step, ReasonForm(step=step) if step.asks else None)

    def post(self, request: HttpRequest, reference: str, verb: str) -> HttpResponse:
        """Take the step."""
        step = _step(verb)
        found = _within_reach(request, reference, step.act)
        form = ReasonForm(request.POST, step=step) if step.asks else None
        if form is not None and not form.is_valid():
            return self._show(request, found, step, form, Wrong(form.summary()))
        on = occasion(request, step.act, department=found.department)
        what = {step.asks: form.cleaned_data["said"]} if form is not None else {}
        try:
            step.act(on, reference, **what)
        except Refusal as refusal:
            return self._show(request, found, step, form, Wrong(told(refusal), status(refusal)))
        return SeeOther(reverse("catalogue-edition", args=[reference]))

    def _show(
        self,
        request: HttpRequest,
        found: Edition,
        step: Move,
        form: ReasonForm | None,
        wrong: Wrong | None = None,
    ) -> HttpResponse:
        context = {
            "edition": found,
            "title": step.title.format(name=found.name, version=found.version),
            "points": step.points,
            "action": step.label,
            "form": form,
            "errors": wrong.lines if wrong else [],
        }
        return render(request, "catalogue/step.html", context, status=wrong.status if wrong else 200)


def told(refusal: Refusal) -> list[tuple[str, str]]:
    """Return a refusal as lines of the error summary."""
    if not refusal.objections:
        return [("", refusal.text)]
    return [("", f"{one.text}{_by(one.clauses)}") for one in refusal.objections]


def _by(clauses: tuple[str, ...]) -> str:
    return f"（依据：{'；'.join(clauses)}）" if clauses else ""


def _step(verb: str) -> Move:
    if verb not in STEPS:
        raise NotFound("没有这一步，请回到目录重新选")
    return STEPS[verb]


def _in_hand(request: HttpRequest, reference: str, verb: str, act: ActBase) -> Edition:
    """Return an edition on which the step may be done now, by whoever is signed in.

    Raises:
        NotInOffice: No post held may do it.
        OutOfOrder: The edition's state does not allow it.

    """
    found = _within_reach(request, reference, act)
    LIFECYCLE.after(verb, EditionState(found.state))
    return found


def _within_reach(request: HttpRequest, reference: str, act: ActBase) -> Edition:
    """Return an edition on which a post held may do the act.

    Raises:
        NotInOffice: No such post is held.

    """
    found, held = readable(request, reference)
    if not may(act, held):
        wanted = "、".join(ROLE_TITLES[role] for role in sorted(act.by))
        raise NotInOffice(f"这一步要由{wanted}岗位来办，请转给有这个岗位的人")
    return found


def _form(found: Edition, data: Any = None) -> ItemForm:
    return ItemForm(data, item=found.says, grounds=queries.standards(today()).grounds)
