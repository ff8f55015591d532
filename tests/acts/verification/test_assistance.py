"""Assistance between departments (行政协助): who does what, what it costs in time, and what a reply is worth."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import assisting as a

from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.law import queries as law
from nuocheng.papers import queries as papers
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import Replied
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.queries import assistance

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.5")]


def verbs_of(request: AssistanceRequest) -> list[str]:
    return [one.verb for one in journal.history("assistance", request.reference)]


def outcomes(request: AssistanceRequest) -> list[tuple[str, str]]:
    return [(one.outcome, one.observed) for one in queries.tasks_of(request.origin)]


def test_a_reply_becomes_evidence_only_when_it_is_used_and_never_a_finding() -> None:
    hours = Hours()
    request = a.answered(hours)
    assert outcomes(request) == [("not_found", ""), ("not_found", "")]
    acts.use_reply(a.verifier(hours), request.reference)
    tasks = queries.tasks_of(request.origin)
    assert outcomes(request) == [("consistent", "享受中"), ("contradicted", "4")]
    assert {one.state for one in tasks} == {"answered"}
    newest = queries.answers(tasks[1].reference)[0]
    assert (newest.channel, newest.source, newest.receipt_no) == (
        "assistance",
        a.ASKED_NAME,
        request.reference,
    )
    assert a.SIGNED in newest.note
    assert json.loads(bytes(newest.raw))["word"] == "denied"


def test_no_record_is_never_false_and_not_ours_is_no_evidence_at_all() -> None:
    hours = Hours()
    request = a.sent(hours)
    replies = (Replied(1, "no_record"), Replied(2, "not_ours"))
    acts.answer_request(a.of_the_asked(hours), request.reference, replies=replies, signed_by=a.SIGNED)
    acts.use_reply(a.verifier(hours), request.reference)
    first, second = queries.tasks_of(request.origin)
    assert (first.outcome, first.attempts, second.attempts) == ("not_found", 2, 1)
    on = a.verifier(hours)
    with pytest.raises(RuledOut, match="不能认定不实"):
        acts.record_finding(on, first.reference, verdict="refute", note="人社局没有记录")


def test_a_body_that_is_not_told_the_pledge_says_what_is_on_record_and_we_compare() -> None:
    hours = Hours()
    request = a.sent(hours, lambda wish: replace(wish, discloses=False))
    assert {one.claimed for one in assistance.questions(request.reference)} == {""}
    content = papers.papers_of(request.reference)[0].content
    assert "享受中" not in content
    replies = (Replied(1, "told", "享受中"), Replied(2, "told", "4"))
    acts.answer_request(a.of_the_asked(hours), request.reference, replies=replies, signed_by=a.SIGNED)
    acts.use_reply(a.verifier(hours), request.reference)
    assert [one for one, _ in outcomes(request)] == ["consistent", "contradicted"]


def test_only_the_asked_department_replies_and_only_who_asked_uses_it() -> None:
    hours = Hours()
    request = a.sent(hours)
    own, asked = a.verifier(hours), a.of_the_asked(hours)
    said = {"replies": a.CONFIRMED, "signed_by": a.SIGNED}
    with pytest.raises(NotInOffice):
        acts.answer_request(own, request.reference, **said)
    acts.answer_request(asked, request.reference, **said)
    with pytest.raises(NotInOffice):
        acts.use_reply(asked, request.reference)
    acts.use_reply(own, request.reference)


@pytest.mark.parametrize(
    ("urgency", "day"),
    [
        ("standard", date(2026, 11, 9)),
        ("unshared", date(2026, 11, 16)),
        ("urgent", date(2026, 11, 2)),
        ("other_region", date(2026, 11, 23)),
    ],
)
def test_the_term_runs_from_the_signature_in_working_days_of_the_law(urgency: str, day: date) -> None:
    request = a.sent(Hours(), lambda wish: replace(wish, urgency=urgency))
    assert request.due_on == day
    assert (request.signed_by, request.sent_at is not None) == ("reviewer-1", True)


def test_the_signed_letter_is_kept_word_for_word() -> None:
    request = a.sent(Hours())
    [paper] = papers.papers_of(request.reference)
    said = json.loads(paper.content)
    assert (paper.title, said["addressee"], said["check_code"]) == ("协查函", a.ASKED_NAME, request.code)
    assert said["verify_url"].endswith(f"/assist/{request.code}")
    assert "2026年11月9日" in paper.content
    assert paper.party == ""


def test_a_request_is_about_one_case() -> None:
    hours = Hours()
    one = a.asked_in_vain(hours)
    other = b.a_granted_case(
        b.a_company(), item=replace(b.ITEM, code="MZ-7", for_whom=("organisation",)), hours=hours
    )
    wish = a.a_wish([one[0], *queries.tasks_of(other.reference)[:1]])
    with pytest.raises(Malformed, match="同一个办件"):
        acts.draft_request(a.verifier(hours), wish=wish, by_machine=a.BY_MACHINE)


def test_nothing_is_asked_about_what_is_settled_unknown_or_of_no_urgency_that_the_law_knows() -> None:
    hours = Hours()
    tasks = a.asked_in_vain(hours)
    wish = a.a_wish(tasks)
    for changed, refusal in (
        (replace(wish, tasks=("2026-99999-1",)), NotFound),
        (replace(wish, tasks=()), RuledOut),
        (replace(wish, urgency="sometime"), Malformed),
        (replace(wish, asked=b.DEPARTMENT), RuledOut),
        (replace(wish, asked="nobody"), RuledOut),
    ):
        with pytest.raises(refusal):
            acts.draft_request(a.verifier(hours), wish=changed, by_machine=a.BY_MACHINE)
    acts.record_finding(a.verifier(hours), tasks[0].reference, verdict="leave_unresolved", note="查不清")
    with pytest.raises(OutOfOrder, match="已经有结论"):
        acts.draft_request(a.verifier(hours), wish=wish, by_machine=a.BY_MACHINE)


def test_the_wrong_body_sends_it_back_within_a_day_of_receipt() -> None:
    hours = Hours()
    request = a.acknowledged(hours)
    hours.at += timedelta(hours=24)
    with pytest.raises(RuledOut, match="时限已经过了"):
        acts.return_request(a.of_the_asked(hours), request.reference, **a.REASON)
    hours.at -= timedelta(minutes=30)
    acts.return_request(a.of_the_asked(hours), request.reference, **a.REASON)
    found = assistance.request(request.reference)
    assert (found.state, found.refusal, found.press_on) == ("returned", a.REASON["reason"], None)
    acts.close_request(a.verifier(hours), request.reference)
    assert assistance.request(request.reference).outcome == "returned"


def test_the_bureau_rules_once_and_the_term_runs_anew() -> None:
    hours = Hours()
    request = a.disputed(hours)
    hours.at += timedelta(days=7)
    bureau = an_occasion(Role.BUREAU, at=hours.next())
    acts.require_answer(bureau, request.reference, reason="就业登记由人社局保管")
    found = assistance.request(request.reference)
    assert (found.state, found.due_on, found.pressed) == ("acknowledged", date(2026, 11, 16), 0)
    acts.refuse_request(a.of_the_asked(hours), request.reference, **a.REASON)
    with pytest.raises(OutOfOrder, match="裁定过一次"):
        acts.dispute_refusal(a.verifier(hours), request.reference, reason="还是要答")


def test_a_body_outside_answers_on_paper_that_is_kept_and_the_bureau_does_not_rule_on_it() -> None:
    hours = Hours()
    request = a.sent(hours, a.to_a_body_outside)
    said = {"replies": a.CONFIRMED, "signed_by": "外地民政局 王某"}
    with pytest.raises(RuledOut, match="扫描件"):
        acts.answer_request(a.verifier(hours), request.reference, **said)
    acts.answer_request(a.verifier(hours), request.reference, pages=(a.PAGE,), **said)
    [page] = assistance.reply_pages(request.reference)
    assert assistance.reply_page(request.reference, page.pk)[1] == a.PAGE.content
    assert {one.way for one in assistance.replies(request.reference, 1)} == {"letter"}


def test_nobody_disputes_a_refusal_from_outside_before_our_bureau() -> None:
    hours = Hours()
    request = a.sent(hours, a.to_a_body_outside)
    acts.refuse_request(a.verifier(hours), request.reference, reason="来函说不提供")
    with pytest.raises(OutOfOrder, match="不是本区的单位"):
        acts.dispute_refusal(a.verifier(hours), request.reference, reason="应当提供")


def test_one_further_question_gets_its_own_reply_and_a_second_is_refused() -> None:
    hours = Hours()
    request = a.answered(hours)
    acts.ask_further(a.verifier(hours), request.reference, text="从哪个月起是4人")
    said = (Replied(1, "confirmed"), Replied(2, "denied", "4", "从10月起"))
    acts.answer_request(a.of_the_asked(hours), request.reference, replies=said, signed_by=a.SIGNED)
    with pytest.raises(RuledOut, match="补充询问过一次"):
        acts.ask_further(a.verifier(hours), request.reference, text="还有吗")
    turns = [
        one.turn for question in assistance.questions(request.reference) for one in question.replies.all()
    ]
    assert turns == [1, 2, 1, 2]
    acts.use_reply(a.verifier(hours), request.reference)
    assert outcomes(request)[1] == ("contradicted", "4")


def test_a_reply_that_comes_after_the_findings_is_set_aside_and_not_used() -> None:
    hours = Hours()
    request = a.answered(hours)
    for task in queries.tasks_of(request.origin):
        acts.record_finding(a.verifier(hours), task.reference, verdict="leave_unresolved", note="先放着")
    with pytest.raises(OutOfOrder, match="已经有结论"):
        acts.use_reply(a.verifier(hours), request.reference)
    acts.set_reply_aside(a.verifier(hours), request.reference, reason="已经有结论")
    assert assistance.request(request.reference).outcome == "set_aside"


def test_how_long_it_took_is_kept_in_working_days_and_whether_it_was_late() -> None:
    hours = Hours()
    request = a.sent(hours)
    hours.at += timedelta(days=8)
    acts.answer_request(a.of_the_asked(hours), request.reference, replies=a.CONFIRMED, signed_by=a.SIGNED)
    found = assistance.request(request.reference)
    assert (found.took, found.late) == (6, True)


def test_an_answer_that_does_not_come_is_asked_for_rung_by_rung_up_to_the_bureau() -> None:
    hours = Hours()
    request = a.sent(hours)
    done = []
    for day in range(2, 25):
        at = hours.at.replace(day=day) + timedelta(hours=1)
        on = an_occasion(Role.SYSTEM, at=at)
        if jobs.press_due(on):
            done.append((day, assistance.request(request.reference).pressed))
    assert done == [(6, 1), (10, 2), (11, 3), (12, 4)]
    assert verbs_of(request)[2:] == [
        "assistance.remind",
        "assistance.chase",
        "assistance.chase",
        "assistance.escalate",
    ]


def test_rungs_that_were_missed_are_made_up_for_by_the_highest() -> None:
    hours = Hours()
    request = a.sent(hours)
    hours.at += timedelta(days=30)
    assert jobs.press_due(an_occasion(Role.SYSTEM, at=hours.next())) == 1
    assert jobs.press_due(an_occasion(Role.SYSTEM, at=hours.next())) == 0
    found = assistance.request(request.reference)
    assert (found.pressed, found.press_on) == (4, None)
    assert verbs_of(request)[2:] == ["assistance.escalate"]


def test_the_days_of_the_ladder_come_from_the_law() -> None:
    day = a.sent(Hours()).sent_at
    assert day is not None
    names = ("reminder", "chase", "chase_again", "escalation")
    found = [law.term(f"term.assistance.{name}", day.astimezone(CHINA).date()).workdays for name in names]
    assert found == [1, 1, 2, 3]
