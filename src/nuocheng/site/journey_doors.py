"""The doors of a journey: in by a ticket, out to the platform, and past it to what opens in a window of its own."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nuocheng.cases import queries as cases
from nuocheng.edge.clock import now
from nuocheng.edge.recognising import remember
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Objection, TicketOver
from nuocheng.kernel.occasion import Assurance, SignIn
from nuocheng.people import official as people
from nuocheng.people import queries as known_people
from nuocheng.platforms import official, queries
from nuocheng.platforms.official import Ticket
from nuocheng.site.journeys import LASTS, LEAVING, OPENED_BY, Journey, journey_of, over
from nuocheng.site.signing_in import BACKEND

#: A cookie that only tells whether the browser keeps cookies in this frame at all.
PROBE, PROBED_S = "probe", 120


@method_decorator(csrf_exempt, name="dispatch")  # The ticket's secret is in the address, and works once.
@method_decorator(never_cache, name="dispatch")
class Open(View):
    """Where a platform sends the browser with a ticket: looking changes nothing, the form behind it opens the journey."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Hand the ticket on as a form that sends itself; without scripts it is one button."""
        journey = _journey(request, secret)
        why = official.spoilt(journey.ticket, now()) or _elsewhere(request, journey.ticket)
        if why:
            return over(request, journey, TicketOver(why.text, objections=(why,)))
        answer = render(request, "journeys/open.html", {"in_window": False})
        answer.set_cookie(PROBE, signing.dumps(str(journey.ticket.pk), salt=PROBE), PROBED_S, httponly=True)
        return answer

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Use the ticket up, and begin; a browser that keeps no cookies in frames is offered a window first."""
        journey = _journey(request, secret)
        in_window = request.POST.get("in_window") == "1"
        if not in_window and not _keeps_cookies(request, journey.ticket):
            return render(request, "journeys/open.html", {"in_window": True})
        at = now()
        try:
            official.open_ticket(journey.ticket, at, in_window=in_window)
        except TicketOver as spent:
            return over(request, journey, spent)
        return _begin(request, journey.ticket)


@csrf_exempt  # What ends the journey is in the form itself, signed: the window that it goes to holds no cookie of ours.
@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """End the journey, and go back to the platform with what became of it."""
    journey = journey_of(request)
    try:
        key = signing.loads(request.POST.get("leave", ""), salt=LEAVING, max_age=2 * LASTS)
    except signing.BadSignature:
        key = ""
    if journey is None or key != str(journey.ticket.pk):
        raise NotFound("没有这次办理，请回到平台")
    official.end(journey.ticket, now())
    return SeeOther(_way_back(journey.ticket))


@require_safe
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Offer a window of its own for a page that does not belong to the journey."""
    to = request.GET.get("to", "")
    ours = url_has_allowed_host_and_scheme(to, None) and to.startswith("/")
    if journey_of(request) is None or not ours:
        raise NotFound("没有这一页，请回到平台")
    return render(request, "journeys/elsewhere.html", {"to": to})


def outcome(ticket: Ticket) -> dict[str, str]:
    """Return what became of a journey so far: the case, its number and its state; empty where there is none."""
    account = known_people.account(ticket.account)
    case = cases.latest(account.number, ticket.item, ticket.made_at) if account else None
    if case is None:
        return {"case": "", "number": "", "state": ""}
    return {"case": case.reference, "number": case.number, "state": case.state}


def inside(request: HttpRequest) -> dict[str, Any]:
    """Return what the pages of a journey know of it; a template context processor."""
    return {"journey": journey_of(request)}


def _begin(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Begin a session of this journey alone, for the person for whom the ticket was given."""
    account = known_people.account(ticket.account)
    if not isinstance(account, people.Account) or not account.is_active:
        raise NotFound("申请人的账号停用了，请带身份证到窗口恢复")
    request.session.flush()
    login(request, account, backend=BACKEND)
    remember(request.session, SignIn(people.PORTAL, ticket.made_at, Assurance(ticket.assurance)))
    request.session[OPENED_BY] = str(ticket.pk)
    request.session.set_expiry(int(LASTS.total_seconds()))
    request.session.save()
    official.keep_session(ticket, request.session.session_key or "")
    return SeeOther(f"/apply/{ticket.item}")


def _journey(request: HttpRequest, secret: str) -> Journey:
    """Return the journey that a ticket with this secret opens.

    Raises:
        NotFound: There is none.

    """
    journey = journey_of(request)
    if journey is None or queries.ticket_by_secret(journey.ticket.pk, secret) is None:
        raise NotFound("没有这个入口，请回到平台再点一次“办理”")
    return journey


def _elsewhere(request: HttpRequest, ticket: Ticket) -> Objection | None:
    """Say that a ticket was brought to another place than it was given for, as far as the browser tells.

    What forbids it is the answer's frame-ancestors; this only says so in words.
    """
    if ticket.in_window:
        return None
    if request.headers.get("Sec-Fetch-Dest") == "document":
        return Objection("ticket_is_in_its_frame", "这个入口要在平台的页面里打开，请回到平台再点一次“办理”")
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc and f"{came.scheme}://{came.netloc}" not in {
        ticket.origin,
        f"{request.scheme}://{request.get_host()}",
    }:
        return Objection("ticket_is_from_its_portal", "这个入口不是给这个网站的，请从办事平台进来")
    return None


def _keeps_cookies(request: HttpRequest, ticket: Ticket) -> bool:
    try:
        return bool(signing.loads(request.COOKIES.get(PROBE, ""), salt=PROBE) == str(ticket.pk))
    except signing.BadSignature:
        return False


def _way_back(ticket: Ticket) -> str:
    """Return the registered address with what became of the journey; a hint, for the platform to ask us about."""
    there = urlsplit(ticket.back)
    said = [
        *parse_qsl(there.query, keep_blank_values=True),
        ("ticket", str(ticket.pk)),
        *outcome(ticket).items(),
    ]
    return urlunsplit((there.scheme, there.netloc, there.path, urlencode(said), ""))
