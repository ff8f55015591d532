"""Where a case stands, and its receipt: pages one can come back to at any time."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import DECIDED, LIFECYCLE, CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import context, days_left, own
from nuocheng.cases.pages.changes import NOTICE_TITLE
from nuocheng.cases.pages.clockface import handling, term_line
from nuocheng.cases.pages.correcting import correction_rows
from nuocheng.cases.pages.early import told_to_party
from nuocheng.cases.pages.pledge import signed_rows
from nuocheng.cases.pages.wording import PATHS, PLAIN_VERBS, entered_later, told, when
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_datetime, deadline, mask_number
from nuocheng.journal import queries as journal
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.kernel.workdays import remaining, term_end
from nuocheng.law import queries as law
from nuocheng.letters import queries as letters
from nuocheng.papers import queries as papers
from nuocheng.people import queries as people
from nuocheng.verification import queries as verification

S = CaseState

#: The state of a task that was exempt from verification (免予核查).
EXEMPT = "exempt"

#: The state of a task that waits until something runs out.
WAITS = "awaiting"
#: When a pledge is verified after every decision.
OF_COURSE = (catalogue.Timing.AT_ONCE, catalogue.Timing.AFTER_DECISION)

#: What the head of the receipt says, by state.
RECEIPTS = {
    S.PLEDGED: "承诺书已提交",
    S.SUBMITTED: "申请已提交",
    S.GRANTED: "已经批准",
    S.CLOSED: "已经批准",
}


def progress(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the party where its case stands."""
    _, case = own(request, reference)
    item = catalogue.item_of(case.edition)
    possible = LIFECYCLE.possible(S(case.state))
    repaired = case.state == S.REVOKED and not credit.standing(case.party).barred
    state = told(case, days_left(case), letters=letters.letters_to(case.party).rows, repaired=repaired)
    more = context(
        case,
        item,
        told=state,
        rows=_rows(case),
        facts=signed_rows(case, item) if case.pledged_certificates else [],
        events=events(case),
        papers=downloads(case),
        may_withdraw="withdraw" in possible,
        may_withdraw_pledge=may_withdraw_pledge(case),
        ineligible=bool(case.ineligible_reason),
        checks_by=_checks_by(case),
        early=told_to_party(case),
        later=_later(case),
        term=term_line(case),
        correction=correction_rows(case),
        handling=handling(case),
        looked_up=_looked_up(case),
        refused=why_refused(case),
        may_rate=CaseState(case.state) in DECIDED,
        rated=queries.rating_of(case.reference) if CaseState(case.state) in DECIDED else None,
    )
    return render(request, "cases/case.html", more)


def _looked_up(case: Case) -> str:
    """Say how often the papers were looked up; by whom is not known, and so cannot be told."""
    times, last = queries.lookups_of(case.reference)
    return f"有人核验过这份承诺书{times}次，最近一次{cn_datetime(last.astimezone(CHINA))}" if last else ""


