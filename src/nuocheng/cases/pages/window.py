"""The window: who applies, for what, and how the party wants to go about it, in the order in which one speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.pages import cards
from nuocheng.cases.pages.access import said_among
from nuocheng.cases.pages.procedure import begin
from nuocheng.cases.pages.window_agent import PLACES, AgentForm, may_pledge_for
from nuocheng.cases.pages.window_draft import WindowDraft
from nuocheng.cases.pages.window_forms import AskForm, PartyForm, only_what_is_wrong
from nuocheng.cases.pages.wording import already_applied
from nuocheng.cases.queries import window as queries_of_window
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.journal.files import new_token
from nuocheng.kernel.dates import years_after
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.numbers import PartyKind, born_on, parse_party_number
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.law import queries as law
from nuocheng.mandates.queries import Bound

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


@dataclass(frozen=True, slots=True)
class Asked:
    """The forms of the page, in speaking order."""

    party: PartyForm = field(default_factory=PartyForm)
    agent: AgentForm = field(default_factory=AgentForm)
    ask: AskForm = field(default_factory=AskForm)

    @classmethod
    def read(cls, data: Any) -> Asked:
        """Return the forms as they were filled in."""
        party = PartyForm(data)
        whose = Bound(known_number(party), data.get("item", ""))
        return cls(party, AgentForm(data, whose=whose), AskForm(data))

    def are_valid(self) -> bool:
        """Say whether all of them are filled in as they should be."""
        return self.party.is_valid() & self.agent.is_valid() & self.ask.is_valid()

    def errors(self) -> list[tuple[str, str]]:
        """Return what is still to be put right."""
        return edge.error_summary(self.party, self.agent, self.ask)


class AsksReader(View):
    """A page from which the browser may ask the card reader on its own machine, and nobody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Name the reader's service in the policy of the page."""
        only = {"connect-src": ["'self'", *reader_origin()]}
        return csp_update(only)(super().dispatch)(request, *args, **kwargs)

    @property
    def card_reader(self) -> str:
        """Return the address of the reader's service, if there is one."""
        return str(settings.NUOCHENG_CARD_READER)


class Intake(AsksReader):
    """“受理”: one dense page in the order in which one speaks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask who applies, and for what."""
        return self._show(request, Asked())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look up how the party stands and what there is, or open the case."""
        department = clerks_department(request)
        asked = Asked.read(request.POST)
        form, opening = asked.party, request.POST.get("step") == "open"
        if form.data.get("card_failed"):
            form.add_error("number", cards.NOT_READ)
        elif opening and self._listed(request.POST.get("item", ""), department) is None:
            form.add_error(None, "请先选事项，再受理")
        if not opening:
            return self._show(request, asked, looked=True)
        if not asked.are_valid():
            return self._show(request, asked, looked=True, code=422)
        code = request.POST.get("item", "")
        on = occasion(request, (Role.CLERK,), department=department)
        existing = queries.undecided(form.cleaned_data["number"], code)
        if existing is not None:
            # The same page sent twice (a second press, a browser that asks again) leads to the case it opened.
            again = journal.answered(on.actor, on.key) == existing.reference
            there = f"/desk/intake/{existing.reference}"
            return SeeOther(there) if again else self._show(request, asked, looked=True, code=409)
        given = {name: form.cleaned_data[name] for name in GIVEN}
        try:
            acting = asked.agent.signer(on, given["kind"], given["name"])
            party = acts.PartyGiven(**given, representative=acting)
            reference = acts.open_case(on, item_code=code, party=party).reference
            begin(on, reference)
        except Refusal as refusal:
            said = said_among((form, asked.agent), refusal, PLACES)
            return self._show(request, asked, looked=True, code=said)
        way = asked.ask.cleaned_data["way"]
        WindowDraft(request, reference).answer(way, queries.case(reference))
        return SeeOther(f"/desk/intake/{reference}")

    def _listed(self, code: str, department: str) -> catalogue.InForce | None:
        """Return the item in force, if it is one of this department."""
        try:
            listed = catalogue.in_force(code)
        except NotFound:
            return None
        return listed if listed.department == department else None

    def _show(
        self, request: HttpRequest, asked: Asked, *, looked: bool = False, code: int = 200
    ) -> HttpResponse:
        department = clerks_department(request)
        given = request.POST if request.method == "POST" else request.GET
        words = given.get("q", "").strip()
        chosen = self._listed(given.get("item", ""), department)
        found = catalogue.desk([department], ["published"], words, given.get("after", ""))
        form, agent = asked.party, asked.agent
        number = known_number(form) if looked else ""
        existing = queries.undecided(number, chosen.item.code) if number and chosen else None
        if looked and request.POST.get("step") != "open":
            only_what_is_wrong(form)
            only_what_is_wrong(agent)
        if not asked.errors():
            _point_at_what_is_next(form)
        more: dict[str, Any] = {
            "form": form,
            "agent": agent,
            "ask": asked.ask,
            "errors": asked.errors(),
            "chosen": chosen,
            "asked": _asked(chosen.item) if chosen else [],
            "not_for_another": may_pledge_for(chosen.item, form.data.get("kind", ""), agent)
            if chosen
            else "",
            "ready": _is_typed(form),
            "found": _rows(found.rows, chosen, words),
            "words": words,
            "next_url": f"/desk/intake?{urlencode({'q': words, 'after': found.next})}" if found.next else "",
            "standing": credit.standing(number) if number else None,
            "minor": _is_minor(form, number) and agent.alone,
            "existing": existing,
            "dup": already_applied(existing).removeprefix("您") if existing else "",
            "key": request.POST.get("idempotency_key") or new_token(),
            "checks": _checks(asked, chosen, known=bool(number)),
            "card_reader": self.card_reader,
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


def known_number(form: PartyForm) -> str:
    """Return the number in the form, if it can be one."""
    try:
        kind = PartyKind(form.data.get("kind", ""))
        return parse_party_number(form.data.get("number", ""), today=today(), kind=kind).value
    except ValueError:
        return ""


def _is_minor(form: PartyForm, number: str) -> bool:
    """Say whether the applicant is a person under age."""
    if not number or form.data.get("kind") != PartyKind.PERSON:
        return False
    years = law.term("term.capacity.majority", today()).amount
    return today() < years_after(born_on(number), years)


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


def _checks(asked: Asked, chosen: catalogue.InForce | None, *, known: bool) -> list[dict[str, Any]]:
    """Return “还差什么”; each line names the fields it hangs on, so that a script can keep it up to date."""
    checks: list[dict[str, Any]] = [
        {
            "text": "认人：照着证件核对",
            "done": _is_typed(asked.party),
            "needs": "number name phone address",
        },
        {"text": "信用查过了", "done": known, "needs": "standing"},
        {"text": "选事项", "done": chosen is not None, "needs": "item"},
        {"text": "问一句：愿不愿意写承诺", "done": bool(asked.ask.data.get("way")), "needs": "way"},
    ]
    if not asked.agent.alone:
        seen = asked.agent.is_complete
        checks.insert(1, {"text": "来办的人：核对证件和凭据", "done": seen, "needs": asked.agent.shown})
    return checks
