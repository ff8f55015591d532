"""One request for assistance: what is asked, what was replied, what may be done now; its letter and its scans."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge import sending
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_datetime, mask_number
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import ChannelDown, NotFound
from nuocheng.kernel.numbers import mask_phone
from nuocheng.kernel.occasion import CHINA
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.papers import queries as issued
from nuocheng.papers.rendering import NotPrinted
from nuocheng.papers.rendering import render as printed
from nuocheng.people import queries as people
from nuocheng.verification import acts, papers
from nuocheng.verification.models import AssistanceRequest, Question
from nuocheng.verification.pages.assistance_guards import ASKED, ASKING, BUREAU, Seen, seen
from nuocheng.verification.pages.assistance_steps import offered
from nuocheng.verification.pages.assistance_words import (
    OUTCOMES,
    OWN_OF_ASKED,
    OWN_OF_ASKING,
    PRESSED,
    TONES,
    WAYS,
    WORD_TONES,
    WORDS,
    events,
    waits,
)
from nuocheng.verification.queries import assistance, bodies

#: What of the timeline each side does not see.
HIDDEN = {ASKING: OWN_OF_ASKED, ASKED: OWN_OF_ASKING, BUREAU: OWN_OF_ASKING | OWN_OF_ASKED}


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one request as its side sees it."""
    mine = seen(request, reference)
    found = mine.request
    asked = assistance.questions(reference)
    context = {
        "seen": mine,
        "one": found,
        "shell": mine.shell,
        "tone": TONES[found.state],
        "left": remaining(law.calendar(), today(), found.due_on) if waits(found) and found.due_on else None,
        "rows": _rows(mine),
        "questions": [_question(one) for one in asked],
        "enclosed": assistance.enclosures(reference),
        "pages": assistance.reply_pages(reference),
        "draft": _draft(mine, asked) if mine.drafts else None,
        "steps": offered(mine),
        "may_issue": not found.asked and waits(found) and mine.may(acts.issue_code),
        "events": events(found, HIDDEN[mine.side]),
        "tasks": [one.task for one in asked] if mine.side == ASKING and mine.verifies else [],
    }
    return render(request, "verification/assistance.html", context)


@require_safe
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the signed letter as PDF, to both sides.

    Raises:
        NotFound: It is not signed yet.
        ChannelDown: The press makes nothing at the moment.

    """
    found = seen(request, reference).request
    paper = next(iter(issued.papers_of(reference)), None)
    if paper is None:
        raise NotFound("这一件还没有签发，没有协查函")
    try:
        body = printed(paper.form, json.loads(paper.content))
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，内容都在，请过几分钟再下载") from down
    name = f"{papers.TITLE}{papers.number_of(found)}.pdf"
    return sending.attachment(body, media_type="application/pdf", filename=name)


@require_safe
def page(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one file that came with a reply, to be saved."""
    found, content = assistance.reply_page(seen(request, reference).request.reference, key)
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


@require_safe
def enclosure(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one file that goes with a request, to be saved by both sides."""
    found, content = assistance.enclosure(seen(request, reference).request.reference, key)
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


@require_safe
def draft_page(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one file that goes with an answer which waits to be signed, to the body that writes it.

    Raises:
        NotFound: No answer of their own waits to be signed, or it has no such file.

    """
    mine = seen(request, reference)
    if not mine.drafts:
        raise NotFound("没有等着签发的答复，请回到这一件再看")
    found, content = assistance.draft_page(reference, key)
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


def _rows(mine: Seen) -> list[dict[str, Any]]:
    one = mine.request
    inside = mine.side == ASKING
    rows = [
        ("文号", papers.number_of(one)),
        ("请求单位", people.department_name(one.department)),
        ("被协助单位", f"{one.body}{f'（{one.address}）' if one.address else ''}"),
        ("当事人", f"{one.party_name}，{_number(mine)}"),
        ("用途", one.purpose),
        ("依据", one.basis),
        ("缓急", assistance.URGENCIES.get(one.urgency, one.urgency)),
        ("联系人", one.contact),
        ("为什么请协助", one.why if inside else ""),
        ("发出", _moment(one.sent_at)),
        ("签收", _moment(one.acknowledged_at)),
        ("对方联络员", _liaison(one) if inside else ""),
        ("答复期限", cn_date(one.due_on) if one.due_on else ""),
        ("催办", PRESSED[one.pressed]),
        ("退回、拒绝的理由", one.refusal),
        ("提请裁定的理由", one.dispute),
        ("区司法局裁定", one.ruling),
        ("补充询问", one.further),
        ("答复退回修改的理由", one.draft_refused if mine.side == ASKED else ""),
        ("答复用时", _took(one)),
        (
            "结果",
            f"{OUTCOMES[one.outcome]}{f'：{one.outcome_reason}' if one.outcome_reason else ''}"
            if one.outcome
            else "",
        ),
    ]
    case = {"label": "办件", "value": one.origin, "url": f"/desk/cases/{one.origin}", "action": "看办件"}
    return [
        *([case] if inside else []),
        *({"label": label, "value": value} for label, value in rows if value),
    ]


def _number(mine: Seen) -> str:
    """Return the party's number: whole for who asks, and for who is to look it up as long as they are."""
    one = mine.request
    whole = mine.side == ASKING or (mine.side == ASKED and waits(one))
    return one.party if whole else mask_number(one.party)


def _liaison(one: AssistanceRequest) -> str:
    """Return who is told by short message, or why nobody is."""
    found = bodies.liaison(one, today())
    if found is None:
        return "没有登记，请打电话联系"
    return f"{found.name}，{mask_phone(found.mobile) if found.mobile else '没有登记手机，收不到短信'}"


def _draft(mine: Seen, asked: list[Question]) -> dict[str, Any] | None:
    """Return the answer that waits to be signed, as the body that wrote it sees it."""
    draft = assistance.newest_draft(mine.request.reference)
    if draft is None:
        return None
    said = {one.place: one for one in acts.replies_of(draft)}
    return {
        "row": draft,
        "pages": assistance.draft_pages(mine.request.reference),
        "said": [
            {"question": one, "reply": said[one.place], **_worded(said[one.place].word)}
            for one in asked
            if one.place in said
        ],
    }


def _worded(word: str) -> dict[str, str]:
    return {"word": WORDS[word][0], "tone": WORD_TONES.get(word, "")}  # type: ignore[call-overload]


def _moment(moment: Any) -> str:
    return cn_datetime(moment.astimezone(CHINA)) if moment else ""


def _took(one: AssistanceRequest) -> str:
    if one.took is None:
        return ""
    return f"{f'{one.took}个工作日' if one.took else '当天'}，{'逾期' if one.late else '按期'}"


def _question(one: Question) -> dict[str, Any]:
    return {
        "question": one,
        "replies": [
            {
                "reply": reply,
                **_worded(reply.word),
                "way": WAYS[reply.way],
            }
            for reply in one.replies.all()
        ],
    }
