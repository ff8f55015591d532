"""The window opens an applicant's account or corrects one: look first, see the person, then write it down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.cases.pages import cards
from nuocheng.cases.pages.access import keyless
from nuocheng.cases.pages.window import AsksReader, clerks_department, known_number
from nuocheng.cases.pages.window_forms import PartyForm, only_what_is_wrong
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_token
from nuocheng.kernel import names
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.numbers import (
    BadNumber,
    PartyKind,
    mask_name,
    mask_number,
    mask_phone,
    parse_party_number,
)
from nuocheng.kernel.occasion import Role
from nuocheng.mandates import acts
from nuocheng.mandates import queries as mandates
from nuocheng.people import queries as people

RELEASE = "release:"


class AccountForm(PartyForm):
    """Whose account it is, the telephone for signing in, and what the clerk saw."""

    papers = edge.TextLine(
        label="核对了什么证件", blank="请写明核对了什么证件，例如：居民身份证原件", max_length=200,
        help_text="例如：居民身份证原件、营业执照和法定代表人身份证",
    )  # fmt: skip
    met = edge.Tick(
        label="本人在窗口，证件是原件，看过是同一个人", blank="请先见到本人、核对证件原件，再勾选"
    )
    field_order = ("kind", "number", "name", "phone", "papers", "met")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """Ask for no address; the telephone is for signing in, and may stay as it is."""
        super().__init__(data, **kwargs)
        del self.fields["address"]
        self.fields["kind"].label = "谁的账号"
        self.fields["phone"].label = "登录手机号"
        self.fields["phone"].required = False
        self.fields["phone"].help_text = "登录时收校验码。更正时不改手机号的，不用填"
        self.was_read = "card" if data is not None and _was_read(data) else "hand"


class Accounts(AsksReader):
    """“账号”: one page that looks first and then writes down; nobody's number ever stands in an address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask whose account it is."""
        return self._show(request, AccountForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look whether there is an account; open it, or correct it."""
        department, form = clerks_department(request), AccountForm(request.POST)
        if form.data.get("card_failed"):
            form.add_error("number", cards.NOT_READ)
        if request.POST.get("step", "").startswith(RELEASE):
            return self._release(request, form)
        act = {"open": acts.open_account, "correct": acts.correct_account}.get(request.POST.get("step", ""))
        if act is None:
            only_what_is_wrong(form)
            return self._show(request, form)
        if not form.is_valid():
            return self._show(request, form, 422)
        said = form.cleaned_data
        read = "card" if request.POST.get("read") == "card" else form.was_read
        seen = acts.Seen(said["kind"], said["number"], said["name"], said["phone"], said["papers"], read)
        try:
            act(occasion(request, (Role.CLERK,), department=department), seen=seen)
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        kind = PartyKind(said["kind"])
        who = f"{mask_name(said['name'], kind)}（{mask_number(said['number'], kind)}）"
        messages.success(
            request, f"{who}的账号{'开通了' if act is acts.open_account else '更正了'}，已记入日志"
        )
        return SeeOther("/desk/accounts")

    def _release(self, request: HttpRequest, form: AccountForm) -> HttpResponse:
        """Take the telephone away from an account that is somebody else's."""
        only_what_is_wrong(form)
        for name in ("papers", "met"):
            if not request.POST.get(name, "").strip():
                form.add_error(name, form.fields[name].error_messages["required"])
        if form.errors:
            return self._show(request, form, 422)
        phone, account = form.cleaned_data["phone"], request.POST["step"].removeprefix(RELEASE)
        on = occasion(request, (Role.CLERK,), department=clerks_department(request))
        try:
            acts.release_phone(keyless(on), account=account, phone=phone, papers=form.cleaned_data["papers"])
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        messages.success(request, f"{mask_phone(phone)}不能再登录那个账号了，已告诉对方，已记入日志")
        return self._show(request, form)

    def _show(self, request: HttpRequest, form: AccountForm, code: int = 200) -> HttpResponse:
        department, number = clerks_department(request), known_number(form)
        more = {
            "form": form,
            "errors": edge.error_summary(form),
            "looked": bool(number),
            "others": [_shown(one, form) for one in _others(form, number)],
            "recent": [_written(one) for one in mandates.enrolments(department)],
            "found": [_shown(one, form) for one in people.accounts_of(number)],
            "read": request.POST.get("read") or form.was_read,
            "key": request.POST.get("idempotency_key") or new_token(),
            "card_reader": self.card_reader,
        }
        return render(request, "cases/window_account.html", more, status=code)


def _others(form: AccountForm, number: str) -> list[Any]:
    """Return the accounts of others that the telephone opens: numbers change hands, and companies share one."""
    phone = getattr(form, "cleaned_data", {}).get("phone", "")
    return [one for one in people.opened_by(phone) if one.number != number] if number else []


def _shown(account: Any, form: AccountForm) -> dict[str, Any]:
    """Return an account as the screen shows it: masked, and held against the name on the papers."""
    try:
        kind = parse_party_number(account.number, today=today()).kind
    except BadNumber:
        kind = PartyKind.PERSON
    typed = str(form.data.get("name", ""))
    return {
        "username": account.username,
        "name": mask_name(account.name, kind),
        "number": mask_number(account.number, kind),
        "phone": mask_phone(account.sign_in_phone) or "没有",
        "same": names.same(typed, account.name) if typed.strip() else None,
        "staff": people.works_here(account, today()),
        "closed": not account.is_active,
    }


def _written(row: Any) -> dict[str, Any]:
    """Return an enrolment as the list shows it, masked."""
    kind = PartyKind(row.party_kind)
    changed = [
        what
        for what, now, before in (
            ("姓名", row.name, row.name_before),
            ("登录手机号", row.phone, row.phone_before),
        )
        if now != before
    ]
    return {
        "reference": row.reference,
        "at": row.opened_at,
        "name": mask_name(row.name, kind),
        "number": mask_number(row.party, kind),
        "what": _what(row, changed),
        "papers": row.papers,
    }


def _what(row: Any, changed: list[str]) -> str:
    if not row.name_before:
        return "开通"
    return "停用登录手机号" if row.phone_before and not row.phone else f"更正{'、'.join(changed)}"


def _was_read(data: Any) -> bool:
    """Say whether what was sent came from a card reader, of either kind."""
    return bool(data.get("card")) or cards.is_card(str(data.get("number", "")))
