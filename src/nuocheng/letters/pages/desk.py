"""The desk of letters: what did not arrive, what is to be printed and posted, what went out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.display import cn_datetime, mask_number
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import ChannelDown, NotFound, Refusal
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.letters import acts, queries
from nuocheng.letters.channels.at_hand import TITLES
from nuocheng.letters.lifecycle import LIFECYCLE, MailingState
from nuocheng.letters.models import Mailing
from nuocheng.letters.pages.forms import DropForm, PostForm, RetryForm
from nuocheng.papers.content import LetterOnPaper
from nuocheng.papers.rendering import NotPrinted
from nuocheng.papers.rendering import render as printed
from nuocheng.people import queries as people

S = MailingState
#: Who sees to letters.
READERS = (Role.CLERK, Role.REVIEWER)
#: The tabs over the list: what to call each, and which states lie in it.
TABS: dict[str, tuple[str, tuple[MailingState, ...]]] = {
    "parked": ("没送到", (S.PARKED,)),
    "print": ("要打印", (S.TO_PRINT,)),
    "posting": ("等着寄", (S.PRINTED,)),
    "queued": ("正在送", (S.QUEUED,)),
    "out": ("送出了", (S.SENT, S.POSTED)),
    "dropped": ("不再送", (S.DROPPED,)),
}
#: Beyond this many a tab says “多”: nobody needs the exact number of what went out.
MOST = 99
TONES = {
    S.PARKED: "bad",
    S.TO_PRINT: "todo",
    S.PRINTED: "todo",
    S.QUEUED: "info",
    S.SENT: "ok",
    S.POSTED: "ok",
}
COLUMNS = ("标题", "收件人", "方式", "送到哪里", "状态", "时间")
PLAIN = {
    "mailing.queue": "等着送出",
    "mailing.lay_out": "等着打印",
    "mailing.send": "送出",
    "mailing.defer": "没送到，过一会儿再送",
    "mailing.park": "没送到，要人办",
    "mailing.retry": "重新送",
    "mailing.print": "打印",
    "mailing.post": "寄出",
    "mailing.drop": "不再送",
}


@require_safe
def mailings(request: HttpRequest) -> HttpResponse:
    """List one tab of a department's mailings."""
    department = must_hold(request, *READERS)[0].department
    tab = request.GET.get("tab", "parked")
    tab = tab if tab in TABS else "parked"
    found = queries.desk(department, TABS[tab][1], request.GET.get("after", ""))
    more = {
        "tabs": [_tab(department, name, name == tab) for name in TABS],
        "table": {
            "caption": TABS[tab][0],
            "columns": [{"label": label} for label in COLUMNS],
            "rows": [_row(one) for one in found.rows],
        },
        "pager": {"next_url": f"/desk/letters?tab={tab}&after={found.next}" if found.next else ""},
    }
    return render(request, "letters/mailings.html", more)


def _tab(department: str, name: str, current: bool) -> dict[str, Any]:  # noqa: FBT001 - one of two
    label, states = TABS[name]
    count = queries.counted(department, states, MOST + 1)
    return {
        "label": label,
        "url": f"/desk/letters?tab={name}",
        "count": f"{MOST}+" if count > MOST else count,
        "current": current,
    }


def _row(one: Mailing) -> dict[str, Any]:
    state = S(one.state)
    return {
        "id": one.reference,
        "name": one.subject,
        "url": f"/desk/letters/{one.reference}",
        "cells": [
            {"label": "收件人", "text": one.name},
            {"label": "方式", "text": TITLES.get(one.way, one.way)},
            {"label": "送到哪里", "text": _where(one)},
            {
                "label": "状态",
                "text": LIFECYCLE.titles[state],
                "badge": True,
                "tone": TONES.get(state, "off"),
            },
            {"label": "时间", "text": cn_datetime(one.moved_at.astimezone(CHINA))},
        ],
    }


def _where(one: Mailing) -> str:
    return mask_number(one.address) if one.way == "sms" else one.address


