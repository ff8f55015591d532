"""Refusals raised by acts become pages and problem documents here, once for the whole house."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from nuocheng.edge import leaving
from nuocheng.edge.problems import problem, status
from nuocheng.kernel.errors import ChannelDown, NotSignedIn, Refusal

log = logging.getLogger("nuocheng.edge")

API = "/api/"


class RefusalsAreAnswers:
    """Middleware: a refusal that no page caught is answered in the reader's own form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal, or a database that is busy; leave every other exception alone."""
        if isinstance(exception, OperationalError):
            log.error("database busy: %s", exception)
            return refused(request, ChannelDown("系统现在很忙，您填的内容没有提交成功。请过一分钟再提交一次"))
        if isinstance(exception, Refusal):
            return refused(request, exception)
        return None


class VaryByReader:
    """Middleware: pages differ by who reads them and how large the letters are, so no cache may mix them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the answer as differing by cookie."""
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the answer that carries a refusal: a problem document on the API, else a page."""
    code = status(refusal)
    if request.path.startswith(API):
        return problem_response(refusal)
    if isinstance(refusal, NotSignedIn):
        return redirect_to_login(leaving.hold(request), settings.LOGIN_URL)
    response = render(request, "refused.html", {"refusal": refusal, "status": code}, status=code)
    if code == 503:
        response["Retry-After"] = "60"
    return response


def problem_response(refusal: Refusal) -> HttpResponse:
    """Return a refusal as application/problem+json."""
    body = problem(refusal)
    response = JsonResponse(
        body,
        status=body["status"],
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    if body["status"] == 503:
        response["Retry-After"] = "60"
    return response
