"""Papers to take home: those of a file for its party and its department, and the blank forms for everybody (PDF, Word)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nuocheng.cases import papers as papers_of
from nuocheng.cases.pages.access import READERS
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import acting_for, posts_of
from nuocheng.kernel.errors import ChannelDown, NotFound, NotSignedIn
from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.papers import queries as papers
from nuocheng.papers.rendering import NotPrinted, docx, filled_form, preview, render

Made = TypeVar("Made")

A_DAY = 24 * 3600
FOR_ALL = f"public, max-age={A_DAY}"
BLANK = "notice_and_pledge"
MODEL = "证明事项告知承诺书（范本）"
#: A Word form follows what its office puts to use, or switches off, within minutes.
SHORTLY = "public, max-age=600"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Send one paper to its party, or to staff of the department that issued it."""
    if not request.user.is_authenticated:
        raise NotSignedIn("请先登录，登录后接着看文书")
    found = papers.paper(key)
    if not _may_read(request, found.party, found.department):
        raise NotFound("没有这份文书，请核对编号")
    name = f"{found.title}{found.number}{'（大字版）' if _large(request) else ''}.pdf"
    return _pdf(request, found.form, json.loads(found.content), name, "private, no-store")


@require_safe
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Send the blank notice-and-pledge form of a published item to anybody."""
    content, name, _ = _blank(code)
    return _pdf(request, BLANK, content, f"{name}.pdf", FOR_ALL)


@require_safe
def form_to_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Send the same blank form as a Word file: in its office's own template where one is in use, or in our layout."""
    content, name, department = _blank(code)
    large = _large(request)
    body = None if large else _in_own_template(department, content)
    return _file(body or made(lambda: docx(BLANK, content, large=large)), DOCX, f"{name}.docx", SHORTLY)


def _in_own_template(department: str, content: Mapping[str, Any]) -> bytes | None:
    """Return the blank form in the template that its office has in use, nothing if it cannot be filled in.

    Whoever asks gets the form in any case: a template that lacks words the law came to ask for since, or an item of
    which nothing can be pledged any more, is no reason for nobody to get it.
    """
    own = papers.template_for(department)
    if own is None:
        return None
    try:
        return filled_form(papers.raw_of(own.reference), content, papers_of.statements(today()))
    except NotPrinted:
        return None


@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """Show the model pledge (附件4) on screen."""
    return render_page(
        request, "cases/model.html", {"paper": preview(BLANK, papers_of.model(today()), level=1)}
    )


@require_safe
def model_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the model pledge to anybody, as PDF or as a Word file.

    Raises:
        NotFound: It is made in no such kind.

    """
    content, name = papers_of.model(today()), f"附件4　{MODEL}.{kind}"
    if kind == "pdf":
        return _pdf(request, BLANK, content, name, FOR_ALL)
    if kind != "docx":
        raise NotFound("范本只有PDF和DOCX两种，请重新选")
    return _file(made(lambda: docx(BLANK, content, large=_large(request))), DOCX, name, FOR_ALL)


def _blank(code: str) -> tuple[dict[str, Any], str, str]:
    """Return the content of the blank form of an item, its name, and the department that hands it out."""
    if not law.switch("switch.forms.public", today()):
        raise NotFound("承诺书空白表请到窗口领取")
    listed = catalogue.in_force(code)
    name = f"证明事项告知承诺书（空白表）{listed.item.name}第{listed.version}版"
    return papers_of.blank(listed, today()), name, listed.department


def _may_read(request: HttpRequest, party: str, department: str) -> bool:
    held = posts_of(request)
    number = getattr(request.user, "number", "")
    acting = acting_for(request)
    if party and party in {number, acting.party if acting else ""}:
        return True
    staff = [post for post in held if post.role in READERS]
    return any(post.role is Role.BUREAU or post.department == department for post in staff)


def _large(request: HttpRequest) -> bool:
    return request.GET.get("large") == "1"


def _pdf(request: HttpRequest, kind: str, content: Mapping[str, Any], name: str, keep: str) -> HttpResponse:
    body = made(lambda: render(kind, content, large=_large(request)))
    return _file(body, "application/pdf", name, keep)


def made(make: Callable[[], Made]) -> Made:
    """Return what the press makes.

    Raises:
        ChannelDown: It makes nothing at the moment.

    """
    try:
        return make()
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，内容都在，请过几分钟再下载") from down


def _file(body: bytes, kind: str, name: str, keep: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = keep
    return response
