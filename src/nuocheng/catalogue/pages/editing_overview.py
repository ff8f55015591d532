"""The overview of a draft: its parts, what each still lacks, and the certificates with their order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import editing_words as words
from nuocheng.catalogue.pages.editing import amend, certificate_of, overtaken, stamp
from nuocheng.catalogue.pages.editing_forms import Note, Press
from nuocheng.catalogue.pages.editing_notes import notes_of, on_page
from nuocheng.catalogue.pages.editing_places import TITLES, Section, page_url, section_of, section_url
from nuocheng.catalogue.pages.editing_pledge import key_of
from nuocheng.catalogue.pages.steps import in_hand, told, within_reach
from nuocheng.catalogue.rules.anchors import ITEM
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, Certificate, Disposition, Item
from nuocheng.edge import forms as edge
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.people import queries as people


class NewCertificateForm(edge.Form):
    """The name of a certificate to be added."""

    name = edge.TextLine(label="证明名称", max_length=200, blank="请填写证明名称")


class Overview(View):
    """The overview of a draft; its buttons add certificates and change their order."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the overview."""
        found = in_hand(request, reference, "amend", acts.amend)
        return _show(request, found, NewCertificateForm(), [], 200)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Add a certificate, or move one up or down."""
        found = within_reach(request, reference, acts.amend)
        try:
            if request.POST.get("do") == "add":
                return self._add(request, found)
            return self._move(request, found)
        except Refusal as refusal:
            return _show(request, found, NewCertificateForm(), told(refusal), status(refusal))

    def _add(self, request: HttpRequest, found: Edition) -> HttpResponse:
        form = NewCertificateForm(request.POST)
        if not form.is_valid():
            return _show(request, found, form, form.summary(), 422)
        item, name = found.says, form.cleaned_data["name"]
        key = key_of(name, {ITEM, *(one.key for one in item.certificates)})
        new = Certificate(key, name, Disposition.SUBMIT)
        amend(request, found, replace(item, certificates=(*item.certificates, new)))
        return SeeOther(page_url(found.reference, Section.MAIN, key))

    def _move(self, request: HttpRequest, found: Edition) -> HttpResponse:
        item = found.says
        does, _, key = request.POST.get("do", "").partition(":")
        if request.POST.get("read_at", "") != _order(item):
            text = overtaken(words.ORDER_GONE, found.reference)
            return _show(request, found, NewCertificateForm(), [("", text)], 409)
        place = item.certificates.index(certificate_of(item, key))
        order = Press(does, "", place).order(len(item.certificates))
        moved = tuple(item.certificates[one] for one in order if one is not None)
        if does in {"up", "down"}:
            amend(request, found, replace(item, certificates=moved))
        return SeeOther(f"{reverse('catalogue-edit', args=[found.reference])}#of-{key}")


class DropCertificate(View):
    """Asking once more before a certificate is taken out of a draft."""

    def get(self, request: HttpRequest, reference: str, key: str) -> HttpResponse:
        """Show what will be gone."""
        found = in_hand(request, reference, "amend", acts.amend)
        return self._show(request, found, certificate_of(found.says, key), [], 200)

    def post(self, request: HttpRequest, reference: str, key: str) -> HttpResponse:
        """Take the certificate out, unless somebody changed it since it was shown."""
        found = within_reach(request, reference, acts.amend)
        item = found.says
        one = certificate_of(item, key)
        if request.POST.get("read_at", "") != stamp(one):
            text = overtaken("{who}{when}刚改过这份证明，请核对后再去掉", reference)
            return self._show(request, found, one, [("", text)], 409)
        left = tuple(other for other in item.certificates if other.key != key)
        try:
            amend(request, found, replace(item, certificates=left))
        except Refusal as refusal:
            return self._show(request, found, one, told(refusal), status(refusal))
        messages.success(request, f"“{one.name}”已从这一版去掉")
        return SeeOther(reverse("catalogue-edit", args=[reference]))

    def _show(
        self, request: HttpRequest, found: Edition, one: Certificate, errors: Any, code: int
    ) -> HttpResponse:
        context = {
            "edition": found,
            "title": f"从这一版去掉“{one.name}”",
            "items": [
                f"它的说明、{len(one.bases)}条依据、{len(one.facts)}项承诺的事实和核查办法一起去掉",
                "公布过的旧版不受影响",
                "只是不用申请人交了的，不用去掉：把处置改成“取消”“数据共享”或者“部门核查”，公众看得到",
            ],
            "action": "去掉",
            "hidden": {"read_at": stamp(one)},
            "errors": errors,
        }
        return render(request, "catalogue/editing/confirm.html", context, status=code)


def _show(
    request: HttpRequest, found: Edition, form: NewCertificateForm, errors: Any, code: int
) -> HttpResponse:
    item, notes = found.says, notes_of(found)
    old = queries.reference_in_force(found.code)
    gates = [one for one in notes if one.kind == "gate"]
    context = {
        "edition": found,
        "department": people.department_name(found.department),
        "sections": [_section(found, item, one, notes) for one in (Section.ITEM, Section.STEPS)],
        "certificates": [_row(found, one, notes) for one in item.certificates],
        "gates": [(one.text, section_url(found.reference, one.anchor)) for one in gates],
        "comments": sum(one.kind == "comment" for one in notes),
        "read_at": _order(item),
        "form": form,
        "errors": errors,
        "old": old,
    }
    return render(request, "catalogue/editing/overview.html", context, status=code)


def _order(item: Item) -> str:
    return stamp([one.key for one in item.certificates])


def _section(found: Edition, item: Item, section: Section, notes: list[Note]) -> dict[str, Any]:
    steps = (
        f"{len(item.steps)}步：{'→'.join(step.title for step in item.steps)}" if item.steps else "还没有写"
    )
    return {
        "title": TITLES[section],
        "url": page_url(found.reference, section),
        "says": item.conditions[:60] or "办理条件还没有写" if section is Section.ITEM else steps,
        **_counts(on_page(notes, section, "")),
    }


def _row(found: Edition, one: Certificate, notes: list[Note]) -> dict[str, Any]:
    own = [note for note in notes if section_of(note.anchor)[1] == one.key]
    pledge = f"{len(one.facts)}项" if one.facts else "没有写"
    return {
        "key": one.key,
        "name": one.name,
        "disposition": DISPOSITION_TITLES[one.disposition],
        "pledge": one.disposition is Disposition.PLEDGE,
        "links": [
            (TITLES[Section.MAIN], page_url(found.reference, Section.MAIN, one.key)),
            (f"依据{len(one.bases)}条", page_url(found.reference, Section.BASES, one.key)),
            (f"事实{pledge}", page_url(found.reference, Section.PLEDGE, one.key)),
        ],
        **_counts(own),
    }


def _counts(notes: list[Note]) -> dict[str, int]:
    kinds = ("gate", "warning", "comment")
    return {kind: sum(note.kind == kind for note in notes) for kind in kinds}
