"""Papers as PDF: those of a file for its party and its department, and the blank forms for everybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nuocheng.cases.pages.access import READERS
from nuocheng.cases.papers import blank
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import posts_of
from nuocheng.kernel.errors import ChannelDown, NotFound, NotSignedIn
from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.papers import queries as papers
from nuocheng.papers.rendering import NotPrinted, render

A_DAY = 24 * 3600


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
    if not law.switch("switch.forms.public", today()):
        raise NotFound("承诺书空白表请到窗口领取")
    listed = catalogue.in_force(code)
    name = f"证明事项告知承诺书（空白表）{listed.item.name}第{listed.version}版.pdf"
    content = blank(listed, today())
    return _pdf(request, "notice_and_pledge", content, name, f"public, max-age={A_DAY}")


def _may_read(request: HttpRequest, party: str, department: str) -> bool:
    held = posts_of(request)
    number = getattr(request.user, "number", "")
    if number and number == party:
        return True
    staff = [post for post in held if post.role in READERS]
    return any(post.role is Role.BUREAU or post.department == department for post in staff)


def _large(request: HttpRequest) -> bool:
    return request.GET.get("large") == "1"


def _pdf(request: HttpRequest, kind: str, content: Mapping[str, Any], name: str, keep: str) -> HttpResponse:
    try:
        body = render(kind, content, large=_large(request))
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，内容都在，请过几分钟再下载") from down
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = keep
    return response
