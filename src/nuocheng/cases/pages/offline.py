"""Checking the stamp of a paper without any network: the page, its public keys, and what keeps it in a phone."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from nuocheng.edge.views import SeeOther
from nuocheng.papers import official as papers
from nuocheng.people import queries as people

TITLE = "核验承诺书"
AN_HOUR = 3600
_SCANNED = re.compile(r"/v/([^/\s]{1,40})(?:/([A-Z2-7]{1,800}))?\s*$", re.IGNORECASE)


class Offline(View):
    """The page that stays in the phone; with a script it checks by itself, without one the server is asked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it, with every public key and the names of the departments in it."""
        return render(request, "cases/offline.html", _known())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Lead what was scanned to where it is looked up."""
        found = _SCANNED.search(request.POST.get("scanned", ""))
        if found:
            return SeeOther("/".join(filter(None, ("/v", found[1], found[2]))))
        errors = [("scanned", "请把二维码里的网址全部复制过来，它的中间有“/v/”")]
        return render(request, "cases/offline.html", {**_known(), "errors": errors}, status=422)


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def keys(request: HttpRequest) -> JsonResponse:
    """Publish the public keys as JWK (RFC 8037), the departments, and how a stamp is read."""
    known = _known()
    jwk = [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", **one} for one in known["keys"]]
    said = {"issuer": settings.NUOCHENG_DISTRICT, "keys": jwk, "departments": known["departments"]}
    answer = JsonResponse({**said, "format": papers.FORMAT}, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the page; it may answer for addresses in capitals too."""
    answer = render(request, "cases/stamp-worker.js", content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def manifest(request: HttpRequest) -> JsonResponse:
    """Say how the page is put on a phone's screen."""
    icon = {"src": static("nuocheng/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    said = {
        "name": f"{settings.NUOCHENG_DISTRICT}{TITLE}",
        "short_name": TITLE,
        "lang": "zh-CN",
        "icons": [icon],
    }
    more = {"id": "/v/offline", "start_url": "/v/offline", "scope": "/v/", "display": "standalone"}
    return JsonResponse({**said, **more}, content_type="application/manifest+json")


def _known() -> dict[str, Any]:
    known = [
        {"kid": key, "x": urlsafe_b64encode(raw).decode().rstrip("=")}
        for key, raw in papers.public_keys().items()
    ]
    return {"keys": known, "departments": {one.code: one.name for one in people.departments()}}
