"""The administrator's pages about portals: which platforms send people in, from where, whither back, by whose word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import now
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import ASSURANCE_TITLES, Assurance, Role
from nuocheng.platforms import official, queries
from nuocheng.platforms.models import Portal
from nuocheng.platforms.pages.forms import PortalForm

HOME = "/sys/portals"
#: What is asked once more before it is done: the heading, what follows from it, and the word on the button.
SURE = {
    "off": (
        "停用这个接入平台",
        (
            "平台不能再送人进来",
            "正在平台里办的，马上停下；存过的都还在，可以到本网站接着办",
            "随时可以再启用",
        ),
        "停用",
    ),
    "on": ("启用这个接入平台", ("平台可以送人进来，在它的页面里申请、签承诺书",), "启用"),
}


@method_decorator(never_cache, name="dispatch")
class Portals(View):
    """Every portal, and a form for one more."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        must_hold(request, Role.ADMINISTRATOR)
        return self._show(request, PortalForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add one."""
        on = occasion(request, (Role.ADMINISTRATOR,))
        form = PortalForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            made = official.register(form.wish(), on.actor, on.at)
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        messages.success(request, "已登记")
        return SeeOther(f"{HOME}/{made.pk}")

    def _show(self, request: HttpRequest, form: PortalForm, code: int = 200) -> HttpResponse:
        context = {"rows": queries.portals(), "form": form, "errors": edge.error_summary(form)}
        return render(request, "platforms/portals.html", context, status=code)


@method_decorator(never_cache, name="dispatch")
class OnePortal(View):
    """One portal: what it may, and its description to change."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Show it."""
        must_hold(request, Role.ADMINISTRATOR)
        one = queries.portal(key)
        return _show(request, one, PortalForm(held=one))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Change its description."""
        occasion(request, (Role.ADMINISTRATOR,))
        one = queries.portal(key)
        form = PortalForm(request.POST)
        if not form.is_valid():
            return _show(request, one, form, 422)
        try:
            official.change_portal(one, form.wish())
        except Refusal as refusal:
            return _show(request, one, form, form.say(refusal))
        messages.success(request, "已保存")
        return SeeOther(f"{HOME}/{one.pk}")


@never_cache
@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """Ask once more, and then switch a portal on or off.

    Raises:
        NotFound: There is no such thing to do.

    """
    occasion(request, (Role.ADMINISTRATOR,))
    one = queries.portal(key)
    if what not in SURE:
        raise NotFound("没有这个操作，请回到“接入平台”重新选")
    title, items, action = SURE[what]
    back = f"{HOME}/{one.pk}"
    if request.method != "POST":
        context = {"title": title, "items": items, "action": action, "back_url": back, "back_label": "先不了"}
        return render(request, "sure.html", {"one": one, **context})
    official.switch_portal(one, live=what == "on")
    messages.success(request, "已启用" if what == "on" else "已停用")
    return SeeOther(back)


def _show(request: HttpRequest, one: Portal, form: PortalForm, code: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "one": one,
        "form": form,
        "errors": edge.error_summary(form),
        "about": _about(one),
    }
    return render(request, "platforms/portal.html", context, status=code)


def _about(one: Portal) -> list[dict[str, Any]]:
    lately = queries.opened_lately(one, now() - timedelta(days=30))
    return [
        {"label": "接口账号", "value": one.account},
        {"label": "可以嵌在", "value": one.origins.replace(" ", "\n") or "不嵌入，只在整个窗口里办"},
        {"label": "办完回到", "value": one.returns.replace(" ", "\n")},
        {"label": "凭证签发方", "value": one.issuer},
        {"label": "最高可信等级", "value": ASSURANCE_TITLES[Assurance(one.assurance)]},
        {"label": "最近送进来的", "value": f"{lately.total}次，其中打开{lately.opened}次（30天内）"},
    ]
