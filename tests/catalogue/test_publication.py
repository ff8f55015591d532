"""Publication with a day of effect, filing with the Bureau, leaving the catalogue, and what each touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.catalogue.office import (
    AT,
    BUREAU,
    DIPLOMA,
    EDITOR,
    LAWYER,
    LEGAL,
    NEXT_WEEK,
    RECORD,
    TODAY,
    acting,
    cancelled,
    changed,
    edition,
    published,
    reviewed,
    scheduled,
)

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.catalogue import acts, jobs, queries
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Listing
from nuocheng.catalogue.pages.touching import pledges
from nuocheng.catalogue.queries import asking, history
from nuocheng.catalogue.queries.impact import Impact, impact
from nuocheng.catalogue.rules.content import Basis, Disposition
from nuocheng.journal import queries as journal
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotFound, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.law import queries as law
from nuocheng.law.models import Provision
from nuocheng.site.jobs import JOBS

pytestmark = pytest.mark.django_db
LEVEL_OF_STATE = replace(
    RECORD, bases=(Basis("优化营商环境条例", "第四十四条", "administrative_regulation"),)
)
MIDNIGHT = datetime(NEXT_WEEK.year, NEXT_WEEK.month, NEXT_WEEK.day, 0, 0, 30, tzinfo=CHINA)


def the_house(at: datetime) -> Occasion:
    """Return the occasion of what happens by itself."""
    return acting(Role.SYSTEM, "system", "", at)


def second(**what: object) -> str:
    """Return a second edition that waits for publication, with the first in force."""
    published()
    return reviewed(changed(**{"fee": "10元", **what}))


def where_the_bureau_approves() -> None:
    """Let the law here say that the Bureau approves."""
    for row in Provision.objects.filter(key="switch.catalogue.bureau_review"):
        row.value = {**row.value, "choice": "approve"}
        row.save()
    law.invalidate()


@pytest.mark.req("S14.1")
def test_an_announced_edition_can_be_read_but_the_old_one_holds_until_its_day() -> None:
    new = second()
    acts.schedule(EDITOR, new, takes_effect=NEXT_WEEK)
    found = edition(new)
    assert (found.state, found.takes_effect, found.published_at) == ("scheduled", NEXT_WEEK, AT)
    assert queries.in_force(LAWYER.code).version == 1
    assert queries.publicly(LAWYER.code).version == 1
    assert queries.publicly(LAWYER.code, 2).says.fee == "10元"
    coming = history.coming(LAWYER.code)
    assert coming is not None
    assert coming.reference == new
    assert not Listing.objects.filter(edition_id=new).exists()
    assert journal.history("edition", new)[-1].note["copy_to"] == "司法局"


@pytest.mark.req("S14.1")
def test_on_its_day_the_house_brings_the_edition_into_force_and_ends_the_old_one() -> None:
    new = second()
    acts.schedule(EDITOR, new, takes_effect=NEXT_WEEK)
    job = next(one for one in JOBS if one.name == "目录到期施行")
    assert job.do(MIDNIGHT - timedelta(minutes=1)) is None
    assert job.do(MIDNIGHT) == "1个事项的新版今天起施行"
    assert job.do(MIDNIGHT) is None
    old, found = edition(f"{LAWYER.code}-v1"), edition(new)
    assert (old.state, old.ended_at) == (EditionState.SUPERSEDED, MIDNIGHT)
    assert (found.state, found.takes_effect, found.published_at) == ("published", NEXT_WEEK, AT)
    assert Listing.objects.filter(edition_id=new).count() == 2
    line = journal.history("edition", new)[-1]
    assert (line.actor, line.post, line.note["announced"]) == ("system", "system", NEXT_WEEK.isoformat())
    assert history.coming(LAWYER.code) is None
    assert list(faults()) == []


def test_a_house_that_slept_over_the_day_keeps_the_day_on_which_the_edition_truly_began() -> None:
    new = second()
    acts.schedule(EDITOR, new, takes_effect=NEXT_WEEK)
    late = MIDNIGHT + timedelta(days=2)
    assert jobs.take_effect_due(the_house(late)) == 1
    assert edition(new).takes_effect == NEXT_WEEK + timedelta(days=2)
    assert [one.version for one in history.as_of(NEXT_WEEK).rows] == [1]
    assert [one.version for one in history.as_of(NEXT_WEEK + timedelta(days=2)).rows] == [2]


@pytest.mark.parametrize("days", [-1, 0, 367, 36500])
def test_a_day_that_has_come_or_lies_far_off_is_refused(days: int) -> None:
    reference = reviewed()
    with pytest.raises(Malformed) as refusal:
        acts.schedule(EDITOR, reference, takes_effect=TODAY + timedelta(days=days))
    assert refusal.value.objections[0].field == "takes_effect"
    assert edition(reference).state == EditionState.REVIEWED
    acts.schedule(EDITOR, reference, takes_effect=TODAY + timedelta(days=366))


def test_nobody_brings_it_into_force_before_its_day_and_the_house_never_without_one() -> None:
    reference = scheduled()
    for on in (EDITOR, BUREAU, the_house(MIDNIGHT - timedelta(seconds=31))):
        with pytest.raises(OutOfOrder):
            acts.publish(on, reference)
    other = reviewed(changed(code="620402-sfj-002"))
    with pytest.raises(OutOfOrder):
        acts.publish(the_house(MIDNIGHT), other)
    acts.publish(acting(Role.EDITOR, at=MIDNIGHT), reference)
    assert edition(reference).state == EditionState.PUBLISHED


def test_an_announcement_is_withdrawn_with_a_reason_and_leaves_nothing_behind() -> None:
    new = second()
    acts.schedule(EDITOR, new, takes_effect=NEXT_WEEK)
    with pytest.raises(Malformed):
        acts.return_draft(EDITOR, new, reason=" ")
    acts.return_draft(EDITOR, new, reason="日期定早了")
    back = edition(new)
    assert (back.state, back.takes_effect, back.published_at) == ("draft", None, None)
    assert journal.history("edition", new)[-1].note["announced"] == NEXT_WEEK.isoformat()
    with pytest.raises(NotFound):
        queries.publicly(LAWYER.code, 2)
    assert jobs.take_effect_due(the_house(MIDNIGHT)) == 0
    assert queries.in_force(LAWYER.code).version == 1


def test_the_law_is_asked_again_on_the_day_of_effect_and_what_it_forbids_waits() -> None:
    blocked, free = scheduled(), scheduled(changed(code="620402-sfj-002", certificates=(LEVEL_OF_STATE,)))
    Provision.objects.filter(key="code.basis_level.law").update(until=NEXT_WEEK)
    law.invalidate()
    assert jobs.take_effect_due(the_house(MIDNIGHT)) == 1
    assert edition(blocked).state == EditionState.SCHEDULED
    assert edition(free).state == EditionState.PUBLISHED
    assert history.due_on(NEXT_WEEK) == [blocked]


@pytest.mark.req("S14.1")
def test_where_the_bureau_approves_only_the_bureau_announces_and_the_house_may_follow() -> None:
    reference = reviewed()
    where_the_bureau_approves()
    with pytest.raises(RuledOut):
        acts.schedule(EDITOR, reference, takes_effect=NEXT_WEEK)
    acts.schedule(BUREAU, reference, takes_effect=NEXT_WEEK)
    assert jobs.take_effect_due(the_house(MIDNIGHT)) == 1


@pytest.mark.req("S14.1")
def test_an_edition_is_to_be_published_within_the_term_after_its_review() -> None:
    found = edition(reviewed())
    assert history.publish_by(found, TODAY) == datetime(2026, 12, 21, tzinfo=CHINA).date()
    assert history.publish_by(edition(published(changed(code="620402-sfj-002"))), TODAY) is None


@pytest.mark.req("S14.1")
def test_every_published_edition_comes_to_the_bureau_and_is_taken_on_file_once() -> None:
    first, other = published(), published(changed(code="620402-sfj-002"))
    assert [one.reference for one in history.to_file().rows] == [first, other]
    assert history.unfiled() == 2
    acts.take_on_file(BUREAU, first)
    acts.take_on_file(acting(Role.BUREAU, department=""), other)
    assert [edition(one).filed_as for one in (first, other)] == [
        "司备〔2026〕00001号",
        "白区诺备〔2026〕00002号",
    ]
    assert edition(first).filed_at == AT
    with pytest.raises(OutOfOrder):
        acts.take_on_file(BUREAU, first)
    assert history.to_file().rows == []
    assert {one.reference for one in history.on_file().rows} == {first, other}
    assert [one.reference for one in history.on_file("00002").rows] == [other]
    assert list(faults()) == []


def test_a_refused_filing_draws_no_number() -> None:
    first = published()
    acts.take_on_file(BUREAU, first)
    with pytest.raises(OutOfOrder):
        acts.take_on_file(BUREAU, first)
    second_one = published(changed(code="620402-sfj-002"))
    acts.take_on_file(BUREAU, second_one)
    assert edition(second_one).filed_as.endswith("〔2026〕00002号")


def test_a_cancelled_item_is_in_no_list_and_its_editions_stay_readable() -> None:
    reference = cancelled()
    assert queries.search("律师").rows == []
    assert asking.negative().rows == []
    for ask in (queries.in_force, queries.publicly):
        with pytest.raises(NotFound):
            ask(LAWYER.code)
    assert queries.publicly(LAWYER.code, 1).reference == reference
    assert queries.item_of(reference).name == LAWYER.name
    gone = history.cancelled(LAWYER.code)
    assert gone is not None
    assert (gone.since, gone.reason, gone.basis) == (TODAY, "法律修改，不再需要", "国发〔2026〕9号")
    assert history.cancelled("620402-sfj-none") is None


def test_a_cancellation_says_why_and_by_what() -> None:
    reference = published()
    for what in ({"reason": "", "basis": "某文件"}, {"reason": "不用了", "basis": " "}):
        with pytest.raises(Malformed):
            acts.cancel(EDITOR, reference, **what)
    with pytest.raises(Malformed):
        acts.cancel(EDITOR, reference, reason="长" * 401, basis="某文件")
    assert edition(reference).state == EditionState.PUBLISHED


def test_an_item_is_not_cancelled_while_a_new_edition_would_bring_it_back() -> None:
    new = second()
    acts.schedule(EDITOR, new, takes_effect=NEXT_WEEK)
    with pytest.raises(OutOfOrder):
        acts.cancel(EDITOR, f"{LAWYER.code}-v1", reason="不用了", basis="某文件")
    acts.return_draft(EDITOR, new, reason="要取消")
    acts.cancel(EDITOR, f"{LAWYER.code}-v1", reason="不用了", basis="某文件")
    assert queries.reference_in_force(LAWYER.code) == ""


def test_an_item_comes_back_by_a_new_edition_only() -> None:
    cancelled()
    again = published()
    assert again == f"{LAWYER.code}-v2"
    assert history.cancelled(LAWYER.code) is None


@pytest.mark.req("S5.1")
def test_what_a_publication_touches_is_counted_in_one_question() -> None:
    b.a_pledged_case()
    b.an_ordinary_case(b.a_company())
    b.an_acknowledged_case(b.a_party("王实", "620402197908052057"))
    b.a_granted_case(b.a_party("赵真", "620402199001010018"))
    with CaptureQueriesContext(connection) as said:
        assert impact(f"{b.ITEM.code}-v1") == Impact(bound=2, open=1)
    assert len(said) == 1
    assert impact(f"{b.ITEM.code}-v2") == Impact()


@pytest.mark.req("S5.1")
def test_a_case_in_which_nothing_is_chosen_reads_a_new_notice_once_a_new_edition_is_in_force() -> None:
    hours = b.Hours()
    waiting, signed = b.a_notified_case(hours=hours), b.a_pledged_case(b.a_company(), hours=hours)
    editor = b.an_occasion(Role.EDITOR, at=hours.next())
    new = acts.draft_edition(editor, item=replace(b.ITEM, fee="10元")).reference
    acts.send_to_review(editor, new)
    acts.pass_review(b.an_occasion(Role.LEGAL, at=hours.next()), new)
    day = hours.at.date() + timedelta(days=1)
    acts.schedule(editor, new, takes_effect=day)
    shown = waiting.notice_digest
    assert _may_acknowledge(waiting, hours, shown)  # the control: announced is not in force
    at = datetime(day.year, day.month, day.day, 0, 0, 30, tzinfo=CHINA)
    assert jobs.take_effect_due(the_house(at)) == 1
    hours.at = at
    given = b.a_pledge(waiting)
    with pytest.raises(RuledOut) as refusal:
        cases.sign_pledge(b.by_party(waiting, hours.next()), waiting.reference, given=given)
    assert [one.rule for one in refusal.value.objections] == ["notice_came_first"]
    cases.serve_notice(b.an_occasion(Role.CLERK, at=hours.next()), waiting.reference)
    told = case_queries.case(waiting.reference)
    assert (told.edition, told.state, told.acknowledged_at) == (new, "notified", None)
    assert case_queries.case(signed.reference).edition == f"{b.ITEM.code}-v1"
    cases.grant(b.an_occasion(Role.REVIEWER, at=hours.next()), signed.reference)


def _may_acknowledge(case: object, hours: b.Hours, shown: str) -> bool:
    receipt = cases.acknowledge_notice(b.by_party(case, hours.next()), case.reference, shown=shown)
    return receipt.state == "acknowledged"


def test_what_becomes_pledgeable_and_what_no_longer_is() -> None:
    new = changed(
        certificates=(
            replace(RECORD, disposition=Disposition.SUBMIT, reason="来源停用"),
            replace(DIPLOMA, disposition=Disposition.PLEDGE),
        )
    )
    assert list(pledges(LAWYER, new)) == [
        "新增可以承诺代替的证明1份：学历证明",
        "不再能用承诺代替的证明1份：无犯罪记录证明",
    ]
    assert list(pledges(LAWYER, LAWYER)) == []


def test_a_review_passed_in_vain_is_no_publication() -> None:
    reference = reviewed()
    acts.return_draft(LEGAL, reference, reason="依据要写到款")
    with pytest.raises(OutOfOrder):
        acts.schedule(EDITOR, reference, takes_effect=NEXT_WEEK)
