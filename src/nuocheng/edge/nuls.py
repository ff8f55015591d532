"""The one sign that no table can hold (NUL): an address with it leads nowhere, in a question or a form it is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from nuocheng.edge.answers import API

NUL = "\0"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class WithoutNuls:
    """Middleware: no view, and so no query, ever meets the sign; PostgreSQL would break off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave it out of the question in an address.

        Raises:
            Http404: It stands in the path of a page; nothing has such an address. The interface says so itself.

        """
        if NUL in request.path and not request.path.startswith(API):
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _without(request.GET)  # type: ignore[assignment]  # as good as immutable from here
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Leave it out of what a form brings: after the guard against forgery has read the form.

        The interface takes no forms; it reads the body itself, which can be read only once.
        """
        if request.path.startswith(API):
            return
        if request.method == "POST" and request.content_type in FORMS:
            request.POST = _without(request.POST)  # type: ignore[assignment]  # as good as immutable from here


def _without(sent: QueryDict) -> QueryDict:
    """Return what was sent without the sign; itself where it has none."""
    pairs = [(name, value) for name, values in sent.lists() for value in values]
    if not any(NUL in name or NUL in value for name, value in pairs):
        return sent
    clean = QueryDict(mutable=True)
    for name, value in pairs:
        clean.appendlist(name.replace(NUL, ""), value.replace(NUL, ""))
    return clean
