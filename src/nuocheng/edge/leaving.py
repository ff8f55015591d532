"""What somebody sent after their session had run out: it waits until the same person has signed in again.

Forms take it up by themselves (`Form.get_initial_for_field`): the page to which signing in leads shows what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

#: A mark in the browser that says who was signed in: without a session behind it, the session ran out.
WAS_IN = "was_in"
LEFT = "left_behind"
BACK = "退出以前填的都在。请核对一下，再往下办"
BACK_WITHOUT_FILES = "退出以前填的都在，只有文件要重新选。请核对一下，再往下办"
#: How much of one form is held: an anonymous sender must not fill the table.
MOST_FIELDS, LONGEST = 200, 5000
_NOT_HELD = frozenset({"csrfmiddlewaretoken"})
_HERE: ContextVar[QueryDict | None] = ContextVar("left_behind", default=None)


class LeftBehind:
    """Middleware: the page on which something was left behind shows it; sending that page again lets it go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, with what was left behind at hand."""
        left = _mine(request)
        if left is None:
            return self.get_response(request)
        if request.method != "GET":
            del request.session[LEFT]
            return self.get_response(request)
        messages.info(request, BACK_WITHOUT_FILES if left["files"] else BACK)
        here = _HERE.set(_read(left))
        try:
            return self.get_response(request)
        finally:
            _HERE.reset(here)


def left_here() -> QueryDict | None:
    """Return what was left behind on the page that is being shown, if anything was."""
    return _HERE.get()


def mark_in(answer: HttpResponse, account: str, *, secure: bool) -> None:
    """Leave the mark of who is signed in; it opens nothing."""
    sealed = signing.dumps(account, salt=WAS_IN)
    answer.set_cookie(WAS_IN, sealed, httponly=True, samesite="Lax", secure=secure)


def hold(request: HttpRequest) -> str:
    """Hold what was just sent by somebody who is signed in no more; return the page to come back to."""
    who = _was_in(request)
    sent = [
        (name, value[:LONGEST])
        for name, values in request.POST.lists()
        if name not in _NOT_HELD
        for value in values
    ]
    if who and sent and len(sent) <= MOST_FIELDS:
        request.session[LEFT] = {
            "who": who, "path": request.path, "sent": sent, "files": bool(request.FILES),
        }  # fmt: skip
    return _page(request)


def take(request: HttpRequest) -> dict[str, Any] | None:
    """Return what is held, before the session of somebody unknown is thrown away."""
    left: dict[str, Any] | None = request.session.get(LEFT)
    return left


def give_back(request: HttpRequest, account: str, left: dict[str, Any] | None) -> None:
    """Give what was held to whoever left it, and to nobody else who signs in at the same screen."""
    if left and left["who"] == account:
        request.session[LEFT] = left


def _mine(request: HttpRequest) -> dict[str, Any] | None:
    """Return what whoever is signed in left behind on this very page."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    left: dict[str, Any] | None = request.session.get(LEFT)
    if not left or left["path"] != request.path or not request.user.is_authenticated:
        return None
    return left if left["who"] == str(request.user.pk) else None


def _read(left: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in left["sent"]:
        data.appendlist(name, value)
    return data


def _was_in(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(WAS_IN, ""), salt=WAS_IN))
    except signing.BadSignature:
        return ""


def _page(request: HttpRequest) -> str:
    """Return the page from which a form was sent: its address may say more than the one the form was sent to."""
    if request.method == "POST":
        came = urlsplit(request.headers.get("Referer", ""))
        if came.netloc == request.get_host() and came.path == request.path:
            return f"{came.path}?{came.query}" if came.query else came.path
    return request.get_full_path()
