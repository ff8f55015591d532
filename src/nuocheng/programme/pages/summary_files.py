"""A summary as a paper (书面材料): what was handed in once, as PDF or DOCX."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.errors import ChannelDown, NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.papers.rendering import NotPrinted, docx, render
from nuocheng.people import queries as people
from nuocheng.programme import queries
from nuocheng.programme.models import Summary
from nuocheng.programme.pages.guards import own
from nuocheng.programme.papers import summary as paper_of

#: In what forms a summary is given out, and how each is made.
KINDS = {
    "pdf": ("application/pdf", render),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
}


@require_safe
def desk_summary_file(request: HttpRequest, reference: str, number: int, ending: str) -> HttpResponse:
    """Give the department out what it handed in once."""
    summary, _ = own(request, queries.summary, reference)
    return _given_out(summary, number, ending)


@require_safe
def lead_summary_file(request: HttpRequest, reference: str, number: int, ending: str) -> HttpResponse:
    """Give the Bureau out what a department handed in once."""
    must_hold(request, Role.BUREAU)
    return _given_out(queries.summary(reference), number, ending)


def _given_out(summary: Summary, number: int, ending: str) -> HttpResponse:
    if ending not in KINDS:
        raise NotFound("只有PDF和DOCX两种，请回到总结重新选")
    department = people.department_name(summary.department)
    content = paper_of(queries.handed_once(summary, number), department)
    media_type, made = KINDS[ending]
    try:
        body = made(content.form, content.as_json())
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，请过几分钟再下载") from down
    name = f"{content.title}.{ending}"
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(body, content_type=media_type, headers={"Content-Disposition": disposition})