def done(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the receipt; it can be opened again, and then says how far things are."""
    _, case = own(request, reference)
    if case.state not in RECEIPTS:
        return redirect(f"/cases/{reference}")
    item = catalogue.item_of(case.edition)
    more = context(
        case,
        item,
        title=RECEIPTS[S(case.state)],
        events=next_steps(case, item),
        papers=downloads(case),
        may_withdraw_pledge=may_withdraw_pledge(case),
        granted=case.decided_at is not None,
        may_rate=S(case.state) in DECIDED and queries.rating_of(case.reference) is None,
    )
    return render(request, "cases/done.html", more)


def why_refused(case: Case) -> dict[str, str] | None:
    """Return why it was refused, by which law, and what can be done, as the decision says; nothing if it was not."""
    if case.state != S.REFUSED or not case.decision:
        return None
    said = json.loads(papers.paper(case.decision).content)
    return {
        "reason": "".join(said["reasons"]),
        "basis": "；".join(said["basis"]),
        "remedy": said["remedy"],
    }


def may_withdraw_pledge(case: Case) -> bool:
    """Say whether there is a pledge that can be taken back now."""
    possible = LIFECYCLE.possible(S(case.state))
    return "withdraw_pledge" in possible and case.pledged_at is not None and case.pledge_withdrawn_at is None


def downloads(case: Case) -> list[dict[str, str]]:
    """Return the papers of a case, of several notices only the one that counts."""
    found = papers.papers_of(case.reference)
    listed = [
        {"title": one.title, "url": f"/papers/{one.pk.hex}.pdf", "key": one.pk.hex}
        for one in found
        if one.title != NOTICE_TITLE or one.pk.hex == case.notice
    ]
    if queries.signature_of(case.reference) is not None:
        url = f"/cases/{case.reference}/signing-record.pdf"
        listed.append({"title": "签署记录", "url": url, "key": "signing-record"})
    return listed


def events(case: Case) -> list[dict[str, Any]]:
    """Return the history of a case in plain words, newest first."""
    lines = journal.history(case.kind, case.reference)
    names = {one.key: one.name for one in catalogue.item_of(case.edition).certificates}
    return [
        {
            "when": when(line),
            "what": PLAIN_VERBS.get(line.verb, line.verb),
            "note": names.get(str(line.note.get("certificate", "")), ""),
            "at": "past",
        }
        for line in reversed(lines)
    ]


def next_steps(case: Case, item: catalogue.Item) -> list[dict[str, Any]]:
    """Return the dated steps of the receipt: what was, what comes, and by when."""
    department = people.department_name(case.department)
    handed = case.pledged_at or case.opened_at
    steps: list[dict[str, Any]] = [
        {
            "when": _day(handed),
            "what": "收到您的承诺书" if case.pledged_certificates else "收到您的申请",
            "at": "past",
        }
    ]
    if case.decided_at is None:
        first = _first_checked(case)
        steps += first
        by = deadline(case.due_on, days_left(case))
        steps.append({"when": by, "what": f"{department}作出决定，告诉您结果", "at": "" if first else "now"})
    else:
        steps.append({"when": _day(case.decided_at), "what": f"{department}批准了", "at": "past"})
    if case.pledged_certificates:
        steps += _verification_steps(case, item)
    return steps


def _first_checked(case: Case) -> list[dict[str, Any]]:
    """Return the step of what is still verified before the decision."""
    waiting = verification.open_early(case.reference)
    if not waiting:
        return []
    last = max(task.due_on for task in waiting)
    by = deadline(last, remaining(law.calendar(), today(), last))
    return [{"when": by, "what": "先核查您承诺的内容，查清了再作决定", "at": "now"}]


def _verification_steps(case: Case, item: catalogue.Item) -> list[dict[str, Any]]:
    """Return what is verified after the decision, and what when it runs out."""
    tasks = verification.tasks_of(case.reference)
    after = [
        task for task in tasks if task.state != WAITS and not (task.is_early and case.decided_at is None)
    ]
    steps = [] if case.decided_at is None and _all_early(item) else [_verification_step(case, item, after)]
    if after or not tasks or case.decided_at is None:
        return [*steps, *_later_steps(tasks)]
    return _later_steps(tasks)


def _later_steps(tasks: list[Any]) -> list[dict[str, Any]]:
    days = sorted({task.opens_on for task in tasks if task.state == WAITS})
    return [{"when": cn_date(day), "what": "到期核查您承诺的内容", "at": ""} for day in days]


def _all_early(item: catalogue.Item) -> bool:
    plans = [one.plan for one in item.pledgeable if one.plan is not None]
    return all(one.timing is catalogue.Timing.BEFORE_DECISION for one in plans)


def _later(case: Case) -> list[str]:
    """Return the days on which something is verified when it runs out, for the page of the case."""
    if case.decided_at is None:
        return []
    waiting = [task for task in verification.tasks_of(case.reference) if task.state == WAITS]
    return [f"{task.certificate}，到期核查：{cn_date(task.opens_on)}" for task in waiting if task.opens_on]


def _verification_step(case: Case, item: catalogue.Item, tasks: list[Any]) -> dict[str, Any]:
    pending = [task for task in tasks if task.is_open]
    if tasks and not pending:
        return _nothing_to_check(case, tasks)
    if not tasks and not _of_course(item):
        return {
            "when": "批准以后",
            "what": f"核查您承诺的内容：{catalogue.when_verified(item, today())}",
            "at": "",
        }
    last = max((task.due_on for task in pending), default=None) or _latest(case, item)
    by = deadline(last, remaining(law.calendar(), today(), last))
    at = "now" if case.decided_at else ""
    return {"when": by, "what": "核查您承诺的内容。要到现场看的，会先打电话约时间", "at": at}


def _nothing_to_check(case: Case, tasks: list[Any]) -> dict[str, Any]:
    """Return the step of a case in which nobody verifies: not now, not any more, or never."""
    if any(task.waits_for_draw for task in tasks):
        return {"when": "分批抽查", "what": "可能会核查您承诺的内容，抽中了才查", "at": "now"}
    found = [task.found_at for task in tasks if task.found_at]
    day = max(found, default=case.closed_at or case.decided_at)
    if found:
        what = "承诺的内容核查完了"
    elif all(task.state == EXEMPT for task in tasks):
        what = "按规定免予核查，不用您再做什么"
    else:
        what = "这次不核查，不用您再做什么"
    return {"when": _day(day), "what": what, "at": "past"}


def _of_course(item: catalogue.Item) -> list[catalogue.Plan]:
    """Return the plans by which what is pledged is verified as a matter of course."""
    plans = (one.plan for one in item.pledgeable if one.plan is not None)
    return [one for one in plans if one.timing in OF_COURSE]


def _latest(case: Case, item: catalogue.Item) -> Any:
    """Return by when verification would end if the decision came on its last day."""
    usual = law.term("term.verification.default", today()).workdays
    days = max((catalogue.days_to_verify(one, today()) for one in _of_course(item)), default=usual)
    return term_end(law.calendar(), case.due_on, days).on


def _checks_by(case: Case) -> str:
    """Return until when what was pledged is verified, for a case that is being verified."""
    if case.state != S.GRANTED:
        return ""
    tasks = verification.tasks_of(case.reference)
    pending = [task.due_on for task in tasks if task.is_open]
    if not pending:
        return ""
    last = max(pending)
    return deadline(last, remaining(law.calendar(), today(), last))


def _rows(case: Case) -> list[dict[str, str]]:
    return [
        {"label": "文号", "value": case.number},
        {"label": "核验码", "value": case.code},
        {"label": "申请人", "value": f"{case.party_name}（{mask_number(case.party)}）"},
        {"label": "办理部门", "value": people.department_name(case.department)},
        {"label": "办理方式", "value": PATHS[case.path]},
        {"label": "开始办理", "value": _day(case.opened_at)},
        *entered_later(case),
    ]


def _day(at: Any) -> str:
    return cn_date(at.astimezone(CHINA).date()) if at else ""
