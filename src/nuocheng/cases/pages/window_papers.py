"""Papers printed at the window: what is to be signed, in two copies with a code on every page; reprints keep the number."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import of_department
from nuocheng.cases.pages.window_draft import WindowDraft
from nuocheng.cases.papers import window as papers_of
from nuocheng.catalogue import queries as catalogue
from nuocheng.kernel.errors import ChannelDown, NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.papers import queries as papers
from nuocheng.papers.page_codes import PageCode
from nuocheng.papers.rendering import NotPrinted, stamped

NOTICE = "notice_and_pledge"
COPIES = 2
NOT_PRINTED = "打印没成功，内容都在，请过几分钟重打；重打不会换号"


@require_safe
def notice(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the notice and pledge to be signed, in two copies: the pledge blank, or filled in with what was said.

    Raises:
        NotFound: No notice was served.

    """
    case = of_department(request, reference, Role.CLERK)
    if not case.notice:
        raise NotFound("这一件还没有出告知书，请先出告知书")
    content = json.loads(papers.paper(case.notice).content)
    said = WindowDraft(request, reference).printed if request.GET.get("filled") == "1" else {}
    if said:
        content = papers_of.filled(content, catalogue.item_of(case.edition), said)
    return to_sign(request, NOTICE, content, papers_of.notice_code(case))


@require_safe
def withdrawal(request: HttpRequest, reference: str, what: str) -> HttpResponse:
    """Send the application to withdraw, to be signed.

    Raises:
        NotFound: There is no such application.

    """
    case = of_department(request, reference, Role.CLERK)
    known = what_of(what)
    content, code = papers_of.withdrawal(case, known), papers_of.withdrawal_code(case, known)
    return to_sign(request, "withdrawal", content, code)


def what_of(text: str) -> papers_of.What:
    """Read which of the two withdrawals an address means.

    Raises:
        NotFound: Neither.

    """
    known: dict[str, papers_of.What] = {"pledge": "pledge", "application": "application"}
    if text not in known:
        raise NotFound("没有这种申请书，请从办件页面进来")
    return known[text]


def to_sign(request: HttpRequest, form: str, content: dict[str, object], code: PageCode) -> HttpResponse:
    """Return the PDF of a paper to be signed.

    Raises:
        ChannelDown: It cannot be printed just now.

    """
    large = request.GET.get("large") == "1"
    try:
        body = stamped(form, [(content, code)], copies=COPIES, large=large)
    except NotPrinted as down:
        raise ChannelDown(NOT_PRINTED) from down
    return sent(body, f"{code.file}{'（大字版）' if large else ''}.pdf")


def sent(body: bytes, name: str) -> HttpResponse:
    """Return a PDF that nobody on the way keeps."""
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def printed(case: Case) -> dict[str, str]:
    """Return where the notice of a case is printed from."""
    base = f"/desk/intake/{case.reference}/print"
    return {"url": base, "large": f"{base}?large=1", "filled": f"{base}?filled=1"}
