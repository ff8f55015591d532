"""The administrator's pages about receiving platforms: what goes where, what came back, and how the days compare."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.handover import official, queries
from nuocheng.handover.models import (
    HELD,
    IDENTITIES,
    PACKET,
    PUSH,
    REFUSED,
    ROW_STATES,
    WAYS,
    Destination,
)
from nuocheng.handover.pages.forms import DestinationForm
from nuocheng.handover.queries.tables import tables
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role

HOME = "/sys/handover"
#: What is asked once more before it is done: the heading, what follows from it, and the word on the button.
SURE = {
    "secret": ("换签名密钥", ("新密钥只显示一次，请准备好交给对方", "旧密钥马上失效"), "换密钥"),
    "off": ("停用这个平台", ("停用期间不报", "再启用时，停用期间的变动都会补报"), "停用"),
    "on": ("启用这个平台", ("没有报过的变动都会报",), "启用"),
    "again": ("重送全部搁置的批次", ("内容和批次号不变，对方不会重复登记",), "全部重送"),
    "held": ("重报内容不全的", ("按现在的数据重新填写、重新检查", "还不全的会留在这里"), "重新填写"),
    "refused": ("重报对方退回的", ("按现在的数据重新填写，编进新的一批",), "重报"),
    "pack": ("现在编一批", ("把等着报的编成文件，一张表一批",), "编一批"),
}


@method_decorator(never_cache, name="dispatch")
class Destinations(View):
    """Every platform with its counts, and a form for one more."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        must_hold(request, Role.ADMINISTRATOR)
        return self._show(request, DestinationForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add one; whoever is spoken to by machine is given a secret, shown this once."""
        on = occasion(request, (Role.ADMINISTRATOR,))
        form = DestinationForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            made, secret = official.add(form.wish(), on.actor, on.at)
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        if made.way == PUSH:
            return _secret(request, made, secret)
        messages.success(request, "已添加")
        return SeeOther(f"{HOME}/{made.pk}")

    def _show(self, request: HttpRequest, form: DestinationForm, code: int = 200) -> HttpResponse:
        rows = queries.destinations()
        many = queries.counts([one.pk for one in rows])
        context = {
            "rows": [{"one": one, "many": many[one.pk]} for one in rows],
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "handover/destinations.html", context, status=code)


@method_decorator(never_cache, name="dispatch")
class OneDestination(View):
    """One platform: its batches, what came back, how days compare; and its description to change."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Show it."""
        must_hold(request, Role.ADMINISTRATOR)
        one = queries.destination(key)
        return _show(request, one, DestinationForm(held=one))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Change its description."""
        occasion(request, (Role.ADMINISTRATOR,))
        one = queries.destination(key)
        form = DestinationForm(request.POST)
        if not form.is_valid():
            return _show(request, one, form, 422)
        try:
            official.change(one, form.wish())
        except Refusal as refusal:
            return _show(request, one, form, form.say(refusal))
        messages.success(request, "已保存")
        return SeeOther(f"{HOME}/{one.pk}")


@never_cache
@require_safe
def formats(request: HttpRequest) -> HttpResponse:
    """Show the columns of every table, for whoever builds the other side."""
    must_hold(request, Role.ADMINISTRATOR)
    return render(request, "handover/tables.html", {"tables": list(tables().values())})


@never_cache
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """Ask once more, and then do one of the things that are asked about.

    Raises:
        NotFound: There is no such thing to do.

    """
    on = occasion(request, (Role.ADMINISTRATOR,))
    one = queries.destination(key)
    if what not in SURE:
        raise NotFound("没有这个操作，请回到“数据报送”重新选")
    title, items, action = SURE[what]
    back = f"{HOME}/{one.pk}"
    if request.method != "POST":
        context = {"title": title, "items": items, "action": action, "back_url": back, "back_label": "先不了"}
        return render(request, "sure.html", {"one": one, **context})
    if what == "secret":
        return _secret(request, one, official.new_secret(one))
    messages.success(request, _done(one, what, on.name, on.at))
    return SeeOther(back)


def _done(one: Destination, what: str, name: str, at: Any) -> str:
    if what in {HELD, REFUSED}:
        return f"{official.hand_again(one, at, state=what)}行马上重新填写"
    if what == "again":
        return f"{official.send_again(one, at)}批马上重送"
    if what == "pack":
        official.notice_changes(one, at)
        return f"编进了{official.pack(one, at)}行"
    official.switch(one, live=what == "on", why="" if what == "on" else f"{name}停用")
    return "已启用" if what == "on" else "已停用"


def _secret(request: HttpRequest, one: Destination, secret: str) -> HttpResponse:
    """Show a secret this once; nothing keeps the page, and nothing here keeps the secret."""
    told = {"heard": "对方收到数据、答复询问时", "once": "同一批只登记一次"}
    return render(
        request, "secret.html", {"one": one, "secret": secret, "back_url": f"{HOME}/{one.pk}", **told}
    )


def _show(request: HttpRequest, one: Destination, form: DestinationForm, code: int = 200) -> HttpResponse:
    many = queries.counts([one.pk])[one.pk]
    state = request.GET.get("state", "")
    listed = state or next((name for name in (REFUSED, HELD) if getattr(many, name)), REFUSED)
    if listed not in dict(ROW_STATES):
        raise NotFound("没有这个分类，请重新选")
    rows = queries.handed(one, listed, request.GET.get("after", ""))
    sent = queries.consignments(one, request.GET.get("batch", ""))
    context: dict[str, Any] = {
        "one": one,
        "many": many,
        "about": _about(one),
        "titles": {key: table.title for key, table in tables().items()},
        "form": form,
        "errors": edge.error_summary(form),
        "tabs": [
            {"label": title, "url": f"?state={name}", "current": name == listed, "count": many.spoken[name]}
            for name, title in ROW_STATES
        ],
        "rows": [{"row": row, "title": tables()[row.table].title} for row in rows.rows],
        "pager": {"next_url": f"?state={listed}&after={rows.next}" if rows.next else ""},
        "batches": [{"row": row, "title": tables()[row.table].title} for row in sent.rows],
        "older": f"?batch={sent.next}" if sent.next else "",
        "days": [{"row": row, "title": tables()[row.table].title} for row in queries.reconciliations(one)],
        "by_file": one.way == PACKET,
        "parked": queries.any_parked(one),
        "listed": listed,
    }
    return render(request, "handover/destination.html", context, status=code)


def _about(one: Destination) -> list[dict[str, Any]]:
    rows = [
        {"label": "怎么送", "value": dict(WAYS)[one.way] + (f"：{one.url}" if one.url else "")},
        {"label": "报哪些表", "value": "\n".join(tables()[key].title for key in one.tables.split())},
        {"label": "行政区划代码", "value": one.region},
        {"label": "申请人", "value": dict(IDENTITIES)[one.identity]},
    ]
    if one.identity_basis:
        rows.append({"label": "依据", "value": one.identity_basis})
    if one.arrived_at is None:
        rows.append({"label": "最近一次送到", "value": "还没有送到过"})
    return rows