class MailingPage(View):
    """One mailing: the exact words, what became of it, and what can be done."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        return _show(request, _own(request, reference))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Do the step that a button names."""
        mailing = _own(request, reference)
        on = occasion(request, READERS, department=mailing.department)
        step = request.POST.get("step", "")
        if step == "print":
            return self._print(request, mailing)
        form = _form(step, mailing, request.POST)
        if form is None:
            return SeeOther(f"/desk/letters/{reference}")
        if not form.is_valid():
            return _show(request, mailing, step, form, 422)
        try:
            _do(step, on, reference, form.cleaned_data)
        except Refusal as refusal:
            return _show(request, mailing, step, form, form.say(refusal))
        messages.success(request, f"记下了：{PLAIN[f'mailing.{step}']}")
        return SeeOther(f"/desk/letters/{reference}")

    def _print(self, request: HttpRequest, mailing: Mailing) -> HttpResponse:
        on = occasion(request, READERS, department=mailing.department)
        try:
            acts.print_out(on, mailing.reference)
        except Refusal as refusal:
            messages.warning(request, refusal.text)
            return SeeOther(f"/desk/letters/{mailing.reference}")
        return SeeOther(f"/desk/letters/{mailing.reference}/letter.pdf")


def _form(step: str, mailing: Mailing, data: Any) -> edge.Form | None:
    """Return the form of a step as it was sent, or nothing where there is no such step."""
    if step == "retry":
        return RetryForm(data, way=mailing.way)
    kinds: dict[str, type[edge.Form]] = {"post": PostForm, "drop": DropForm}
    return kinds[step](data) if step in kinds else None


def _do(step: str, on: Occasion, reference: str, said: dict[str, Any]) -> None:
    if step == "retry":
        acts.retry(on, reference, **said)
    elif step == "post":
        acts.post(on, reference, **said)
    else:
        acts.drop(on, reference, **said)


@require_safe
def on_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the letter as a page to be posted.

    Raises:
        ChannelDown: The press gives no page now.

    """
    mailing = _own(request, reference)
    if mailing.way != "print":
        raise NotFound("这不是纸质信件")
    unit = people.department(mailing.department)
    content = LetterOnPaper(
        dated=mailing.opened_at.astimezone(CHINA).date(),
        name=mailing.name,
        address=mailing.address,
        title=mailing.subject,
        number="",
        paragraphs=tuple(mailing.text.split("\n")),
        sender=unit.name if unit else settings.NUOCHENG_DISTRICT,
        contact=f"有不清楚的，请打{(unit.phone if unit else '') or settings.NUOCHENG_PHONE}。",
    )
    try:
        body = printed("letter", content.as_json())
    except NotPrinted as problem:
        raise ChannelDown("信件现在排不出来，请过几分钟再试") from problem
    named = content_disposition_header(as_attachment=False, filename=f"{mailing.subject}.pdf")
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = named or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _own(request: HttpRequest, reference: str) -> Mailing:
    """Return a mailing of a department in which a post is held.

    Raises:
        NotFound: There is none of that number in it.

    """
    held = must_hold(request, *READERS)
    mailing = queries.mailing(reference)
    if mailing.department not in {post.department for post in held}:
        raise NotFound
    return mailing


def _show(
    request: HttpRequest, mailing: Mailing, step: str = "", form: edge.Form | None = None, code: int = 200
) -> HttpResponse:
    state = S(mailing.state)
    blank = {"retry": RetryForm(way=mailing.way), "post": PostForm(), "drop": DropForm()}
    shown = {**blank, **({step: form} if form else {})}
    lines = journal.history(mailing.kind, mailing.reference)
    roles = [post.role for post in posts_of(request) if post.department == mailing.department]
    more = {
        "mailing": mailing,
        "about_url": queries.desk_page(mailing.about, roles),
        "state": LIFECYCLE.titles[state],
        "tone": TONES.get(state, "off"),
        "rows": [
            {"label": "收件人", "value": mailing.name},
            {"label": "方式", "value": TITLES.get(mailing.way, mailing.way)},
            {"label": "送到哪里", "value": _where(mailing)},
            {"label": "送过几次", "value": f"{mailing.attempts}次"},
            *([{"label": "没送到的原因", "value": mailing.problem}] if mailing.problem else []),
            *([{"label": "回执或者邮件号", "value": mailing.receipt_no}] if mailing.receipt_no else []),
        ],
        "events": [
            {
                "when": cn_datetime(line.at.astimezone(CHINA)),
                "what": PLAIN.get(line.verb, line.verb),
                "note": str(line.note.get("note", "") or line.note.get("reason", "")),
                "at": "past",
            }
            for line in reversed(lines)
        ],
        "possible": LIFECYCLE.possible(state),
        "forms": shown,
        "errors": edge.error_summary(form) if form else [],
    }
    return render(request, "letters/mailing.html", more, status=code)
