"""Journeys inside a platform: the pages of one application under an address, with cookies and headers, of their own.

A ticket opens a journey at ``/in/<ticket>/``. Below that address the journey's pages are the same as everywhere; only
what leaves them is made to stay: links and redirects keep the address, cookies are partitioned and known under another
name, and one origin alone may frame the answer. Whatever does not belong to this person's case of this item is shut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from nuocheng.cases import queries as cases
from nuocheng.edge.clock import now
from nuocheng.edge.problems import status
from nuocheng.kernel.errors import NotFound, Objection, Refusal, TicketOver
from nuocheng.papers import queries as papers
from nuocheng.platforms import queries as platforms
from nuocheng.platforms.official import Ticket

#: The pages of an application, from its beginning to its receipt; all others open in a window of their own.
INSIDE = frozenset(
    {
        "apply", "case", "case-why", "case-notice", "case-choose", "case-pledge", "case-check", "case-pledge-text",
        "case-sign-words", "case-sign", "case-signing-record", "case-materials", "case-material", "case-preview",
        "case-rate", "case-done", "case-withdraw-pledge", "case-withdraw", "case-correction", "paper",
        "journey-open", "journey-leave", "journey-elsewhere", "look",
    }
)  # fmt: skip
#: Pages that come before there is a session, or after it is over.
DOORS = frozenset({"journey-open", "journey-leave", "look"})
LASTS = timedelta(hours=1)
#: Under which name a session keeps the ticket that opened it; and what the names of a journey's cookies begin with.
OPENED_BY, OWN = "journey", "in-"
LEAVING = "journey-leave"
_PLACE = re.compile(r"(/in/(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))(?P<rest>/.*)")
_LEADS = re.compile(rb'\b(href|action|formaction|src)="(/(?!/)[^"]*)"')
#: What pages fetch for their look.
LOOKS = ("/static/", "/theme/")


class Partitioned(Morsel[str]):
    """A cookie kept apart per page that frames us (CHIPS), which Python's cookies do not know before 3.14."""

    def OutputString(self, attrs: Any = None) -> str:  # noqa: N802 - Python calls it so
        """Write the cookie with its attributes."""
        return f"{super().OutputString(attrs)}; Partitioned"


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey: the ticket it began with, and the address below which it stays."""

    ticket: Ticket
    place: str

    @property
    def portal(self) -> str:
        """Return the name of the platform."""
        return self.ticket.portal.name

    @property
    def origin(self) -> str:
        """Return the origin that may frame it; nothing where it has the whole window."""
        return "" if self.ticket.in_window else self.ticket.origin

    @property
    def leave(self) -> str:
        """Return what ends it: worth something for this journey only, and without any cookie."""
        return signing.dumps(str(self.ticket.pk), salt=LEAVING)

    def holds(self, request: HttpRequest) -> bool:
        """Say whether a request comes from the session that this journey's ticket opened, and it is not over."""
        ticket = self.ticket
        return (
            request.session.get(OPENED_BY) == str(ticket.pk)
            and request.user.is_authenticated
            and request.user.get_username() == ticket.account
            and ticket.opened_at is not None
            and now() < ticket.opened_at + LASTS
            and ticket.ended_at is None
            and ticket.portal.live
        )

    def covers(self, name: str, about: Mapping[str, Any]) -> bool:
        """Say whether a page belongs to it: by what it is, and by the item that it is about."""
        if name == "apply":
            return bool(about["item_code"] == self.ticket.item)
        reference = papers.paper(about["key"]).subject if name == "paper" else about.get("reference")
        return reference is None or cases.case(reference).item_code == self.ticket.item


