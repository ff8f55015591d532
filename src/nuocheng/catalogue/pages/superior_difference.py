"""One difference from a superior list: what either side says, whether they are the same, how it is settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.catalogue import acts
from nuocheng.catalogue import queries as catalogue
from nuocheng.catalogue.channels.plain_table import TYPES, plain_table
from nuocheng.catalogue.models import SuperiorEntry, SuperiorList
from nuocheng.catalogue.pages import superior_showing as showing
from nuocheng.catalogue.pages.areas import areas, chosen_unit, units_seen
from nuocheng.catalogue.pages.steps import told
from nuocheng.catalogue.pages.superior_forms import SettleForm
from nuocheng.catalogue.queries import superior as queries
from nuocheng.catalogue.queries.superior_matching import Ours
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, Disposition, Item
from nuocheng.catalogue.rules.superior import CHOICE_TITLES, GAP_TITLES, MODE_TITLES, Choice, Mode
from nuocheng.edge.occasions import occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Malformed, NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people

#: What adopting a list's word makes of a certificate.
_BECOMES = {
    Mode.ALLOW: Disposition.PLEDGE,
    Mode.FORBID: Disposition.SUBMIT,
    Mode.CANCEL: Disposition.CANCEL,
}


class DifferencePage(View):
    """Looking at one difference, and settling it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show both sides."""
        units_seen(request)
        return self._show(request, SuperiorList.load(reference), SettleForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Say whether both are the same, draft what the list says, or settle with a reason."""
        found = SuperiorList.load(reference)
        step = request.POST.get("step", "")
        if step in {"same", "other"}:
            return self._match(request, found, same=step == "same")
        form = SettleForm(request.POST if step != "draft" else None)
        try:
            if step == "draft":
                return self._draft(request, found)
            if not form.is_valid():
                return self._show(request, found, form, form.summary())
            on = occasion(request, acts.settle_difference)
            choice = Choice(form.cleaned_data["choice"])
            acts.settle_difference(
                on, reference, spot=_spot(request), choice=choice, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            return self._show(request, found, form, told(refusal), status(refusal))
        messages.success(request, "处理好了，理由已经记下")
        return SeeOther(_back(request, reference))

    def _match(self, request: HttpRequest, found: SuperiorList, *, same: bool) -> HttpResponse:
        on = occasion(request, acts.match_entry)
        edition, _, key = request.POST.get("ours", "").partition(" ")
        spot = acts.Spot(_uuid(request.GET.get("entry", "")), edition, key)
        try:
            acts.match_entry(on, found.reference, spot=spot, same=same)
        except Refusal as refusal:
            return self._show(request, found, SettleForm(), told(refusal), status(refusal))
        messages.success(request, "记下了：是同一份" if same else "记下了：不是同一份")
        return SeeOther(_back(request, found.reference))

    def _draft(self, request: HttpRequest, found: SuperiorList) -> HttpResponse:
        """Draft an edition that says what the list says, settle the difference so, and open the draft."""
        spot = _spot(request)
        entry = _entry(found, spot)
        if entry is None or not spot.key:
            raise NotFound("这一条没有可以照着改的证明，请到目录里新加")
        current = catalogue.edition(spot.edition)
        on = occasion(request, acts.draft_edition, department=current.department)
        item = _adopted(current.item, spot.key, entry, found)
        receipt = acts.draft_edition(on, item=item)
        reason = f"按《{found.title}》起草新版{receipt.reference}"
        acts.settle_difference(
            replace(on, key=""), found.reference, spot=spot, choice=Choice.ADOPT, reason=reason
        )
        messages.success(request, "起草了新版，已按上级的改好这一份。请核对后送审")
        return SeeOther(reverse("catalogue-edit", args=[receipt.reference]))

    def _show(
        self, request: HttpRequest, found: SuperiorList, form: SettleForm, errors: Any = (), code: int = 422
    ) -> HttpResponse:
        spot, unit = _spot(request), chosen_unit(request)
        entry = _entry(found, spot)
        try:
            one = queries.difference(found.reference, spot.entry, spot.edition, spot.key, department=unit)
        except NotFound:
            if entry is None:
                raise
            one = None
        names = [] if spot.key or entry is None else queries.suggestions(entry, unit)
        in_force = found.state == "in_force"
        context = {
            "areas": areas("superior-lists"),
            "list": found,
            "name": str(entry) if entry else one.name if one else "",
            "gap": GAP_TITLES[one.gap] if one else "",
            "sides": _sides(entry, one.ours if one else None),
            "names": [_suggested(each) for each in names] if in_force else [],
            "settled": _settled(one) if one else "",
            "form": form if one and in_force else None,
            "may_draft": _may_draft(request, one),
            "back": _back(request, found.reference),
            "errors": list(errors),
        }
        return render(request, "catalogue/superior_difference.html", context, status=code if errors else 200)


@require_safe
def export(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Hand out the differences from a list as a table."""
    unit = chosen_unit(request)
    found = SuperiorList.load(reference)
    body = plain_table(kind, "和上级的差异", showing.EXPORTED, showing.exported(found, unit))
    response = HttpResponse(body, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{reference}-differences.{kind}"'
    return response


def _adopted(item: Item, key: str, entry: SuperiorEntry, found: SuperiorList) -> Item:
    becomes = _BECOMES[Mode(entry.mode)]
    reason = f"《{found.title}》第{entry.position}行：{MODE_TITLES[Mode(entry.mode)]}"
    changed = tuple(
        replace(one, disposition=becomes, reason=reason, ground="") if one.key == key else one
        for one in item.certificates
    )
    return replace(item, certificates=changed)


def _may_draft(request: HttpRequest, one: queries.Difference | None) -> bool:
    """Say whether whoever looks may draft what the list says: an editor of the department, where something differs."""
    if one is None or one.ours is None or not one.ours.key or one.entry is None or one.in_what:
        return False
    return any(
        post.role is Role.EDITOR and post.department == one.ours.department for post in posts_of(request)
    )


def _sides(entry: SuperiorEntry | None, ours: Ours | None) -> list[tuple[str, str, str]]:
    """Return what either side says, line by line."""
    becomes = DISPOSITION_TITLES[ours.disposition] if ours and ours.disposition else ""
    rows = [
        ("证明", entry.certificate if entry else "没有列", ours.name if ours else "没有列"),
        ("事项", entry.item if entry else "", ours.item if ours else ""),
        ("怎么办", MODE_TITLES[Mode(entry.mode)] if entry else "", becomes),
        ("设定依据", entry.basis if entry else "", ours.basis if ours else ""),
        ("开具单位", entry.issuer if entry else "", ours.issuer if ours else ""),
        ("单位", entry.unit if entry else "", people.department_name(ours.department) if ours else ""),
        ("备注", entry.remark if entry else "", ""),
    ]
    return [row for row in rows if row[1] or row[2]]


def _suggested(one: Ours) -> dict[str, str]:
    becomes = DISPOSITION_TITLES[one.disposition] if one.disposition else ""
    return {
        "value": f"{one.edition} {one.key}",
        "name": one.name,
        "note": f"{one.item}，{people.department_name(one.department)}，{becomes}",
    }


def _settled(one: queries.Difference) -> str:
    if one.settled is None:
        return ""
    return f"{CHOICE_TITLES[Choice(one.settled.choice)]}：{one.settled.reason}"


def _spot(request: HttpRequest) -> acts.Spot:
    asked = request.GET
    return acts.Spot(_uuid(asked.get("entry", "")), asked.get("edition", ""), asked.get("key", ""))


def _entry(found: SuperiorList, spot: acts.Spot) -> SuperiorEntry | None:
    if spot.entry is None:
        return None
    return SuperiorEntry.objects.filter(superior_list=found, pk=spot.entry).first()


def _uuid(text: str) -> UUID | None:
    """Return the id in an address.

    Raises:
        Malformed: It is none.

    """
    try:
        return UUID(hex=text) if text else None
    except ValueError as none_such:
        raise Malformed.at("entry", "网址不对，请回到清单重新点") from none_such


def _back(request: HttpRequest, reference: str) -> str:
    unit = request.GET.get("unit", "")
    here = reverse("superior-list", args=[reference])
    return f"{here}?{urlencode({'unit': unit})}" if unit else here
