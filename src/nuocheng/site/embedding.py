"""Which pages an existing platform may show inside its own pages, and nobody else."""

from __future__ import annotations

from collections.abc import Callable

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt

from nuocheng.site.journeys import journey_of

#: Pages that only tell: nothing is signed or decided on them, so nothing can be clicked by somebody misled.
EMBEDDABLE = frozenset({"item", "guide", "item-certificate", "annex", "model-pledge"})


class Embeddable:
    """Middleware: lets the origins named in the setting put those pages into a frame; all others stay shut.

    It stands innermost, for the guards against framing further out look at what it says.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and say who may frame the answer."""
        response = self.get_response(request)
        if not settings.NUOCHENG_EMBED_ANCESTORS or _name(request) not in EMBEDDABLE:
            return response
        by_those = csp_replace({"frame-ancestors": list(settings.NUOCHENG_EMBED_ANCESTORS)})
        return by_those(xframe_options_exempt(lambda _: response))(request)


def embedded(request: HttpRequest) -> dict[str, str]:
    """Return, for a page that is shown inside another, by whom it may be; a template context processor."""
    journey = journey_of(request)
    if journey is not None:
        return {"embedded": journey.origin}
    asked = request.GET.get("embed") == "1" and _name(request) in EMBEDDABLE
    return {"embedded": " ".join(settings.NUOCHENG_EMBED_ANCESTORS) if asked else ""}


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match else ""
