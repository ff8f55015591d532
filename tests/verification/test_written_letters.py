"""One letter asks about several facts (一封信问几项): told once, reminded once, one page; each fact is settled alone."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.builders import Hours
from tests.verification import asking_people as a
from tests.verification import in_order

from nuocheng.journal import queries as journal
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import AlsoAsked, Handing
from nuocheng.verification.jobs import asking_people as work
from nuocheng.verification.models import WrittenCheck
from nuocheng.verification.queries import written

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.1")]


def told(letter: list[WrittenCheck]) -> list[str]:
    """Return what the party was told of the facts of a letter, the newest first."""
    about = {one.reference for one in letter}
    return [one.text for one in letters.letters_to(letter[0].party).rows if one.about in about]


def fresh(letter: list[WrittenCheck]) -> list[WrittenCheck]:
    return written.letter_of(written.check(letter[0].reference))


def test_one_deed_asks_about_both_facts_in_one_letter_with_one_day() -> None:
    hours = Hours()
    first, second = a.several(hours)
    assert (first.letter, second.letter) == (first.reference, first.reference)
    assert first.due_on == second.due_on
    assert first.opened_at == second.opened_at
    [said] = told([first, second])
    for words in (
        f"“{first.label}”",
        f"“{second.label}”",
        "承诺了下面2项",
        "一份材料能说明几项的，交一份就行",
    ):
        assert words in said
    assert [str(one) for one in faults()] == []


def test_a_fact_on_another_way_joins_only_for_a_reason_and_is_on_the_way_of_written_checks_then() -> None:
    hours = Hours()
    with pytest.raises(RuledOut, match="请写明为什么改用"):
        a.several(hours, because=" ")
    assert WrittenCheck.objects.count() == 0
    _, second = a.several(hours)
    task = queries.task(second.task)
    assert (task.channel, task.way_now) == ("written", task.all_ways[1])
    assert "task.hand_to" in [line.verb for line in journal.history(task.kind, task.reference)]


def test_each_fact_says_what_may_be_handed_in_for_it_or_the_same_as_the_first() -> None:
    hours = Hours()
    first = a.turned(hours, a.IN_WRITING)
    other = a.other_of(first)
    also = (AlsoAsked(other.reference, ("户口簿", " ")),)
    made = acts.ask_in_writing(a.by_verifier(hours), wish=a.a_wish(first, also=also, turned="一起问"))
    one, two = written.letter_of(written.check(made.reference))
    assert (one.wanted, two.wanted) == (["近6个月银行流水", "单位发的工资条"], ["户口簿"])
    assert f"“{two.label}”，交一种就行：户口簿。" in told([one, two])[0]


def test_no_list_of_a_letter_names_a_certificate_that_any_of_its_pledges_replaced() -> None:
    hours = Hours()
    first = a.turned(hours, a.IN_WRITING)
    also = (AlsoAsked(a.other_of(first).reference, ("低收入证明",)),)
    with pytest.raises(RuledOut, match="已经用承诺代替") as refused:
        acts.ask_in_writing(a.by_verifier(hours), wish=a.a_wish(first, also=also, turned="一起问"))
    [objection] = refused.value.objections
    assert (objection.field or objection.at) == f"wanted_{also[0].task}"


def test_what_is_settled_busy_or_of_another_case_does_not_join() -> None:
    hours = Hours()
    first = a.turned(hours, a.IN_WRITING)
    other = a.other_of(first)
    assert [one.reference for one in written.may_join(first)] == [other.reference]
    stranger = a.turned(hours, a.IN_WRITING, b.a_party("王守约", "620402199202021047"))
    for wrong in (stranger.reference, first.reference):
        with pytest.raises(Malformed, match="不能一起问"):
            acts.ask_in_writing(
                a.by_verifier(hours), wish=a.a_wish(first, also=(AlsoAsked(wrong),), turned="x")
            )
    in_order.said(other, hours, "consistent")
    assert written.may_join(first) == []


def test_what_is_asked_about_already_does_not_join_another_letter() -> None:
    hours = Hours()
    first, second = a.several(hours)
    acts.withdraw_written(a.by_verifier(hours), first.reference, reason="写错了")
    assert written.may_join(queries.task(first.task)) == []
    acts.withdraw_written(a.by_verifier(hours), second.reference, reason="写错了")
    assert [one.reference for one in written.may_join(queries.task(first.task))] == [second.task]


def test_one_file_serves_both_facts_is_kept_once_and_each_fact_is_compared_alone() -> None:
    hours = Hours()
    first, second = a.several(hours)
    both = Handing((a.FILE,), also=(second.reference,))
    acts.hand_in_material(a.by_party(hours, first), first.reference, handing=both)
    came = written.materials_of([first.reference, second.reference])
    digests = {one.digest for rows in came.values() for one in rows}
    assert digests == {hashlib.sha256(a.PDF).hexdigest()}
    assert {key: len(rows) for key, rows in came.items()} == {first.reference: 1, second.reference: 1}
    acts.compare_written(a.by_verifier(hours), second.reference, **a.COMPARED)
    assert [one.state for one in fresh([first])] == ["handed_in", "compared"]
    assert (queries.task(second.task).outcome, queries.task(first.task).outcome) == (
        "consistent",
        "not_found",
    )
    assert [str(one) for one in faults()] == []


def test_a_file_for_one_fact_leaves_the_other_awaited_and_reminded_of_alone() -> None:
    hours = Hours()
    letter = a.several(hours)
    first, second = letter
    acts.hand_in_material(a.by_party(hours, first), second.reference, handing=a.HANDED)
    assert [one.state for one in fresh(letter)] == ["asked", "handed_in"]
    assert work.mind_written(a.by_itself(hours, 12)) == (1, 0)
    newest = told(letter)[0]
    assert (first.label in newest, second.label in newest) == (True, False)


def test_both_facts_are_reminded_of_by_one_message_and_lapse_each() -> None:
    hours = Hours()
    letter = a.several(hours)
    assert work.mind_written(a.by_itself(hours, 12)) == (1, 0)
    assert len(told(letter)) == 2
    assert work.mind_written(a.by_itself(hours)) == (0, 0)
    assert work.mind_written(a.by_itself(hours, 3)) == (0, 2)
    assert [one.state for one in fresh(letter)] == ["lapsed", "lapsed"]
    assert len(told(letter)) == 2


def test_several_facts_are_withdrawn_by_one_message_or_one_alone() -> None:
    hours = Hours()
    letter = a.several(hours)
    also = (letter[1].reference,)
    acts.withdraw_written(a.by_verifier(hours), letter[0].reference, reason="数据到了", also=also)
    assert [one.state for one in fresh(letter)] == ["withdrawn", "withdrawn"]
    said = told(letter)
    assert len(said) == 2
    assert all(one.label in said[0] for one in letter)


def test_what_is_not_of_the_letter_or_over_is_not_taken_along() -> None:
    hours = Hours()
    first, second = a.several(hours)
    stranger = a.asked_of(hours, b.a_party("王守约", "620402199202021047"))
    wrong, over = (Handing((a.FILE,), also=(one.reference,)) for one in (stranger, second))
    with pytest.raises(Malformed, match="这封信"):
        acts.hand_in_material(a.by_party(hours, first), first.reference, handing=wrong)
    acts.withdraw_written(a.by_verifier(hours), second.reference, reason="数据到了")
    with pytest.raises(OutOfOrder):
        acts.hand_in_material(a.by_party(hours, first), first.reference, handing=over)
    assert written.materials(first.reference) == []


# The pages.


@pytest.fixture
def officer(client: Client, plain_files: None) -> Client:
    b.an_account(Role.VERIFIER, b.DEPARTMENT, name="fengchuan")
    client.force_login(people.account("fengchuan"))  # type: ignore[arg-type]
    return client


def party_of(check: WrittenCheck) -> Client:
    client = Client()
    client.force_login(people.account(f"of-{check.party}") or b.an_applicant())
    return client


def test_the_officer_ticks_the_other_fact_and_says_why_its_way_is_left(officer: Client) -> None:
    task = a.turned(Hours(), a.IN_WRITING)
    other = a.other_of(task)
    url = f"/desk/verify/{task.reference}/written"
    page = officer.get(url).content.decode()
    assert "同一件里还可以一起问" in page
    assert f"“{other.label}”交什么" in page
    right = {
        "whom": "party",
        "why": "查无数据",
        "acceptable": "银行流水",
        "contact": "冯川",
        "also": other.reference,
        f"wanted_{other.reference}": "户口簿",
        "turned": "",
    }
    answer = officer.post(url, right)
    said = answer.content.decode()
    assert (answer.status_code, "请写明为什么改用这一种方式" in said, "户口簿" in said) == (422, True, True)
    wrong = {**right, "turned": "平台一样查不到", f"wanted_{other.reference}": "低收入证明"}
    answer = officer.post(url, wrong)
    assert (answer.status_code, "已经用承诺代替" in answer.content.decode()) == (422, True)
    made = officer.post(url, {**right, "turned": "平台一样查不到"})
    assert made.status_code == 303
    assert "同一封信还问了" in officer.get(made["Location"]).content.decode()
    assert "一封信问2项" in officer.get("/desk/written?tab=asked").content.decode()
    assert f"同一封信还问了{other.label}" in officer.get(f"/desk/verify/{task.reference}").content.decode()


def test_the_party_has_one_page_for_the_letter_and_says_what_a_file_shows(officer: Client) -> None:
    hours = Hours()
    first, second = a.several(hours)
    party = party_of(first)
    mine = party.get("/mine").content.decode()
    assert mine.count("看要交什么") == 1
    assert f"“{first.label}”“{second.label}”" in mine
    url = f"/mine/written/{second.reference}"
    page = party.get(url).content.decode()
    assert first.label in page
    assert second.label in page
    file = {"file_1": SimpleUploadedFile("流水.pdf", a.PDF), "note": ""}
    none = party.post(url, file)
    assert (none.status_code, "请选这些文件说明哪几项" in none.content.decode()) == (422, True)
    file = {"file_1": SimpleUploadedFile("流水.pdf", a.PDF), "note": ""}
    answer = party.post(url, {**file, "facts": [first.reference, second.reference]})
    assert answer.status_code == 303
    assert [one.state for one in fresh([first])] == ["handed_in", "handed_in"]
    for one in (first, second):
        [row] = written.materials(one.reference)
        assert party.get(f"/mine/written/{one.reference}/materials/{row.pk}").status_code == 200


def test_the_officer_takes_and_withdraws_for_several_facts_at_once(officer: Client) -> None:
    hours = Hours()
    first, second = a.several(hours)
    facts = [first.reference, second.reference]
    file = SimpleUploadedFile("流水.pdf", a.PDF)
    taken = officer.post(
        f"/desk/written/{first.reference}/hand-in",
        {"file_1": file, "way": "post", "note": "", "facts": facts},
    )
    assert taken.status_code == 303
    assert [one.state for one in fresh([first])] == ["handed_in", "handed_in"]
    step = f"/desk/written/{second.reference}/withdraw"
    assert "哪几项不用交了" in officer.get(step).content.decode()
    assert officer.post(step, {"reason": "数据到了", "facts": facts}).status_code == 303
    assert [one.state for one in fresh([first])] == ["withdrawn", "withdrawn"]


def test_a_list_of_letters_costs_the_same_at_any_length(officer: Client) -> None:
    hours = Hours()
    a.several(hours)
    officer.get("/desk/written?tab=asked")
    with CaptureQueriesContext(connection) as few:
        officer.get("/desk/written?tab=asked")
    a.asked_of(hours, b.a_party("王守约", "620402199202021047"))
    a.asked_of(hours, b.a_party("王守时", "620402199202021039"))
    with CaptureQueriesContext(connection) as more:
        officer.get("/desk/written?tab=asked")
    assert len(more) == len(few)
