"""The address book of bodies outside: whom letters go to, and the liaison who is told by short message."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.number_fields import Mobile
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.steps import Asked, Step, TakeStep
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.numbers import mask_phone
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts
from nuocheng.verification.acts import Entered
from nuocheng.verification.models import OutsideBody
from nuocheng.verification.queries import bodies

HOME = "/desk/assist/bodies"
DROP = Step(
    acts.drop_body,
    "从通讯录去掉",
    ("以后发函不能再直接选它", "已经发出的协查照旧，联络员还会收到提醒"),
    "已去掉",
)


class BodyForm(edge.Form):
    """A body outside: where letters go, and its liaison."""

    name = edge.TextLine(label="单位全称", max_length=60, blank="请填写单位全称")
    address = edge.TextLine(
        label="寄送地址", max_length=120, blank="请填写寄送地址，协查函寄到这里", help_text="协查函寄到这里"
    )
    liaison = edge.TextLine(label="联络员姓名", required=False, max_length=40)
    mobile = Mobile(
        label="联络员手机",
        required=False,
        help_text="填了，发出、期限过半、逾期时给他发短信；短信里没有当事人，也没有答复码",
    )


class Bodies(View):
    """The address book, and the form for one more."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List it."""
        return _list(request, _department(request), BodyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enter a body."""
        department = _department(request)
        form = BodyForm(request.POST)
        if not form.is_valid():
            return _list(request, department, form, 422)
        on = occasion(request, acts.enter_body, department=department)
        try:
            acts.enter_body(on, department=department, entered=Entered(**form.cleaned_data))
        except Refusal as refusal:
            return _list(request, department, form, form.say(refusal))
        messages.success(request, "已登记")
        return SeeOther(HOME)


class ChangeBody(View):
    """One entry, to be brought up to date."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it as it stands."""
        one = bodies.body(reference, _department(request))
        now = {name: getattr(one, name) for name in BodyForm.base_fields}
        return _change(request, one, BodyForm(initial=now))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Change it."""
        one = bodies.body(reference, _department(request))
        form = BodyForm(request.POST)
        if not form.is_valid():
            return _change(request, one, form, 422)
        on = occasion(request, acts.change_body, department=one.department)
        try:
            acts.change_body(on, reference, entered=Entered(**form.cleaned_data))
        except Refusal as refusal:
            return _change(request, one, form, form.say(refusal))
        messages.success(request, "已更新")
        return SeeOther(HOME)


class DropBody(TakeStep):
    """Taking an entry out of the address book."""

    def asked(self, request: HttpRequest, reference: str, step: str = "") -> Asked:
        """Return the step on an entry of the officer's own department."""
        del step
        one = bodies.body(reference, _department(request))
        return Asked(
            step=DROP,
            reference=reference,
            department=one.department,
            frame="shells/desk.html",
            heading=f"从通讯录去掉{one.name}",
            back=(HOME, "回到外单位通讯录"),
        )


def _department(request: HttpRequest) -> str:
    return must_hold(request, Role.VERIFIER, Role.REVIEWER)[0].department


def _list(request: HttpRequest, department: str, form: BodyForm, code: int = 200) -> HttpResponse:
    found = bodies.book(department, request.GET.get("after", ""))
    context: dict[str, Any] = {
        "rows": [{"one": one, "mobile": mask_phone(one.mobile) if one.mobile else ""} for one in found.rows],
        "form": form,
        "errors": edge.error_summary(form),
        "pager": {"next_url": f"{HOME}?after={found.next}" if found.next else ""},
    }
    return render(request, "verification/assistance_bodies.html", context, status=code)


def _change(request: HttpRequest, one: OutsideBody, form: BodyForm, code: int = 200) -> HttpResponse:
    context = {"one": one, "form": form, "errors": edge.error_summary(form)}
    return render(request, "verification/assistance_body.html", context, status=code)
