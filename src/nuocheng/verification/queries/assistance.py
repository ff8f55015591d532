"""What others may read of requests for assistance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from nuocheng.edge.keyset import Page, page
from nuocheng.holdings import queries as holdings
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.workdays import Deadline, next_workday_on_or_after, remaining, term_end
from nuocheng.law import queries as law
from nuocheng.verification.lifecycle import AWAITED, AssistanceState
from nuocheng.verification.models import (
    AssistanceRequest,
    DraftPage,
    Enclosure,
    Question,
    Reply,
    ReplyCode,
    ReplyDraft,
    ReplyPage,
)
from nuocheng.verification.rules.ladder import Pace, days_of

A = AssistanceState
#: How soon an answer is asked for: each is a term of the law.
URGENCIES: Mapping[str, str] = {
    "standard": "一般",
    "unshared": "对方的数据还没有共享",
    "urgent": "急件",
    "other_region": "向外地发函",
}
#: The tabs of whoever asks: what to do next, and the states in which it is to be done.
SENT_TABS: Mapping[str, tuple[str, tuple[AssistanceState, ...]]] = {
    "to_act": ("要我们处理", (A.DRAFTED, A.RETURNED, A.REFUSED, A.ANSWERED)),
    "waiting": ("等对方", (*AWAITED, A.DISPUTED)),
    "closed": ("已结束", (A.CLOSED,)),
}
#: The tabs of whoever is asked.
INBOX_TABS: Mapping[str, tuple[str, tuple[AssistanceState, ...]]] = {
    "to_answer": ("要答复", AWAITED),
    "disputed": ("退回、拒绝、争议", (A.RETURNED, A.REFUSED, A.DISPUTED)),
    "answered": ("已答复", (A.ANSWERED,)),
    "closed": ("已结束", (A.CLOSED,)),
}
#: The tabs of the Bureau: what it rules on, what it presses for, what is under way.
LEAD_TABS: Mapping[str, tuple[str, tuple[AssistanceState, ...]]] = {
    "disputed": ("等裁定", (A.DISPUTED,)),
    "overdue": ("逾期没有答复", AWAITED),
    "waiting": ("等答复", AWAITED),
}
RUNG_TERMS = ("reminder", "chase", "chase_again", "escalation")


def request(reference: str) -> AssistanceRequest:
    """Return one request.

    Raises:
        NotFound: There is no such request.

    """
    return AssistanceRequest.load(reference)


def questions(reference: str) -> list[Question]:
    """Return the questions of a request in their order, each with its task and its replies."""
    replies = Prefetch("replies", Reply.objects.order_by("turn"))
    rows = Question.objects.filter(request_id=reference).select_related("task")
    return list(rows.prefetch_related(replies).order_by("place"))


def replies(reference: str, turn: int) -> list[Reply]:
    """Return the replies of one turn with their questions and tasks, in the questions' order."""
    rows = Reply.objects.filter(question__request_id=reference, turn=turn)
    return list(rows.select_related("question__task").order_by("question__place"))


def enclosures(reference: str) -> list[Enclosure]:
    """Return the files that go with a request."""
    return list(Enclosure.objects.filter(request_id=reference).order_by("id"))


def enclosure(reference: str, key: UUID) -> tuple[Enclosure, bytes]:
    """Return one file that goes with a request, with its bytes.

    Raises:
        NotFound: It is not on this request, or the scanner found something in it.

    """
    found = Enclosure.objects.filter(request_id=reference, pk=key).first()
    if found is None:
        raise NotFound("这一件里没有这个附件")
    return found, holdings.content(found.digest)


def newest_draft(reference: str) -> ReplyDraft | None:
    """Return the answer that was written last and waits to be signed, if there is one."""
    return ReplyDraft.objects.filter(request_id=reference).order_by("-at", "-id").first()


def draft_pages(reference: str) -> list[DraftPage]:
    """Return the files that go with the answer that was written last."""
    draft = newest_draft(reference)
    return list(draft.pages.order_by("id")) if draft else []


def draft_page(reference: str, key: UUID) -> tuple[DraftPage, bytes]:
    """Return one file that goes with a drafted answer, with its bytes.

    Raises:
        NotFound: It is not on this request, or the scanner found something in it.

    """
    found = DraftPage.objects.filter(draft__request_id=reference, pk=key).first()
    if found is None:
        raise NotFound("答复稿里没有这个附件")
    return found, holdings.content(found.digest)


def reply_pages(reference: str) -> list[ReplyPage]:
    """Return the files that came with the replies."""
    return list(ReplyPage.objects.filter(request_id=reference).order_by("turn", "id"))


def reply_page(reference: str, key: UUID) -> tuple[ReplyPage, bytes]:
    """Return one scanned page of a request with its bytes.

    Raises:
        NotFound: It is not on this request, or the scanner found something in it.

    """
    found = ReplyPage.objects.filter(request_id=reference, pk=key).first()
    if found is None:
        raise NotFound("这一件里没有这一页复函")
    return found, holdings.content(found.digest)


