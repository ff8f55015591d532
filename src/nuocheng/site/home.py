"""The front door, and where one goes after signing in."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nuocheng.edge.occasions import posts_of
from nuocheng.kernel.occasion import Role

#: Where each post begins its day.
DESKS: dict[Role, str] = {
    Role.CLERK: "/desk/intake",
    Role.REVIEWER: "/desk/review",
    Role.VERIFIER: "/desk/verify",
    Role.EDITOR: "/desk/catalogue",
    Role.LEGAL: "/desk/catalogue",
    Role.BUREAU: "/lead/",
    Role.ADMINISTRATOR: "/sys/",
    Role.APPLICANT: "/mine",
}


def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send everyone to the desk of their first post."""
    held = posts_of(request)
    return redirect(DESKS.get(held[0].role, "/") if held else "/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read; of what is too large, what was typed is still there one step back."""
    too_large = isinstance(exception, RequestDataTooBig)
    return render(request, "400.html", {"too_large": too_large}, status=413 if too_large else 400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has run out: what was typed is still there one step back."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
