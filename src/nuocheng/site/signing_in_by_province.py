"""Signing in with the province's single sign-on: there by a redirect, back with a code, and only then in by a POST."""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nuocheng.edge.clock import now, today
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import SignIn
from nuocheng.people import official as people
from nuocheng.people.channels.at_hand import single_sign_on
from nuocheng.people.channels.single_sign_on import Away, SingleSignOn, Trip, Untrusted
from nuocheng.site.signing_in import arrive, onward, say

log = logging.getLogger("nuocheng.signing_in")

COOKIE, PATH = "trip", "/sign-in/province"
LASTS_S = 600
LONGEST_CODE = 4096


@dataclass(frozen=True, slots=True)
class Begun:
    """A trip that this browser began, and where its owner wanted to go."""

    key: str
    wanted: str

    @property
    def trip(self) -> Trip:
        """Return the secrets of the trip: they follow from its key by our own secret, so no cookie tells them."""
        state, nonce, verifier = (
            salted_hmac(f"nuocheng.trip.{what}", self.key, algorithm="sha256").hexdigest()
            for what in ("state", "nonce", "verifier")
        )
        return Trip(state, nonce, verifier, f"{settings.NUOCHENG_ADDRESS.rstrip('/')}{PATH}/back")


@never_cache
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; what belongs to this trip stays in a signed cookie.

    Raises:
        NotFound: This installation has no single sign-on.

    """
    province, wanted = _province(), onward(request, request.GET.get("next", ""))
    begun = Begun(secrets.token_urlsafe(32), wanted)
    try:
        there = province.way_there(begun.trip, now())
    except Away as why:
        return _away(request, why, wanted)
    answer = HttpResponseRedirect(there)
    kept = signing.dumps([begun.key, begun.wanted], salt=COOKIE)
    answer.set_cookie(
        COOKIE, kept, LASTS_S, path=PATH, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


@method_decorator(never_cache, name="dispatch")
class Back(View):
    """Where the provider sends the browser back to: reading the address changes nothing, the form behind it signs in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Hand the code on as a form that sends itself; without scripts it is one button."""
        _province()
        begun = _begun(request, request.GET.get("state", ""))
        if begun is None:
            return say(request, people.REASONS["lost"], 400)
        if request.GET.get("error"):
            return _forget(say(request, people.REASONS["refused"], 403, begun.wanted))
        hidden = {name: request.GET.get(name, "") for name in ("code", "state", "iss")}
        return render(request, "signing_in/back.html", {"hidden": hidden})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the code to the provider, and let in whom it vouches for."""
        province = _province()
        begun = _begun(request, request.POST.get("state", ""))
        if begun is None:
            return say(request, people.REASONS["lost"], 400)
        try:
            return _forget(_let_in(request, province, begun))
        except Away as why:
            return _forget(_away(request, why, begun.wanted))
        except Untrusted as why:
            log.warning("single sign-on, not trusted: %s", why)
            return _forget(say(request, people.REASONS["untrusted"], 403, begun.wanted))
        except people.NotRecognised as why:
            log.warning("single sign-on, not let in: %s", why.reason)
            return _forget(say(request, why.answer, 403, begun.wanted))


def _let_in(request: HttpRequest, province: SingleSignOn, begun: Begun) -> HttpResponse:
    """Return the answer that lets in whom the provider vouches for.

    Raises:
        Untrusted: The answer came from another provider, or proves nothing.

    """
    at, trip, by = now(), begun.trip, province.provider
    if request.POST.get("iss", "") not in {"", by.issuer}:
        raise Untrusted("答复来自别的认证方")
    code = request.POST.get("code", "")
    if not 0 < len(code) <= LONGEST_CODE:
        raise Untrusted("没有授权码")
    claims = province.claims(code, trip, at)
    identity = people.read_claims(claims, by.claims, by.levels, today())
    digest = hashlib.sha256(trip.nonce.encode()).hexdigest()
    account = people.by_identity(identity, people.Vouched(by.issuer, claims["sub"], digest), at)
    return arrive(request, account, SignIn("single_sign_on", at, identity.assurance), begun.wanted)


def _begun(request: HttpRequest, state: str) -> Begun | None:
    """Return the trip that this browser began and that the state belongs to, if there is one."""
    try:
        key, wanted = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LASTS_S)
    except (signing.BadSignature, ValueError):
        return None
    begun = Begun(key, wanted)
    return begun if constant_time_compare(begun.trip.state, state) else None


def _province() -> SingleSignOn:
    found = single_sign_on()
    if found is None:
        raise NotFound("这里还没有接通省统一身份认证，请用别的办法登录")
    return found


def _away(request: HttpRequest, why: Away, wanted: str) -> HttpResponse:
    log.warning("single sign-on, no answer: %s", why)
    answer = say(request, people.REASONS["away"], 503, wanted)
    answer["Retry-After"] = "60"
    return answer


def _forget(answer: HttpResponse) -> HttpResponse:
    """Let the trip be over, however it ended."""
    answer.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return answer
