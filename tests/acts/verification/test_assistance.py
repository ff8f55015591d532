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
from nuocheng.law.models import Provision
from nuocheng.letters import jobs as letter_jobs
from nuocheng.letters.models import Letter
from nuocheng.papers import queries as papers
from nuocheng.programme import acts as programme
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import Entered, Replied
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.papers import number_of
from nuocheng.verification.queries import assistance, bodies

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
    a.reply(hours, request.reference, replies)
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
    a.reply(hours, request.reference, replies)
    acts.use_reply(a.verifier(hours), request.reference)
    assert [one for one, _ in outcomes(request)] == ["consistent", "contradicted"]


def test_only_the_asked_department_replies_and_only_who_asked_uses_it() -> None:
    hours = Hours()
    request = a.sent(hours)
    own, asked = a.verifier(hours), a.of_the_asked(hours)
    with pytest.raises(NotInOffice):
        acts.prepare_answer(own, request.reference, replies=a.CONFIRMED)
    a.reply(hours, request.reference)
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
    a.reply(hours, request.reference, said)
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
    a.reply(hours, request.reference)
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
    assert done == [(4, 0), (6, 1), (10, 2), (11, 3), (12, 4)]
    assert verbs_of(request)[2:] == [
        "assistance.tell_halfway",
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


def test_an_answer_is_written_by_one_and_signed_by_another() -> None:
    hours = Hours()
    request = a.prepared(hours)
    assert assistance.replies(request.reference, 1) == []
    both = an_occasion(Role.REVIEWER, a.ASKED, hours.next(), actor="rsj-verifier")
    with pytest.raises(RuledOut, match="不能自己签发"):
        acts.sign_answer(both, request.reference, signed_by=a.SIGNED)
    acts.send_draft_back(a.signer(hours), request.reference, reason="人数写错了")
    found = assistance.request(request.reference)
    assert (found.state, found.draft_refused) == ("acknowledged", "人数写错了")
    files = (a.PAGE,)
    acts.prepare_answer(a.of_the_asked(hours), request.reference, replies=a.CONFIRMED, pages=files)
    acts.sign_answer(a.signer(hours), request.reference, signed_by=a.SIGNED)
    assert [one.signed_by for one in assistance.replies(request.reference, 1)] == [a.SIGNED] * 2
    [page] = assistance.reply_pages(request.reference)
    assert assistance.reply_page(request.reference, page.pk)[1] == a.PAGE.content
    signed = journal.history("assistance", request.reference)[-1]
    assert (signed.verb, signed.note["drafted_by"]) == ("assistance.sign_answer", "rsj-verifier")


def test_a_body_of_few_officers_may_sign_alone_where_the_law_says_so_and_that_is_on_file() -> None:
    hours = Hours()
    request = a.sent(hours)
    said = {"replies": a.CONFIRMED, "signed_by": a.SIGNED}
    with pytest.raises(RuledOut, match="不能自己签发"):
        acts.answer_request(a.of_the_asked(hours), request.reference, **said)
    row = Provision.objects.get(key="code.assistance.alone")
    row.value = {**row.value, "departments": [a.ASKED]}
    row.save()
    law.invalidate()
    acts.answer_request(a.of_the_asked(hours), request.reference, **said)
    assert journal.history("assistance", request.reference)[-1].note["alone"] is True
    law.invalidate()


def test_files_go_with_a_request_are_named_in_its_letter_and_no_more_than_somebody_looks_at() -> None:
    hours = Hours()
    with pytest.raises(Malformed, match="最多3个附件"):
        a.drafted(hours, lambda wish: replace(wish, enclosures=(a.PAGE,) * 4))
    hours = Hours(b.MORNING + timedelta(hours=6))
    request = a.sent(hours, lambda wish: replace(wish, enclosures=(replace(a.PAGE, filename="户口簿.png"),)))
    [one] = assistance.enclosures(request.reference)
    assert assistance.enclosure(request.reference, one.pk)[1] == a.PAGE.content
    [paper] = papers.papers_of(request.reference)
    assert "户口簿.png" in paper.content


@pytest.mark.parametrize("verb", ["return", "refuse"])
def test_a_body_without_accounts_declines_by_its_code_as_one_with_accounts_would(verb: str) -> None:
    hours = Hours()
    request = a.sent_outside(hours)
    on = an_occasion(Role.SYSTEM, at=hours.next())
    act = {"return": acts.return_by_code, "refuse": acts.refuse_by_code}[verb]
    with pytest.raises(Malformed):
        act(on, request.reference, code="0000-0000-0000", **a.REASON)
    acts.acknowledge_by_code(on, request.reference, code=a.CODE)
    late = an_occasion(Role.SYSTEM, at=hours.at + timedelta(hours=25))
    if verb == "return":
        with pytest.raises(RuledOut, match="时限已经过了"):
            act(late, request.reference, code=a.CODE, **a.REASON)
    act(an_occasion(Role.SYSTEM, at=hours.next()), request.reference, code=a.CODE, **a.REASON)
    said = journal.history("assistance", request.reference)[-1]
    assert (said.verb, said.note["way"]) == (f"assistance.{verb}", "code")
    assert assistance.request(request.reference).refusal == a.REASON["reason"]


def told(request: AssistanceRequest) -> list[str]:
    rows = Letter.objects.filter(about=request.reference).order_by("sent_at")
    return list(rows.values_list("title", flat=True))


def to_the_book(hours: Hours, entered: Entered = a.BODY) -> AssistanceRequest:
    body = a.a_body(hours, entered)
    return a.sent(hours, lambda wish: replace(wish, asked="", outside=body.reference, urgency="other_region"))


def test_the_liaison_is_told_when_a_request_comes_at_half_time_and_when_it_is_overdue() -> None:
    hours = Hours()
    request = to_the_book(hours)
    assert (request.body, request.address) == (a.BODY.name, a.BODY.address)
    assert (request.due_on, request.halfway_on) == (date(2026, 11, 23), date(2026, 11, 11))
    assert len(told(request)) == 1
    for day, news in ((10, 1), (11, 2), (12, 2), (20, 2), (24, 3), (24, 3)):
        at = hours.at.replace(day=day)
        jobs.press_due(replace(jobs.system(), at=at))
        assert len(told(request)) == news, day
    assert ["请在" in told(request)[0], "过半" in told(request)[1], "超过" in told(request)[2]] == [True] * 3


def test_what_the_liaison_is_told_names_nobody_and_holds_no_code_and_goes_by_short_message_only() -> None:
    hours = Hours()
    request = to_the_book(hours)
    a.with_code(request, a.CODE, hours)
    [one] = Letter.objects.filter(about=request.reference)
    on = an_occasion(Role.SYSTEM, at=hours.next())
    assert letter_jobs.addressed(one, {}, on) == [], "no paper, no mail"
    [sms] = letter_jobs.addressed(one, {"sms": object()}, on)  # type: ignore[dict-item]
    assert (sms.address, sms.department) == (a.BODY.mobile, b.DEPARTMENT)
    assert number_of(request) in sms.text
    for hidden in (request.party, request.party_name, a.CODE, request.code, "http"):
        assert hidden not in sms.text


def test_the_liaison_is_told_no_oftener_a_day_than_the_law_lets_and_nobody_where_none_is_known() -> None:
    hours = Hours()
    request = to_the_book(hours)
    row = Provision.objects.get(key="code.assistance.texts")
    row.value = {**row.value, "number": 1}
    row.save()
    law.invalidate()
    [task, *_] = queries.tasks_of(request.origin)
    wish = replace(a.a_wish([task]), asked="", outside=request.outside)
    made = acts.draft_request(a.verifier(hours), wish=wish, by_machine=a.BY_MACHINE)
    acts.send_request(an_occasion(Role.REVIEWER, at=hours.next()), made.reference)
    assert told(assistance.request(made.reference)) == []
    law.invalidate()
    unknown = replace(a.a_wish([task]), asked="", body="外地某局", address="某路1号")
    made = acts.draft_request(a.verifier(hours), wish=unknown, by_machine=a.BY_MACHINE)
    acts.send_request(an_occasion(Role.REVIEWER, at=hours.next()), made.reference)
    assert told(assistance.request(made.reference)) == []


def test_the_liaison_of_a_department_is_the_one_it_named_itself() -> None:
    hours = Hours()
    b.some_departments()
    programme.appoint_contact(
        an_occasion(Role.EDITOR, a.ASKED, hours.next()),
        department=a.ASKED,
        role="liaison",
        who=programme.Reached("石某", "科员", mobile="13800000139"),
        since=hours.at.date(),
    )
    request = a.sent(hours)
    assert len(told(request)) == 1
    assert bodies.reach(request.reference).phone == "13800000139"  # type: ignore[union-attr]


def test_an_address_book_is_a_departments_own_and_lists_a_body_once() -> None:
    hours = Hours()
    body = a.a_body(hours)
    with pytest.raises(Malformed, match="已经有这个单位"):
        a.a_body(hours)
    with pytest.raises(NotFound):
        bodies.body(body.reference, a.ASKED)
    tasks = a.asked_in_vain(hours)
    wish = replace(a.a_wish(tasks), asked="", outside="W2026-99999")
    with pytest.raises(NotFound, match="通讯录"):
        acts.draft_request(a.verifier(hours), wish=wish, by_machine=a.BY_MACHINE)
