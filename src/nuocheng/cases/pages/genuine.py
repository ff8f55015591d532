"""“核验承诺书”: whether a paper is genuine and what became of it, for anybody who holds it."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.forms import LookupForm
from nuocheng.edge import forms as edge
from nuocheng.edge.callers import address_of
from nuocheng.edge.display import mask_name
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import BadNumber, read_check_code
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people

log = logging.getLogger("nuocheng.cases.genuine")

MOST_A_MINUTE = 30
A_MINUTE = 60
TAIL = 4

S = CaseState

#: What the result says by the state of the case: tone, icon, title, sentence.
RESULTS: dict[str, tuple[str, str, str, str]] = {
    S.SUPPLEMENTING: ("ok", "tick", "真的，有效", "承诺了一部分，其余的证明还在补交。"),
    S.PLEDGED: ("ok", "tick", "真的，有效", "承诺书已经提交，还没有作出决定。"),
    S.SUBMITTED: ("ok", "tick", "真的，有效", "已经提交，还没有作出决定。"),
    S.GRANTED: ("ok", "tick", "真的，有效", "已经批准，承诺的内容正在核查。"),
    S.CLOSED: ("ok", "tick", "真的，有效", "已经批准，已经办结。"),
    S.REFUSED: ("todo", "warn", "真的，申请没有批准", "这份承诺书不再有效。"),
    S.WITHDRAWN: ("todo", "warn", "真的，已撤回", "申请人撤回了申请，这份文书不再有效。"),
    S.REVOKED: ("bad", "warn", "真的，已被撤销", "承诺认定为不实，原来的决定已经撤销。"),
}


@never_cache
@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """Ask for the check code and the end of the number, and lead to the result."""
    if "code" not in request.GET:
        return render(request, "cases/lookup.html", {"form": LookupForm()})
    if _too_often(request):
        return _slow_down(request)
    form = LookupForm(request.GET)
    code = _read(form)
    if not code:
        more = {"form": form, "errors": edge.error_summary(form)}
        return render(request, "cases/lookup.html", more, status=422)
    case = _find(code)
    tail = edge.plain_digits(form.cleaned_data["tail"])
    if case is None or not ends_with(case.number, tail):
        return _unknown(request, code)
    return SeeOther(f"/v/{case.code}")


@never_cache
@require_safe
def result(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the QR code on a paper leads to."""
    if _too_often(request):
        return _slow_down(request)
    try:
        case = _find(read_check_code(code))
    except BadNumber:
        case = None
    if case is None:
        return _unknown(request, code)
    log.info("checked %s", case.reference)
    tone, mark, title, text = _said(case)
    more: dict[str, Any] = {
        "case": case,
        "tone": tone,
        "mark": mark,
        "title": title,
        "text": text,
        "rows": _rows(case),
    }
    return render(request, "cases/genuine.html", more)


def ends_with(number: str, tail: str) -> bool:
    """Say whether the digits of a file number end with these four."""
    digits = "".join(sign for sign in number.rpartition("〕")[2] if sign.isdigit())
    return len(tail) == TAIL and digits.endswith(tail)


def _said(case: Case) -> tuple[str, str, str, str]:
    if case.set_aside_at is not None and case.state != S.WITHDRAWN:
        return "todo", "warn", "真的，承诺已停用", "办理部门已改为要求提交证明。承诺书不再有效。"
    if case.pledge_withdrawn_at is not None and case.state != S.WITHDRAWN:
        return "todo", "warn", "真的，承诺已撤回", "申请人撤回了承诺，改为提交证明。承诺书不再有效。"
    if case.state in RESULTS and (case.pledged_at or case.decided_at):
        return RESULTS[case.state]
    return "info", "info", "真的，还没有签承诺书", "这是告知书，申请人还没有签署承诺。"


def _rows(case: Case) -> list[dict[str, str]]:
    signed = case.pledged_at or case.opened_at
    rows = [
        {"label": "申请人", "value": mask_name(case.party_name, case.party_kind)},
        {"label": "事项", "value": case.item_name},
        {
            "label": "承诺日期" if case.pledged_at else "申请日期",
            "value": cn_date(signed.astimezone(CHINA).date()),
        },
        {"label": "办理部门", "value": people.department_name(case.department)},
    ]
    if case.decided_at:
        rows.append({"label": "决定日期", "value": cn_date(case.decided_at.astimezone(CHINA).date())})
    return rows


def _read(form: LookupForm) -> str:
    """Return the code in its one spelling, or nothing with the reason in the form."""
    if not form.is_valid():
        return ""
    tail = edge.plain_digits(form.cleaned_data["tail"])
    try:
        code = read_check_code(form.cleaned_data["code"])
    except BadNumber as bad:
        form.add_error("code", bad.text)
        return ""
    if len(tail) != TAIL or not tail.isdigit():
        form.add_error("tail", f"请填文号最后4位数字，您填了{len(tail)}位")
        return ""
    return code


def _find(code: str) -> Case | None:
    try:
        return queries.case_by_code(code)
    except NotFound:
        return None


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    log.info("unknown code")
    return render(request, "cases/not_genuine.html", {"code": code[:40]}, status=404)


def _slow_down(request: HttpRequest) -> HttpResponse:
    response = render(request, "cases/slow_down.html", status=429)
    response["Retry-After"] = str(A_MINUTE)
    return response


def _too_often(request: HttpRequest) -> bool:
    """Count this look-up against its address; the count falls away after a minute."""
    key = f"genuine:{address_of(request)}"
    cache.add(key, 0, A_MINUTE)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # the minute ended between the two statements
        return False
