"""Scans at the window: every page files itself by its code, and what did not is put in its place by hand."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nuocheng.cases import acts, queries
from nuocheng.cases.models import Case, ScanPage
from nuocheng.cases.pages.access import READERS, keyless, of_department
from nuocheng.cases.papers import window as papers
from nuocheng.cases.queries import blocks, scans
from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.holdings import queries as holdings
from nuocheng.holdings.channels import preview_of
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.papers.page_codes import Kind, PageCode
from nuocheng.papers.rendering import NotRead, Scan, read_scan

MEGABYTES = 20
MOST_FILES = 40
NO_CODE = "没认出二维码，请摆正、避开反光重扫，或手工选页"
TWO_CODES = "一张图里有两页的二维码，请一页一页扫"
TITLES = {
    Kind.NOTICE: "告知书和承诺书",
    Kind.WITHDRAWAL: "撤回申请书",
    Kind.PLEDGE_WITHDRAWAL: "撤回承诺申请书",
}


def take(request: HttpRequest, on: Occasion, case: Case) -> list[str]:
    """File every page of the files that came; return what the clerk must know, good files first kept."""
    files = request.FILES.getlist("scans")
    said = [f"一次最多{MOST_FILES}个文件，多出来的没有收，请再传一次"] if len(files) > MOST_FILES else []
    for file in files[:MOST_FILES]:
        try:
            judged = edge.Upload(megabytes=MEGABYTES).clean(file)
            pages = read_scan(judged.read())
        except (ValidationError, NotRead) as wrong:
            text = wrong.messages[0] if isinstance(wrong, ValidationError) else str(wrong)
            said.append(f"{file.name}：{text}")
            continue
        said += [told for page in pages if (told := _file(on, case, page))]
    return said


def _file(on: Occasion, case: Case, page: Scan) -> str:
    """File one page; return what is to be said about it, or nothing where it simply found its place."""
    if len(page.codes) != 1:
        acts.file_scan(keyless(on), case.reference, scanned=acts.PageScanned(page.picture))
        return TWO_CODES if page.codes else NO_CODE
    code = page.codes[0]
    if code.file != case.reference:
        return _file_elsewhere(on, case, page, code)
    acts.file_scan(keyless(on), case.reference, scanned=_scanned(page, code))
    if code.digest not in expected(case, code.kind):
        return (
            f"这一页是旧的{TITLES[code.kind]}（第{code.version}版），内容和现在要签的不一样，请签新打印的那份"
        )
    if page.unsigned:
        return f"第{code.page}页的签名区好像是空的，请确认"
    return ""


def _file_elsewhere(on: Occasion, case: Case, page: Scan, code: PageCode) -> str:
    """File a page of another case where it belongs, and say so."""
    here, there = _short(case.reference), _short(code.file)
    differs = f"这一页的二维码是{there}号，和正在办的{here}号不一样"
    try:
        other = queries.case(code.file)
    except NotFound:
        if blocks.is_reserved(code.file):
            return f"{differs}。{there}号是预留的空白表，还没有补录，请先补录，再扫这一页"
        return f"{differs}，系统里没有{there}号，没有收，请核对这张纸"
    if other.department != case.department:
        return f"{differs}，是别的单位的，没有收，请交还给那个单位的窗口"
    try:
        acts.file_scan(keyless(on), other.reference, scanned=_scanned(page, code))
    except Refusal:
        return f"{differs}，{there}号现在是“{other.state_title}”，不再收扫描件，请把这张纸归档"
    return f"{differs}，已放到{there}号"


def _scanned(page: Scan, code: PageCode) -> acts.PageScanned:
    places = sum(one.kind == "S" for one in code.marks)
    return acts.PageScanned(
        page.picture,
        str(code.kind),
        code.digest,
        code.version,
        code.page,
        code.of,
        page.turned,
        places,
        page.unsigned,
    )


def _short(reference: str) -> str:
    """Return the running number of a case as it is spoken."""
    return reference.rpartition("-")[2]


def expected(case: Case, kind: Kind) -> frozenset[str]:
    """Return the digests under which a paper of a case is the one that counts."""
    if kind is Kind.NOTICE:
        return papers.notice_codes(case)
    what: papers.What = "application" if kind is Kind.WITHDRAWAL else "pledge"
    return frozenset({papers.withdrawal_code(case, what).digest})


def counting(case: Case, kind: Kind) -> list[ScanPage]:
    """Return the scanned pages of the paper that counts, in the order of its pages."""
    wanted = expected(case, kind)
    filed = [
        one for one in scans.scans_of(case.reference) if one.page and not one.aside and one.shown in wanted
    ]
    return [one.scan for one in sorted(filed, key=lambda one: one.page)]


def rows(case: Case, kind: Kind, of: int) -> dict[str, Any]:
    """Return what the list of scanned pages shows: each page's place, and pages that have none yet."""
    filed = [one for one in scans.scans_of(case.reference) if not one.aside]
    wanted = expected(case, kind)
    mine = [one for one in filed if one.page and one.shown in wanted]
    total = max([one.of for one in mine], default=of)
    pages: list[dict[str, Any]] = [
        {"page": page, "scans": [_row(case, one) for one in mine if one.page == page]}
        for page in range(1, total + 1)
    ]
    return {
        "title": TITLES[kind],
        "pages": pages,
        "unplaced": [_row(case, one) for one in filed if not one.page],
        "others": [_row(case, one) for one in filed if one.page and one.shown not in wanted],
        "whole": all(len(one["scans"]) == 1 for one in pages) and not any(not one.page for one in filed),
        "of": total,
        "kind": str(kind),
    }