class Journeys:
    """Middleware: takes the address of a journey off a request, and puts it on the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        found = _PLACE.fullmatch(request.path_info)
        ticket = platforms.ticket(UUID(found["key"])) if found else None
        if not found or ticket is None:
            return self.get_response(request)
        journey = Journey(ticket, found[1])
        request.journey = journey  # type: ignore[attr-defined]  # kept for this request only
        request.path = request.path_info = found["rest"]
        own = {name.removeprefix(OWN): said for name, said in request.COOKIES.items() if name.startswith(OWN)}
        request.COOKIES = own
        return _kept_inside(request, journey, self.get_response(request))

    def process_view(
        self, request: HttpRequest, _view: object, _args: Sequence[Any], about: dict[str, Any]
    ) -> HttpResponse | None:
        """Let only the pages of the journey be seen, and only by whoever opened it."""
        journey, name = journey_of(request), _name(request)
        if journey is None or name in DOORS:
            return None
        if not journey.holds(request):
            return over(request, journey, _why_over(journey))
        if name not in INSIDE or not _fits(journey, name, about):
            return over(request, journey, NotFound("这一页不在这次办理里面，请回到平台，或者直接打开本网站"))
        return None


def journey_of(request: HttpRequest) -> Journey | None:
    """Return the journey to which a request belongs, if it belongs to one."""
    found: Journey | None = getattr(request, "journey", None)
    return found


def over(request: HttpRequest, journey: Journey, refusal: Refusal) -> HttpResponse:
    """Say within a journey why it does not go on, and lead back to the platform."""
    shown = {"refusal": refusal, "back": journey.ticket.back}
    return render(request, "journeys/over.html", shown, status=status(refusal))


def is_inside(path: str) -> bool:
    """Say whether an address of ours is one of a journey's pages; electronic identity is shown whole windows only."""
    try:
        found = resolve(urlsplit(path).path)
    except (Resolver404, ValueError):
        return False
    return found.url_name in INSIDE and found.kwargs.get("method") != "eid"


def _fits(journey: Journey, name: str, about: Mapping[str, Any]) -> bool:
    try:
        return journey.covers(name, about)
    except NotFound:
        return False


def _why_over(journey: Journey) -> TicketOver:
    ticket = journey.ticket
    if ticket.opened_at is None:
        return TicketOver("请回到平台，点“办理”进来")
    if ticket.ended_at is not None:
        return _over("journey_goes_on", "这次办理已经结束。要接着办，请回到平台再点一次“办理”")
    if now() >= ticket.opened_at + LASTS:
        return _over("journey_goes_on", "停得太久，这次办理断开了。存过的都还在，请回到平台再点一次“办理”")
    return _over(
        "journey_is_held", "浏览器里没有这次办理的记录。请回到平台再点一次“办理”，用同一个浏览器接着办"
    )


def _over(rule: str, text: str) -> TicketOver:
    return TicketOver(text, objections=(Objection(rule, text),))


def _kept_inside(request: HttpRequest, journey: Journey, answer: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that stays within its journey."""
    answer.cookies = _apart(journey, answer.cookies)
    if "Location" in answer:
        answer["Location"] = _onward(journey, answer["Location"])
    if isinstance(answer, HttpResponse) and answer.get("Content-Type", "").startswith("text/html"):
        answer.content = _LEADS.sub(lambda link: _led(journey, link), answer.content)
        if "Content-Length" in answer:
            answer["Content-Length"] = str(len(answer.content))
    if journey.origin and "X-Frame-Options" in answer:
        del answer["X-Frame-Options"]
    answer["Referrer-Policy"] = "same-origin"
    back = urlsplit(journey.ticket.back)
    policy = {
        "frame-ancestors": [journey.origin or "'none'"],
        # Browsers hold the redirect after a form to this as well: the last one leads back to the platform.
        "form-action": ["'self'", f"{back.scheme}://{back.netloc}"],
    }
    return csp_replace(policy)(lambda _: answer)(request)


def _onward(journey: Journey, to: str) -> str:
    """Return whither a redirect leads: within the journey, or to a page that offers a window for what lies outside."""
    if not to.startswith("/") or to.startswith(("//", f"{journey.place}/")):
        return to
    if is_inside(to):
        return f"{journey.place}{to}"
    return f"{journey.place}/journey/elsewhere?{urlencode({'to': to})}"


def _led(journey: Journey, link: re.Match[bytes]) -> bytes:
    """Return a link that keeps the journey's address, or opens a window of its own."""
    path = link[2].decode()
    if path.startswith(LOOKS):
        return link[0]
    if is_inside(path.replace("&amp;", "&")):
        return b'%b="%b%b"' % (link[1], journey.place.encode(), link[2])
    return link[0] + b' target="_blank" rel="noopener"' if link[1] == b"href" else link[0]


def _apart(journey: Journey, cookies: SimpleCookie) -> SimpleCookie:
    """Return the cookies of an answer as the journey keeps them: in its own place, under names of its own."""
    kept: SimpleCookie = SimpleCookie()
    for name, said in cookies.items():
        one: Morsel[str] = Partitioned() if journey.origin else Morsel()
        one.set(OWN + name, said.value, said.coded_value)
        one.update(said)
        one["path"] = f"{journey.place}/"
        one["samesite"], one["secure"] = "Lax", settings.SESSION_COOKIE_SECURE or ""
        if journey.origin:
            one["samesite"], one["secure"] = "None", True
        kept[OWN + name] = one
    return kept


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match else ""
