"""“核验承诺书”: whether a paper is genuine and what became of it, for anybody who holds it."""

from __future__ import annotations

import hmac
import ipaddress
import os
import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nuocheng.cases.models import Case, Lookup
from nuocheng.cases.pages import verdicts
from nuocheng.cases.pages.forms import LookupForm
from nuocheng.cases.pages.verdicts import Said, Verdict
from nuocheng.edge import forms as edge
from nuocheng.edge.callers import address_of
from nuocheng.edge.clock import now
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.qr import qr
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import BadNumber, check_code, file_number, read_check_code
from nuocheng.kernel.occasion import CHINA
from nuocheng.papers.official import BadStamp, Stamp, read_stamp
from nuocheng.people import queries as people

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: How often one client may look up, and how often one paper may be asked for in vain.
MOST_A_MINUTE, MOST_A_DAY, MOST_WRONG_AN_HOUR = 30, 300, 10
TAIL = 4
_NUMBER = re.compile(r"(?:〔|\[|（|\()?(20\d{2})(?:〕|\]|）|\)|-|年)?0*(\d{1,9})号?$")
#: Held against an answer that does not exist, so that it takes as long as any other.
_NOBODY = Case(party="0" * 18)


class LookupPage(View):
    """The form: what stands on the paper, and the end of the number of whom it is about."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for both."""
        return render(request, "cases/lookup.html", {"form": LookupForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer; which half was wrong is never told."""
        form = LookupForm(request.POST)
        wanted = _read(form)
        if not wanted:
            more = {"form": form, "errors": edge.error_summary(form)}
            return render(request, "cases/lookup.html", more, status=422)
        if _too_often(request, wanted):
            return _slow_down(request)
        found = _found(wanted)
        tail = edge.plain_digits(form.cleaned_data["tail"]).upper()
        right = hmac.compare_digest((found or _NOBODY).party[-TAIL:].encode(), tail.encode())
        if found is None or not right:
            return _answer(request, Lookup(way="typed", asked=_digest(wanted)), verdicts.UNKNOWN, form)
        said = verdicts.verdict_on(found)
        return _answer(request, Lookup(way="typed", asked=_digest(wanted), case=found), said)


class Scanned(View):
    """What the QR code on a paper leads to: one button, because looking up is written down and opening is not."""

    def get(self, request: HttpRequest, code: str, stamp: str = "") -> HttpResponse:
        """Offer to look up what was scanned."""
        try:
            shown = read_check_code(code)
        except BadNumber:
            shown = code[:40]
        return render(request, "cases/scanned.html", {"code": shown})

    def post(self, request: HttpRequest, code: str, stamp: str = "") -> HttpResponse:
        """Look it up: the code, and what was signed with it."""
        asked = _digest(code)
        if _too_often(request):
            return _slow_down(request)
        try:
            signed = read_stamp(stamp) if stamp else None
        except BadStamp:
            return _answer(request, Lookup(way="scanned", asked=asked), verdicts.mismatch(()))
        try:
            found = _found(read_check_code(code))
        except BadNumber:
            found = None
        return _answer(request, Lookup(way="scanned", asked=asked, case=found), _said(found, signed))


@never_cache
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show a result again under its own number, as it was then, and whether anything has changed since.

    Raises:
        NotFound: No result has this number.

    """
    try:
        looked = Lookup.objects.select_related("case").filter(sheet=read_check_code(code)).first()
    except BadNumber:
        looked = None
    if looked is None:
        raise NotFound("没有这张核验单，可能是假的；请用文书上的二维码重新核验")
    said = _as_then(looked)
    address = f"{settings.NUOCHENG_ADDRESS}/v/sheet/{looked.sheet}"
    more: dict[str, Any] = {
        "said": said,
        "case": looked.case,
        "rows": _rows(looked.case) if looked.case and said.verdict is not Verdict.MISMATCH else [],
        "looked": looked,
        "looked_at": cn_datetime(looked.at.astimezone(CHINA)),
        "way": "扫文书上的二维码" if looked.way == "scanned" else "填文书编号和证件号后4位",
        "address": address,
        "picture": qr(address, "这张核验单的二维码"),
        "changed": _changed(looked, said),
        "contact": _phone(looked.case.department) if looked.case else "",
    }
    return render(request, "cases/genuine.html", more)


def _answer(
    request: HttpRequest, looked: Lookup, said: Said, typed: LookupForm | None = None
) -> HttpResponse:
    """Write a look-up down with what was said, and lead to its sheet; what was not found can be typed again."""
    looked.client = _client(request)
    looked.at = now()
    looked.verdict, looked.title, looked.text = said.verdict, said.title, said.text
    if said.verdict is Verdict.UNKNOWN:
        looked.save()
        return render(request, "cases/not_genuine.html", {"said": said, "form": typed}, status=404)
    looked.sheet = check_code(os.urandom(8))
    looked.save()
    return SeeOther(f"/v/sheet/{looked.sheet}")


def _said(found: Case | None, signed: Stamp | None) -> Said:
    if found is None:
        return verdicts.UNKNOWN
    wrong = verdicts.differing(found, signed) if signed else ()
    return verdicts.mismatch(wrong) if wrong else verdicts.verdict_on(found)


def _as_then(looked: Lookup) -> Said:
    """Return what was said when it was looked up, in the words of then."""
    verdict = Verdict(looked.verdict)
    if verdict is Verdict.MISMATCH or looked.case is None:
        relies = verdicts.FORGED
    else:
        today = verdicts.verdict_on(looked.case)
        relies = today.relies if today.verdict is verdict else verdicts.LATER
    return Said(verdict, *verdicts.LOOKS[verdict], looked.title, looked.text, relies)


def _changed(looked: Lookup, said: Said) -> str:
    """Return what became of the paper since it was looked up, if it is another thing."""
    if looked.case is None or said.verdict is Verdict.MISMATCH:
        return ""
    today = verdicts.verdict_on(looked.case)
    return today.title if today.verdict is not said.verdict else ""


def _phone(code: str) -> str:
    found = people.department(code)
    return found.phone if found else ""


def _rows(case: Case) -> list[dict[str, str]]:
    days = (
        ("承诺日期" if case.pledged_at else "申请日期", case.pledged_at or case.opened_at),
        ("决定日期", case.decided_at),
        ("撤销日期", case.revoked_at),
    )
    return [
        {"label": "申请人", "value": verdicts.masked(case)},
        {"label": "事项", "value": case.item_name},
        {"label": "办理部门", "value": people.department_name(case.department)},
        *({"label": label, "value": cn_date(at.astimezone(CHINA).date())} for label, at in days if at),
    ]


def _read(form: LookupForm) -> str:
    """Return the check code or the file number in its one spelling, or nothing with the reason in the form."""
    if not form.is_valid():
        return ""
    tail = edge.plain_digits(form.cleaned_data["tail"])
    if len(tail) != TAIL or not (tail[:-1].isdigit() and tail[-1:].isalnum()):
        form.add_error("tail", f"请填证件号的最后4位，您填了{len(tail)}位")
        return ""
    written = edge.plain_digits(form.cleaned_data["code"])
    try:
        return read_check_code(written)
    except BadNumber as bad:
        as_number = _NUMBER.search(written.removeprefix(settings.NUOCHENG_MARK))
        if as_number and (written[:1].isdigit() or written.startswith(settings.NUOCHENG_MARK)):
            return file_number(settings.NUOCHENG_MARK, int(as_number[1]), int(as_number[2]) or 1)
        form.add_error("code", bad.text)
        return ""


def _found(wanted: str) -> Case | None:
    """Return the case of a check code or a file number, both looked for, so that neither takes longer."""
    return Case.objects.filter(Q(code=wanted) | Q(number=wanted)).first()


def _slow_down(request: HttpRequest) -> HttpResponse:
    response = render(request, "cases/slow_down.html", status=429)
    response["Retry-After"] = str(int(MINUTE.total_seconds()))
    return response


def _too_often(request: HttpRequest, wanted: str = "") -> bool:
    """Say whether this client looks up too often, or this paper was asked for in vain too often; all workers agree."""
    client, at = _client(request), now()
    rows = Lookup.objects.filter(client=client)
    if (
        rows.filter(at__gt=at - MINUTE).count() >= MOST_A_MINUTE
        or rows.filter(at__gt=at - DAY).count() >= MOST_A_DAY
    ):
        return True
    wrong = Lookup.objects.filter(asked=_digest(wanted), verdict=Verdict.UNKNOWN, at__gt=at - HOUR)
    return bool(wanted) and wrong.count() >= MOST_WRONG_AN_HOUR


def _digest(said: str) -> str:
    """Return a keyed digest: good for counting, and nobody reads from it what was asked, or from where."""
    return salted_hmac("nuocheng.lookup", said, algorithm="sha256").hexdigest()


def _client(request: HttpRequest) -> str:
    """Return who asks, as a digest: of IPv6 the network counts."""
    address = address_of(request)
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return _digest(address)
    if read.version == 6:
        address = str(ipaddress.ip_network(f"{read}/64", strict=False))
    return _digest(address)
