"""A bar lasts until credit is repaired, and not a moment longer."""

from __future__ import annotations

import pytest
from tests import builders as b
from tests.acts.files_in_state import a_cause, a_file_under_repair, an_integrity_file, bar, case_of
from tests.builders import Hours, an_occasion

from nuocheng.credit import acts, queries
from nuocheng.credit.models import IntegrityFile
from nuocheng.kernel.errors import Malformed, OutOfOrder, Overtaken
from nuocheng.kernel.occasion import Role
from nuocheng.letters.models import Letter

pytestmark = pytest.mark.django_db


@pytest.mark.req("S10.2", "S2.2")
def test_a_repaired_party_may_pledge_again_at_once() -> None:
    hours = Hours()
    file = a_file_under_repair(hours)
    assert b.an_eligible_case(hours=hours).path == "ordinary"  # asking is not yet repairing
    acts.repair(an_occasion(Role.LEGAL, at=hours.next()), file.reference, reason="款项退清")
    after = an_integrity_file(file.party)
    assert (after.state, after.reason, after.basis, after.repaired_at) == ("clear", "", "", hours.at)
    assert case_of(b.a_pledged_case(hours=hours).reference).state == "pledged"
    assert Letter.objects.get(about=file.reference).title == "信用已修复"


@pytest.mark.req("S10.1")
def test_repair_lifts_the_bar_and_keeps_the_record() -> None:
    hours = Hours()
    party = b.a_repaired_person(hours=hours)
    file = an_integrity_file(party.number)
    assert (file.state, file.marks) == ("clear", 1)
    assert len(queries.marks(file.reference)) == 1


@pytest.mark.req("S10.2")
def test_a_refused_repair_leaves_the_bar_and_may_be_asked_for_again() -> None:
    hours = Hours()
    file = a_file_under_repair(hours)
    acts.refuse_repair(an_occasion(Role.BUREAU, at=hours.next()), file.reference, reason="款项还没有退清")
    assert queries.standing(file.party).barred
    assert Letter.objects.get(about=file.reference).title == "信用修复暂不同意"
    on = an_occasion(Role.APPLICANT, at=hours.next(), party=file.party)
    acts.ask_repair(on, file.reference, text="这次都退清了")
    assert queries.standing(file.party).repairing


@pytest.mark.parametrize("act", [acts.repair, acts.refuse_repair])
@pytest.mark.parametrize("reason", ["", " \n\u3000"])
def test_a_decision_on_repair_says_why(act: object, reason: str) -> None:
    hours = Hours()
    file = a_file_under_repair(hours)
    with pytest.raises(Malformed) as said:
        act(an_occasion(Role.LEGAL, at=hours.next()), file.reference, reason=reason)  # type: ignore[operator]
    assert [one.field for one in said.value.objections] == ["reason"]
    assert an_integrity_file(file.party).state == "repairing"


def test_a_request_for_repair_says_what_was_put_right() -> None:
    hours = Hours()
    party = b.a_blacklisted_person(hours=hours)
    file = an_integrity_file(party.number)
    with pytest.raises(Malformed):
        acts.ask_repair(
            an_occasion(Role.APPLICANT, at=hours.next(), party=party.number), file.reference, text=" "
        )
    assert an_integrity_file(party.number).state == "barred"


@pytest.mark.req("S10.1")
@pytest.mark.parametrize(("excludes", "state"), [(True, "barred"), (False, "clear")])
def test_a_mark_bars_only_if_the_decision_excludes(excludes: bool, state: str) -> None:
    hours = Hours()
    case = b.an_open_case(hours=hours)
    reference = bar(case.party, hours, excludes=excludes)
    file = queries.by_reference(reference)
    assert (file.state, file.marks) == (state, 1)
    assert queries.standing(case.party).barred is excludes
    assert bool(file.reason) is excludes


@pytest.mark.req("S10.1")
def test_a_mark_noted_on_a_barred_party_does_not_lift_its_bar() -> None:
    hours = Hours()
    case = b.an_open_case(hours=hours)
    reference = bar(case.party, hours)
    on = an_occasion(Role.LEGAL, at=hours.next())
    acts.enter_mark(on, reference, cause=a_cause("M2026-9002", excludes=False))
    file = queries.by_reference(reference)
    assert (file.state, file.marks, file.reason != "") == ("barred", 2, True)


@pytest.mark.req("S10.1")
def test_one_matter_is_entered_once() -> None:
    hours = Hours()
    case = b.an_open_case(hours=hours)
    reference = bar(case.party, hours)
    with pytest.raises(Overtaken):
        acts.enter_mark(an_occasion(Role.LEGAL, at=hours.next()), reference, cause=a_cause())
    assert queries.by_reference(reference).marks == 1


@pytest.mark.req("S10.1")
def test_a_party_has_one_integrity_file_however_often_it_applies() -> None:
    hours = Hours()
    for _ in range(3):
        b.an_open_case(hours=hours)
    assert IntegrityFile.objects.count() == 1


def test_there_is_nothing_to_repair_where_nothing_is_barred() -> None:
    hours = Hours()
    case = b.an_open_case(hours=hours)
    file = an_integrity_file(case.party)
    with pytest.raises(OutOfOrder):
        acts.ask_repair(
            an_occasion(Role.APPLICANT, at=hours.next(), party=case.party), file.reference, text="没有什么"
        )
