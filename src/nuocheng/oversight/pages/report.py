"""One report to read and print, and the list behind each of its figures: for its department and the Bureau."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, posts_of
from nuocheng.journal import queries as journal
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.oversight import queries
from nuocheng.oversight.lifecycle import LIFECYCLE, ReportState
from nuocheng.oversight.models import Report
from nuocheng.oversight.reports import monthly_work
from nuocheng.people import queries as people

OF_A_DEPARTMENT = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.EDITOR, Role.LEGAL)
#: Where each kind of file is opened, and from which posts.
PAGES: dict[str, tuple[str, frozenset[Role]]] = {
    "case": ("/desk/cases/{}", frozenset(OF_A_DEPARTMENT) - {Role.EDITOR} | {Role.BUREAU}),
    "task": ("/desk/verify/{}", frozenset({Role.VERIFIER, Role.BUREAU})),
    "demand": ("/desk/demands/{}", frozenset({Role.LEGAL, Role.BUREAU})),
    "matter": ("/desk/matters/{}", frozenset({Role.VERIFIER, Role.LEGAL, Role.REVIEWER, Role.BUREAU})),
    "edition": ("/desk/catalogue/{}", frozenset({Role.EDITOR, Role.LEGAL, Role.BUREAU})),
    "integrity": ("/desk/repairs/{}", frozenset({Role.LEGAL, Role.BUREAU})),
}
STEPS = {
    "report.draft": "开始填报",
    "report.write": "填写",
    "report.submit": "报送",
    "report.return": "退回修改",
    "report.accept": "区司法局接收",
}


def lead_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a report in the Bureau's shell."""
    return _report(request, reference, "lead")


def desk_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a report in the department's shell."""
    return _report(request, reference, "desk")


def lead_figure(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """List what a figure counts, in the Bureau's shell."""
    return _figure(request, reference, key, "lead")


def desk_figure(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """List what a figure counts, in the department's shell."""
    return _figure(request, reference, key, "desk")


def seen(request: HttpRequest, reference: str) -> Report:
    """Return a report, if it is for the eyes of whoever asks: its department's posts, and the Bureau.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post is held from which reports are read.
        NotFound: There is no such report, or it is another department's.

    """
    held = must_hold(request, Role.BUREAU, *OF_A_DEPARTMENT)
    found = queries.report(reference)
    if any(post.role is Role.BUREAU or post.department == found.department for post in held):
        return found
    raise NotFound("没有这份月报，请回到月报重新选")


def base(shell: str, reference: str) -> str:
    """Return the address under which a report and its figures lie in a shell."""
    return f"/{shell}/report{'s' if shell == 'lead' else ''}/{reference}"


def frame(report: Report, shell: str) -> dict[str, Any]:
    """Return what every page of one report shows."""
    word, tone = monthly_work.standing(report, report.due_on, today())
    return {
        "shell_template": f"shells/{shell}.html",
        "report": report,
        "department": people.department_name(report.department),
        "word": word,
        "tone": tone,
        "base": base(shell, report.reference),
        "months_url": "/lead/reports" if shell == "lead" else "/desk/report",
        "frozen": report.state in {ReportState.SUBMITTED, ReportState.ACCEPTED},
    }


def _report(request: HttpRequest, reference: str, shell: str) -> HttpResponse:
    report = seen(request, reference)
    roles = {post.role for post in must_hold(request, Role.BUREAU, *OF_A_DEPARTMENT)}
    possible = LIFECYCLE.possible(ReportState(report.state))
    sender = people.account(report.submitted_by) if report.submitted_by else None
    context = {
        **frame(report, shell),
        "sections": monthly_work.sections(report, now()),
        "texts": monthly_work.texts(report),
        "sender": sender.name if sender else report.submitted_by,
        "events": _events(report),
        "may_take": shell == "lead" and Role.BUREAU in roles and "accept" in possible,
    }
    return render(request, "oversight/report.html", context)


def _events(report: Report) -> list[dict[str, str]]:
    lines = journal.history("report", report.reference)
    return [
        {
            "when": cn_time(line.at),
            "what": STEPS.get(line.verb, line.verb),
            "note": str(line.note.get("reason", "")),
            "at": "past",
        }
        for line in lines
    ]


def _figure(request: HttpRequest, reference: str, key: str, shell: str) -> HttpResponse:
    report = seen(request, reference)
    value = next((one for one in queries.figures(report, now()) if one.key == key), None)
    if value is None:
        raise NotFound("月报里没有这个数")
    address, openers = PAGES[value.kind]
    roles = {post.role for post in posts_of(request)}
    rows = [
        {
            "name": one.reference,
            "url": address.format(one.reference) if roles & openers else "",
            "cells": [
                {"label": "时间", "text": f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M}"},
                {"label": "内容", "text": one.detail or "—"},
            ],
        }
        for one in value.counted
    ]
    columns = [{"label": "编号"}, {"label": "时间"}, {"label": "内容"}]
    context = {
        **frame(report, shell),
        "value": value,
        "table": {"caption": f"{value.title}的清单", "columns": columns, "rows": rows},
    }
    return render(request, "oversight/figure.html", context)
