"""The window: who applies, for what, and how the party wants to go about it, in the order in which one speaks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.pages import cards
from nuocheng.cases.pages.access import said_in
from nuocheng.cases.pages.procedure import begin
from nuocheng.cases.pages.window_draft import WindowDraft
from nuocheng.cases.pages.window_forms import AskForm, PartyForm
from nuocheng.cases.pages.wording import already_applied
from nuocheng.cases.queries import window as queries_of_window
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.numbers import PartyKind, parse_party_number
from nuocheng.kernel.occasion import CHINA, Role

#: Parts of the form that act.open_case takes as they are.
GIVEN = ("number", "kind", "name", "phone", "address")
#: Parts of the form that are typed, in speaking order.
TYPED = ("number", "name", "phone", "address")
#: What a script asks for between two whole pages: one part of this one.
PARTS = {"items": "cases/window_items.html", "standing": "cases/window_standing.html"}
FEW = 8


def reader_origin() -> list[str]:
    """Return from where the browser may fetch a card, where a reader's service is set."""
    url = urlsplit(settings.NUOCHENG_CARD_READER)
    return [f"{url.scheme}://{url.netloc}"] if url.netloc else []


class Intake(View):
    """“受理”: one dense page in the order in which one speaks."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let the browser ask the card reader on its own machine, and nobody else."""
        only = {"connect-src": ["'self'", *reader_origin()]}
        return csp_update(only)(super().dispatch)(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask who applies, and for what."""
        return self._show(request, PartyForm(), AskForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look up how the party stands and what there is, or open the case."""
        department = clerks_department(request)
        form, ask = PartyForm(request.POST), AskForm(request.POST)
        opening = request.POST.get("step") == "open"
        if form.data.get("card_failed"):
            form.add_error("number", cards.NOT_READ)
        elif opening and self._listed(request.POST.get("item", ""), department) is None:
            form.add_error(None, "请先选事项，再受理")
        if not opening:
            return self._show(request, form, ask, looked=True)
        if not (form.is_valid() & ask.is_valid()):
            return self._show(request, form, ask, looked=True, code=422)
        code = request.POST.get("item", "")
        if queries.undecided(form.cleaned_data["number"], code) is not None:
            return self._show(request, form, ask, looked=True, code=409)
        on = occasion(request, (Role.CLERK,), department=department)
        party = acts.PartyGiven(**{name: form.cleaned_data[name] for name in GIVEN})
        try:
            reference = acts.open_case(on, item_code=code, party=party).reference
            begin(on, reference)
        except Refusal as refusal:
            return self._show(request, form, ask, looked=True, code=said_in(form, refusal))
        WindowDraft(request, reference).answer(ask.cleaned_data["way"], queries.case(reference))
        return SeeOther(f"/desk/intake/{reference}")

    def _listed(self, code: str, department: str) -> catalogue.InForce | None:
        """Return the item in force, if it is one of this department."""
        try:
            listed = catalogue.in_force(code)
        except NotFound:
            return None
        return listed if listed.department == department else None

    def _show(
        self, request: HttpRequest, form: PartyForm, ask: AskForm, *, looked: bool = False, code: int = 200
    ) -> HttpResponse:
        department = clerks_department(request)
        given = request.POST if request.method == "POST" else request.GET
        words = given.get("q", "").strip()
        chosen = self._listed(given.get("item", ""), department)
        found = catalogue.desk([department], ["published"], words, given.get("after", ""))
        number = _known_number(form) if looked else ""
        existing = queries.undecided(number, chosen.item.code) if number and chosen else None
        if looked and request.POST.get("step") != "open":
            form = _only_what_is_wrong(form)
        if not edge.error_summary(form, ask):
            _point_at_what_is_next(form)
        more: dict[str, Any] = {
            "form": form,
            "ask": ask,
            "errors": edge.error_summary(form, ask),
            "chosen": chosen,
            "asked": _asked(chosen.item) if chosen else [],
            "ready": _is_typed(form),
            "found": _rows(found.rows, chosen, words),
            "words": words,
            "next_url": f"/desk/intake?{urlencode({'q': words, 'after': found.next})}" if found.next else "",
            "standing": credit.standing(number) if number else None,
            "existing": existing,
            "dup": already_applied(existing).removeprefix("您") if existing else "",
            "key": request.POST.get("idempotency_key") or new_token(),
            "checks": _checks(form, chosen, ask, known=bool(number)),
            "card_reader": settings.NUOCHENG_CARD_READER,
            "unfinished": queries_of_window.unfinished(request.user.get_username(), _midnight()),
        }
        return render(request, PARTS.get(given.get("part", ""), "cases/intake.html"), more, status=code)


def clerks_department(request: HttpRequest) -> str:
    """Return the department at whose window the clerk sits.

    Raises:
        NotInOffice: No clerk's post is held.

    """
    return must_hold(request, Role.CLERK)[0].department


def _asked(item: catalogue.Item) -> list[dict[str, Any]]:
    """Return the certificates of an item with what becomes of each."""
    return [{**catalogue.tagged(one), "pledge": one in item.pledgeable} for one in item.certificates]


def _midnight() -> Any:
    """Return when the clerk's day began."""
    return now().astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)


def _known_number(form: PartyForm) -> str:
    """Return the number in the form, if it can be one."""
    try:
        kind = PartyKind(form.data.get("kind", ""))
        return parse_party_number(form.data.get("number", ""), today=today(), kind=kind).value
    except ValueError:
        return ""


def _only_what_is_wrong(form: PartyForm) -> PartyForm:
    """Return the form with complaints about what was typed, and none about what is not typed yet."""
    form.is_valid()
    for name in list(form.errors):
        said = form.errors.as_data()[name]
        if all(one.code == "required" for one in said):
            del form.errors[name]
    return form


def _is_typed(form: PartyForm) -> bool:
    """Say whether everything about the party is filled in."""
    return all(str(form.data.get(name, "")).strip() for name in TYPED)


def _point_at_what_is_next(form: PartyForm) -> None:
    """Put the cursor into the first field that is still empty."""
    for name in TYPED:
        if not str(form.data.get(name, "")).strip():
            form.fields[name].widget.attrs["autofocus"] = True
            return


def _rows(found: list[Any], chosen: catalogue.InForce | None, words: str) -> list[dict[str, Any]]:
    """Return the items to choose from: the one that is chosen first, few where nothing was asked for."""
    # What can be pledged comes first: that is what the window is for.
    found = found if words else sorted(found, key=lambda one: not one.pledgeable)
    rows = [{"code": one.code, "name": one.name, "pledgeable": one.pledgeable} for one in found]
    if chosen is not None:
        of = len(chosen.item.pledgeable)
        rows = [
            {"code": chosen.item.code, "name": chosen.item.name, "pledgeable": of, "chosen": True},
            *(row for row in rows if row["code"] != chosen.item.code),
        ]
    return rows if words else rows[:FEW]


def _checks(
    form: PartyForm, chosen: catalogue.InForce | None, ask: AskForm, *, known: bool
) -> list[dict[str, Any]]:
    """Return “还差什么”; each line names the fields it hangs on, so that a script can keep it up to date."""
    typed = _is_typed(form)
    return [
        {"text": "认人：照着证件核对", "done": typed, "needs": "number name phone address"},
        {"text": "信用查过了", "done": known, "needs": "standing"},
        {"text": "选事项", "done": chosen is not None, "needs": "item"},
        {"text": "问一句：愿不愿意写承诺", "done": bool(ask.data.get("way")), "needs": "way"},
    ]
