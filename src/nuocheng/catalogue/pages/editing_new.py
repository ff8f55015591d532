"""Beginning a draft: an item from nothing, from another item, or the next edition of one in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages.desk import readable
from nuocheng.catalogue.pages.editing_forms import Words
from nuocheng.catalogue.pages.editing_item import KINDS, UNIT_HINT
from nuocheng.catalogue.pages.editing_words import ITEM
from nuocheng.catalogue.pages.steps import told, within_reach
from nuocheng.catalogue.rules.content import Item, ItemKind
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people


class NewItemForm(edge.Form):
    """The first words of an item; everything else is written on the pages of its draft."""

    department = edge.Pick(label="主办单位", choices=[], help_text="公共服务单位的事项，选它的主管单位")
    unit = edge.TextLine(label=ITEM["unit"], required=False, max_length=60, help_text=UNIT_HINT)
    name = edge.TextLine(label=ITEM["name"], max_length=200)
    kind = edge.Pick(label=ITEM["kind"], choices=KINDS)
    code = edge.TextLine(
        label="事项编码",
        required=False,
        max_length=39,
        help_text="有国家或者省里的编码就写；不写，系统自动编，以后不变",
    )
    conditions = Words(label=ITEM["conditions"], max_length=2000, rows=4)

    def __init__(self, *args: Any, departments: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the units for which the editor may write; the only one is chosen already."""
        super().__init__(*args, **kwargs)
        self.fields["department"].choices = [("", "请选择"), *departments]  # type: ignore[attr-defined]
        if len(departments) == 1:
            self.fields["department"].initial = departments[0][0]
        self.fields["unit"].widget.attrs["list"] = "units"

    def clean_code(self) -> str:
        """Return the code in half-width signs."""
        return edge.plain_digits(self.cleaned_data["code"])


class NewItem(View):
    """Drafting an item from nothing, or from what another item says."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        model = _model(request)
        said = model.says if model else None
        initial = {"name": said.name, "kind": str(said.kind), "conditions": said.conditions} if said else {}
        form = NewItemForm(departments=_departments(request), initial=initial)
        return self._show(request, form, model, [], 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Draft the first edition, and open its overview."""
        offered = _departments(request)
        model = _model(request)
        form = NewItemForm(request.POST, departments=offered)
        if not form.is_valid():
            return self._show(request, form, model, form.summary(), 422)
        said = {**form.cleaned_data, "kind": ItemKind(form.cleaned_data["kind"])}
        item = replace(model.says, source={}, **said) if model else Item(**said, on_the_spot=False)
        on = occasion(request, acts.draft_edition, department=item.department)
        try:
            receipt = acts.draft_edition(on, item=item)
        except Refusal as refusal:
            return self._show(request, form, model, told(refusal), status(refusal))
        return SeeOther(reverse("catalogue-edit", args=[receipt.reference]))

    def _show(
        self, request: HttpRequest, form: NewItemForm, model: Edition | None, errors: Any, code: int
    ) -> HttpResponse:
        held = {key for key, _ in _departments(request)}
        units = [one.name for one in people.departments() if one.parent_id in held]
        context = {
            "form": form,
            "model": model,
            "errors": errors,
            "units": units,
            "key": request.POST.get("idempotency_key") or uuid4().hex,
        }
        return render(request, "catalogue/editing/new.html", context, status=code)


class NewEdition(View):
    """Asking once more before a new edition is drafted from one in force."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what a new edition means."""
        return self._show(request, within_reach(request, reference, acts.draft_edition))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Draft the next edition from the content of this one, and open its overview."""
        found = within_reach(request, reference, acts.draft_edition)
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
            "items": ["新版从现在这一版的内容开始改", "新版公布以前，现在这一版照常使用"],
            "action": "起草新版",
            "hidden": {"idempotency_key": uuid4().hex},
            "errors": list(errors),
        }
        return render(request, "catalogue/editing/confirm.html", context, status=code)


def _departments(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the units in which whoever is signed in is an editor."""
    held = {post.department for post in must_hold(request, Role.EDITOR)}
    return [(code, people.department_name(code)) for code in sorted(held)]


def _model(request: HttpRequest) -> Edition | None:
    """Return the edition that the new item is to be like, if one is named.

    Raises:
        NotInOffice: It is another unit's, whose drafts are not for these eyes.

    """
    wanted = request.POST.get("like") or request.GET.get("like") or ""
    return readable(request, wanted)[0] if wanted else None
