"""What somebody sent after their session had run out: it waits in the new session until they are signed in again."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from nuocheng.cases.pages.wording import SIGNED_OUT

#: How much of one form is held: as many fields, each as long; an anonymous sender must not fill the table.
MOST_FIELDS, LONGEST = 200, 2000


def hold(request: HttpRequest, name: str, prefixes: tuple[str, ...]) -> None:
    """Hold what was just sent by somebody who is signed in no more, and tell them that it is not lost."""
    if request.user.is_authenticated:
        return
    sent = {
        field: value[:LONGEST]
        for field, value in request.POST.items()
        if field.startswith(prefixes) and isinstance(value, str) and value
    }
    if sent and len(sent) <= MOST_FIELDS:
        request.session[_name(name)] = sent
        messages.info(request, SIGNED_OUT)


def held(request: HttpRequest, name: str) -> QueryDict | None:
    """Return what is held from before signing in, if there is anything."""
    sent: Mapping[str, str] | None = request.session.get(_name(name))
    if not sent:
        return None
    data = QueryDict(mutable=True)
    data.update(dict(sent))
    return data


def let_go(request: HttpRequest, name: str) -> None:
    """Forget what was held: it has been sent again."""
    if _name(name) in request.session:
        del request.session[_name(name)]


def _name(name: str) -> str:
    return f"left:{name}"