def by_code(code: str) -> AssistanceRequest:
    """Return the request whose letter bears a check code.

    Raises:
        NotFound: There is none that was sent.

    """
    found = AssistanceRequest.objects.filter(code=code, sent_at__isnull=False).first()
    if found is None:
        raise NotFound("没有这份协查函，可能是假的。请照着函上的网址核对，或者打函上的电话")
    return found


def newest_code(reference: str) -> ReplyCode | None:
    """Return the code that was issued last for a request, if there is one."""
    return ReplyCode.objects.filter(request_id=reference).order_by("-made_at", "-id").first()


def requests_about(task: str) -> list[AssistanceRequest]:
    """Return the requests that asked about one task, the newest first."""
    rows = AssistanceRequest.objects.filter(questions__task_id=task)
    return list(rows.order_by("-opened_at", "reference").distinct())


def sent(department: str, tab: str, after: str = "") -> Page[AssistanceRequest]:
    """Return a page of the requests of a department, the last moved first."""
    rows = AssistanceRequest.objects.filter(department=department, state__in=SENT_TABS[tab][1])
    return page(rows, ("-moved_at", "-reference"), after)


def inbox(asked: str, tab: str, after: str = "") -> Page[AssistanceRequest]:
    """Return a page of the requests to a department, the most urgent first."""
    rows = AssistanceRequest.objects.filter(asked=asked, state__in=INBOX_TABS[tab][1], sent_at__isnull=False)
    return page(rows, ("due_on", "reference"), after)


def watched(tab: str, today: date, after: str = "") -> Page[AssistanceRequest]:
    """Return a page of what the Bureau watches, the longest overdue first."""
    rows = AssistanceRequest.objects.filter(state__in=LEAD_TABS[tab][1])
    if tab == "overdue":
        rows = rows.filter(due_on__lt=today)
    return page(rows, ("due_on", "reference"), after)


def lead_counts(today: date) -> dict[str, int]:
    """Return how many requests lie in each tab of the Bureau."""
    rows = AssistanceRequest.objects.filter(state__in=[A.DISPUTED, *AWAITED])
    return rows.aggregate(
        disputed=Count("reference", filter=Q(state=A.DISPUTED)),
        overdue=Count("reference", filter=Q(state__in=AWAITED, due_on__lt=today)),
        waiting=Count("reference", filter=Q(state__in=AWAITED)),
    )


def to_press(today: date, limit: int) -> list[str]:
    """Return the requests whose answer is to be asked for by today, the longest waiting first."""
    rows = AssistanceRequest.objects.filter(press_on__lte=today).order_by("press_on", "reference")
    return list(rows.values_list("reference", flat=True)[:limit])


def to_tell_halfway(today: date, limit: int) -> list[str]:
    """Return the requests of which half of the term is over and whose liaison was not told, the oldest first."""
    rows = AssistanceRequest.objects.filter(halfway_on__lte=today).order_by("halfway_on", "reference")
    return list(rows.values_list("reference", flat=True)[:limit])


def sent_counts(department: str) -> dict[str, int]:
    """Return how many open requests of a department lie in each tab."""
    return _counts(Q(department=department), SENT_TABS)


def inbox_counts(asked: str) -> dict[str, int]:
    """Return how many open requests to a department lie in each tab."""
    return _counts(Q(asked=asked, sent_at__isnull=False), INBOX_TABS)


def _counts(whose: Q, tabs: Mapping[str, tuple[str, tuple[AssistanceState, ...]]]) -> dict[str, int]:
    """Count the tabs whose requests are open: what is closed grows for ever and is not counted."""
    open_tabs = {name: states for name, (_, states) in tabs.items() if A.CLOSED not in states}
    rows = AssistanceRequest.objects.filter(
        whose, state__in=[one for states in open_tabs.values() for one in states]
    )
    return rows.aggregate(
        **{name: Count("reference", filter=Q(state__in=states)) for name, states in open_tabs.items()}
    )


def answer_due(urgency: str, today: date) -> Deadline:
    """Return until when an answer is due that is asked for today; one of the same day moves to a working day."""
    calendar = law.calendar()
    found = term_end(calendar, today, law.term(f"term.assistance.{urgency}", today).workdays)
    return Deadline(next_workday_on_or_after(calendar, found.on), found.provisional)


def rungs(due_on: date, today: date) -> tuple[date, ...]:
    """Return the days on which an answer due then is asked for again, by the law of today."""
    pace = Pace(*(law.term(f"term.assistance.{name}", today).workdays for name in RUNG_TERMS))
    return days_of(law.calendar(), due_on, pace)


def halfway(today: date, reminded_on: date, due_on: date) -> date | None:
    """Return the day on which half of a term is over that begins today; nothing where the reminder is as soon."""
    calendar = law.calendar()
    half = remaining(calendar, today, due_on) * number("halfway", today) // 100
    day = term_end(calendar, today, half).on
    return day if today < day < reminded_on else None


def number(key: str, on: date) -> int:
    """Return a number that the law sets for requests for assistance.

    Raises:
        LawMissing: It sets none.

    """
    return int(law.provision(f"code.assistance.{key}", on).value["number"])


def signs_alone(asked: str, on: date) -> bool:
    """Say whether one officer of a department may write an answer and sign it, because there are too few."""
    return asked in law.provision("code.assistance.alone", on).value["departments"]
