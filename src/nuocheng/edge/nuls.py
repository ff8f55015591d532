"""The one sign that no table can hold (NUL): an address with it leads nowhere, in a form it is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

NUL = "\0"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class WithoutNuls:
    """Middleware: no view, and so no query, ever meets the sign; PostgreSQL would break off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Turn an address away that has it.

        Raises:
            BadRequest: The address has it; people never type it.

        """
        if NUL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Leave it out of what a form brings: after the guard against forgery has read the form."""
        if request.method != "POST" or request.content_type not in FORMS:
            return
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
        if not any(NUL in name or NUL in value for name, value in sent):
            return
        clean = QueryDict(mutable=True)
        for name, value in sent:
            clean.appendlist(name.replace(NUL, ""), value.replace(NUL, ""))
        request.POST = clean  # type: ignore[assignment]  # the same kind of thing, and as good as immutable from here