def _row(case: Case, one: scans.Filed) -> dict[str, Any]:
    return {
        "key": one.scan.pk.hex,
        "url": f"/desk/intake/{case.reference}/scans/{one.scan.pk.hex}",
        "page": one.page,
        "of": one.of,
        "version": one.scan.version,
        "unsigned": one.is_unsigned,
        "turned": one.scan.turned,
        "confirmed": one.confirmed,
    }


def place(request: HttpRequest, on: Occasion, case: Case, kind: Kind) -> str:
    """Do what a button beside a scanned page says; return what is wrong with it, or nothing."""
    verb, _, key = request.POST.get("place", "").partition(":")
    row = next((one for one in scans.scans_of(case.reference) if one.scan.pk.hex == key), None)
    if row is None:
        return "这一件里没有这一页，请刷新页面再试"
    if verb == "keep":
        for one in scans.scans_of(case.reference):
            if one.page == row.page and one.shown == row.shown and one.scan.pk != row.scan.pk:
                acts.place_scan(keyless(on), case.reference, scan=one.scan.pk.hex, placing=acts.Placing(0))
        return ""
    if verb == "put":
        return _put(request, on, case, key, kind)
    page, of = (row.page, row.of) if verb == "confirm" else (0, 0)
    placing = acts.Placing(page, of, row.shown, confirmed=verb == "confirm")
    acts.place_scan(keyless(on), case.reference, scan=key, placing=placing)
    return ""


def _put(request: HttpRequest, on: Occasion, case: Case, key: str, kind: Kind) -> str:
    typed = edge.plain_digits(request.POST.get(f"page-{key}", ""))
    of = edge.plain_digits(request.POST.get("of", ""))
    if not typed.isdecimal() or not of.isdecimal():
        return "请填写是第几页，例如2"
    shown = min(expected(case, kind))
    try:
        placing = acts.Placing(int(typed), int(of), shown, confirmed=True)
        acts.place_scan(keyless(on), case.reference, scan=key, placing=placing)
    except Refusal as refusal:
        return refusal.text
    return ""


@require_safe
def picture(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Send staff of the department a scanned page; for the list of pages a small picture is enough."""
    of_department(request, reference, *READERS)
    content = holdings.content(scans.scan(reference, key).digest)
    if "small" in request.GET:
        return sending.preview(preview_of(content, thumb=True))
    response = HttpResponse(content, content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response
