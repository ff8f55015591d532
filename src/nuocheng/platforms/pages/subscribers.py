"""The administrator's pages about subscribers: who is told what, how it goes, and what could not be sent."""

from __future__ import annotations

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
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people
from nuocheng.platforms import official, queries
from nuocheng.platforms.models import PARKED, STATES, WAITING, Subscriber
from nuocheng.platforms.pages.forms import OFFERED, SubscriberForm

HOME = "/sys/webhooks"
#: What is asked once more before it is done: the heading, what follows from it, and the word on the button.
SURE = {
    "secret": (
        "换签名密钥",
        ("新密钥只显示一次，请准备好交给对方", "旧密钥24小时后失效，这段时间两个密钥同时签名"),
        "换密钥",
    ),
    "off": ("停用这个订阅", ("停用期间的变动不会补发，对方可以用接口/changes补取", "随时可以再启用"), "停用"),
    "on": ("启用这个订阅", ("从现在起的变动会发给对方", "停用之前没发完的会接着发"), "启用"),
    "again": ("重发全部搁置的", ("内容和编号不变，对方可以按编号去重",), "全部重发"),
}


@method_decorator(never_cache, name="dispatch")
class Subscribers(View):
    """Every subscriber, and a form for one more."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        must_hold(request, Role.ADMINISTRATOR)
        return self._show(request, SubscriberForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add one, and show its secret this once."""
        on = occasion(request, (Role.ADMINISTRATOR,))
        form = SubscriberForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            made, secret = official.subscribe(form.wish(), on.actor, on.at)
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        return _secret(request, made, secret)

    def _show(self, request: HttpRequest, form: SubscriberForm, code: int = 200) -> HttpResponse:
        many = queries.counts()
        context = {
            "rows": [{"one": one, "many": many.get(one.pk, {})} for one in queries.subscribers()],
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "platforms/subscribers.html", context, status=code)


@method_decorator(never_cache, name="dispatch")
class OneSubscriber(View):
    """One subscriber: how it goes, what waits, what is parked; and its description to change."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Show it."""
        must_hold(request, Role.ADMINISTRATOR)
        one = queries.subscriber(key)
        return self._show(request, one, SubscriberForm(held=one))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Change its description, or send one parked message again."""
        on = occasion(request, (Role.ADMINISTRATOR,))
        one = queries.subscriber(key)
        if request.POST.get("again"):
            sent = official.send_again(one, on.at, _uuid(request.POST["again"]))
            messages.success(request, "马上重发" if sent else "这一条已经不在搁置里了")
            return SeeOther(f"{HOME}/{one.pk}?state={PARKED}")
        form = SubscriberForm(request.POST)
        if not form.is_valid():
            return self._show(request, one, form, 422)
        try:
            official.change(one, form.wish())
        except Refusal as refusal:
            return self._show(request, one, form, form.say(refusal))
        messages.success(request, "已保存")
        return SeeOther(f"{HOME}/{one.pk}")

    def _show(
        self, request: HttpRequest, one: Subscriber, form: SubscriberForm, code: int = 200
    ) -> HttpResponse:
        many = queries.counts().get(one.pk, {})
        state = request.GET.get("state", PARKED if many.get(PARKED) else "sent")
        if state not in dict(STATES):
            raise NotFound("没有这个分类，请重新选")
        rows = queries.dispatches(one.pk, state, request.GET.get("after", ""))
        context: dict[str, Any] = {
            "one": one,
            "about": _about(one),
            "form": form,
            "errors": edge.error_summary(form),
            "tabs": [
                {"label": title, "url": f"?state={name}", "current": name == state, "count": many.get(name)}
                for name, title in STATES
            ],
            "rows": rows.rows,
            "pager": {"next_url": f"?state={state}&after={rows.next}" if rows.next else ""},
            "parked": state == PARKED,
            "waiting": state == WAITING,
        }
        return render(request, "platforms/subscriber.html", context, status=code)


@never_cache
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """Ask once more, and then switch on or off, change the secret, or send everything parked again.

    Raises:
        NotFound: There is no such thing to do.

    """
    on = occasion(request, (Role.ADMINISTRATOR,))
    one = queries.subscriber(key)
    if what not in SURE:
        raise NotFound("没有这个操作，请回到“对接平台”重新选")
    title, items, action = SURE[what]
    back = f"{HOME}/{one.pk}"
    if request.method != "POST":
        context = {"title": title, "items": items, "action": action, "back_url": back, "back_label": "先不了"}
        return render(request, "sure.html", {"one": one, **context})
    if what == "secret":
        return _secret(request, one, official.new_secret(one, on.at))
    if what == "again":
        messages.success(request, f"{official.send_again(one, on.at)}条马上重发")
    else:
        official.switch(one, live=what == "on", why="" if what == "on" else f"{on.name}停用")
        messages.success(request, "已启用" if what == "on" else "已停用")
    return SeeOther(back)


def _secret(request: HttpRequest, one: Subscriber, secret: str) -> HttpResponse:
    """Show a secret this once; nothing keeps the page, and nothing here keeps the secret."""
    told = {"heard": "对方收到变动时", "once": "同一个webhook-id只办一次"}
    return render(
        request, "secret.html", {"one": one, "secret": secret, "back_url": f"{HOME}/{one.pk}", **told}
    )


def _about(one: Subscriber) -> list[dict[str, Any]]:
    titles = dict(OFFERED)
    wanted = "\n".join(titles.get(word, word) for word in one.wanted.split())
    sent = queries.last_sent(one.pk)
    rows = [
        {"label": "接收地址", "value": one.url},
        {"label": "单位", "value": people.department_name(one.department) if one.department else "所有单位"},
        {"label": "要哪些变动", "value": wanted},
    ]
    if sent is None:
        rows.append({"label": "最近一次送到", "value": "还没有送到过"})
    if one.old_until and one.old_until > now():
        rows.append({"label": "签名密钥", "value": "新旧两个密钥同时签名，请催对方尽快换用新的"})
    return rows


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotFound("没有这一条，请刷新页面再选") from wrong
