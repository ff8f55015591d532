"""Written checks (书面核查): asked for with care, handed in any way, compared by an officer; what does not come is never untrue."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import asking_people as a

from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters
from nuocheng.people import queries as people
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import Handing, Picture
from nuocheng.verification.jobs import asking_people as work
from nuocheng.verification.models import WrittenCheck
from nuocheng.verification.queries import written

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.1")]


def task_of(check: WrittenCheck) -> Any:
    return queries.task(check.task)


def test_the_party_is_told_what_why_and_until_when_in_working_days_of_the_law() -> None:
    check = a.asked(Hours())
    assert check.due_on == date(2026, 11, 16)
    [told] = [one for one in letters.letters_to(check.party).rows if one.about == check.reference]
    for said in (
        "近6个月银行流水；单位发的工资条",
        "2026年11月16日",
        "平台上查无数据",
        "没有交不等于承诺不实",
    ):
        assert said in told.text


def test_it_is_asked_for_only_when_it_is_the_turn_of_this_way() -> None:
    hours = Hours()
    task = a.turned(hours, a.IN_PUBLIC)
    with pytest.raises(RuledOut, match="换成书面核查"):
        acts.ask_in_writing(a.by_verifier(hours), wish=a.a_wish(task))
    acts.choose_way(a.by_verifier(hours), task.reference, way="written", reason="当事人愿意交流水")
    acts.ask_in_writing(a.by_verifier(hours), wish=a.a_wish(task))


@pytest.mark.parametrize("wanted", ["低收入证明", "街道开的低收入证明原件", "《低收入证明》"])
def test_the_certificate_that_the_pledge_replaced_does_not_come_back(wanted: str) -> None:
    hours = Hours()
    what = a.what_is_asked(hours, acceptable=("工资条", wanted))
    with pytest.raises(RuledOut, match="已经用承诺代替"):
        acts.ask_in_writing(a.by_verifier(hours), **what)
    allowed = a.a_wish(queries.task(what["wish"].task), acceptable=(wanted,), ground="own_wish")
    made = acts.ask_in_writing(a.by_verifier(hours), wish=allowed)
    assert written.check(made.reference).ground == "own_wish"


def test_a_ground_that_the_law_does_not_know_is_none() -> None:
    hours = Hours()
    with pytest.raises(Malformed):
        acts.ask_in_writing(a.by_verifier(hours), **a.what_is_asked(hours, ground="because"))


def test_one_is_under_way_at_a_time() -> None:
    hours = Hours()
    check = a.asked(hours)
    with pytest.raises(OutOfOrder, match="还没有结束"):
        acts.ask_in_writing(a.by_verifier(hours), wish=a.a_wish(task_of(check)))


def test_only_the_party_itself_hands_in_online_and_the_officer_says_how_it_came() -> None:
    hours = Hours()
    check = a.asked(hours)
    stranger = an_occasion(Role.APPLICANT, at=hours.next(), party="620402197908052057")
    with pytest.raises(NotInOffice):
        acts.hand_in_material(stranger, check.reference, handing=a.HANDED)
    with pytest.raises(Malformed, match="怎么交来的"):
        acts.hand_in_material(a.by_verifier(hours), check.reference, handing=a.HANDED)
    with pytest.raises(Malformed, match="请选要交的文件"):
        acts.hand_in_material(a.by_party(hours, check), check.reference, handing=Handing(()))
    with pytest.raises(Malformed, match="只能上传"):
        acts.hand_in_material(
            a.by_party(hours, check), check.reference, handing=Handing((Picture("x.exe", b"MZ\0\0"),))
        )
    acts.hand_in_material(a.by_party(hours, check), check.reference, handing=a.HANDED)
    acts.hand_in_material(a.by_verifier(hours), check.reference, handing=a.TAKEN)
    assert [one.way for one in written.materials(check.reference)] == ["online", "post"]


@pytest.mark.parametrize(
    ("verdict", "state", "goes_on"),
    [
        ("consistent", "consistent", False),
        ("contradicted", "contradicted", False),
        ("not_found", "not_found", True),
    ],
)
def test_what_the_officer_compares_is_evidence_and_never_yet_a_finding(
    verdict: str, state: str, goes_on: bool
) -> None:
    hours = Hours()
    check = a.compared(hours, verdict)
    task = task_of(check)
    assert (task.state, task.outcome, task.goes_on) == ("answered", state, goes_on)
    answer = queries.answers(task.reference)[0]
    assert (answer.channel, answer.receipt_no) == ("written", check.reference)
    assert json.loads(bytes(answer.raw))["materials"] == [
        one.digest for one in written.materials(check.reference)
    ]
    assert [str(one) for one in faults()] == []


def test_a_difference_needs_the_words_of_the_material_and_every_result_its_reason() -> None:
    hours = Hours()
    check = a.handed_in(hours)
    on = a.by_verifier(hours)
    with pytest.raises(RuledOut, match="照抄材料上写的"):
        acts.compare_written(on, check.reference, verdict="contradicted", reason="不一样")
    with pytest.raises(RuledOut, match="写明理由"):
        acts.compare_written(on, check.reference, verdict="consistent", reason=" ")
    with pytest.raises(Malformed):
        acts.compare_written(on, check.reference, verdict="refuted", reason="x")


def test_what_does_not_come_is_reminded_of_once_then_the_next_way_is_taken_and_nothing_is_untrue() -> None:
    hours = Hours()
    check = a.asked(hours)
    assert work.mind_written(a.by_itself(hours)) == (0, 0)
    assert work.mind_written(a.by_itself(hours, 12)) == (1, 0)
    assert work.mind_written(a.by_itself(hours)) == (0, 0)
    assert sum(one.about == check.reference for one in letters.letters_to(check.party).rows) == 2
    assert work.mind_written(a.by_itself(hours, 3)) == (0, 1)
    task = task_of(check)
    assert (written.check(check.reference).state, task.state, task.outcome) == (
        "lapsed",
        "answered",
        "not_found",
    )
    assert jobs.take_next_ways(a.by_itself(hours)) == 1
    assert task_of(check).channel == "on_site"
    with pytest.raises(RuledOut, match="不能认定不实"):
        acts.record_finding(a.by_verifier(hours), task.reference, verdict="refute", note="没有交材料")


def test_on_the_day_itself_nothing_lapses_and_what_comes_late_is_taken_all_the_same() -> None:
    hours = Hours()
    check = a.asked(hours)
    with pytest.raises(OutOfOrder):
        acts.lapse_written(a.by_itself(hours, (check.due_on - hours.at.date()).days), check.reference)
    acts.lapse_written(a.by_itself(hours, 1), check.reference)
    acts.hand_in_material(a.by_party(hours, check), check.reference, handing=a.HANDED)
    acts.compare_written(a.by_verifier(hours), check.reference, verdict="consistent", reason="看了流水")
    assert task_of(check).outcome == "consistent"


def test_after_a_finding_the_result_is_kept_and_touches_the_task_no_more() -> None:
    hours = Hours()
    check = a.handed_in(hours)
    acts.record_finding(a.by_verifier(hours), check.task, verdict="leave_unresolved", note="查不清")
    acts.compare_written(a.by_verifier(hours), check.reference, verdict="consistent", reason="看了流水")
    assert (task_of(check).state, written.check(check.reference).verdict) == ("unresolved", "consistent")


def test_a_body_is_asked_by_letter_and_the_party_neither_told_nor_let_in() -> None:
    hours = Hours()
    check = a.asked(hours, to_body=True, body="街道办事处")
    assert "街道办事处：" in acts.written_notice(date(2026, 11, 2), [check])
    assert all(one.about != check.reference for one in letters.letters_to(check.party).rows)
    with pytest.raises(OutOfOrder, match="您不用交"):
        acts.hand_in_material(a.by_party(hours, check), check.reference, handing=a.HANDED)
    acts.hand_in_material(a.by_verifier(hours), check.reference, handing=a.TAKEN)


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


def test_the_officer_asks_and_wrong_input_is_told_beside_its_field(officer: Client) -> None:
    task = a.turned(Hours(), a.IN_WRITING)
    url = f"/desk/verify/{task.reference}/written"
    assert "平台" not in officer.get(url).content.decode()
    right = {
        "whom": "party",
        "why": "查无数据",
        "acceptable": "银行流水\n工资条",
        "contact": "冯川",
        "ground": "",
        "body": "",
    }
    for wrong, says in (
        ({"acceptable": "低收入证明"}, "已经用承诺代替"),
        ({"why": ""}, "请写明为什么要书面材料"),
        ({"whom": "body"}, "请填写请哪个单位交材料"),
        ({"acceptable": " "}, "请写明交什么"),
    ):
        answer = officer.post(url, {**right, **wrong})
        assert (answer.status_code, says in answer.content.decode()) == (422, True)
    made = officer.post(url, right)
    assert made.status_code == 303
    page = officer.get(made["Location"]).content.decode()
    assert "等交材料" in page
    assert "请在2026年" in page
    assert made["Location"].rpartition("/")[2] in officer.get("/desk/written?tab=asked").content.decode()


def test_the_party_hands_in_on_its_own_page_and_the_officer_compares(officer: Client) -> None:
    check = a.asked(Hours())
    party = party_of(check)
    url = f"/mine/written/{check.reference}"
    assert "近6个月银行流水" in party.get(url).content.decode()
    assert check.reference in party.get("/mine").content.decode()
    none = party.post(url, {})
    assert (none.status_code, "请选" in none.content.decode()) == (422, True)
    answer = party.post(url, {"file_1": SimpleUploadedFile("流水.pdf", a.PDF), "note": "第3页"})
    assert answer.status_code == 303
    [row] = written.materials(check.reference)
    assert party.get(f"{url}/materials/{row.pk}")["Content-Type"] == "application/pdf"
    desk = f"/desk/written/{check.reference}"
    assert officer.get(f"{desk}/materials/{row.pk}").status_code == 200
    wrong = officer.post(f"{desk}/compare", {"verdict": "contradicted", "observed": "", "reason": "x"})
    assert (wrong.status_code, "照抄材料上写的" in wrong.content.decode()) == (422, True)
    done = officer.post(f"{desk}/compare", {"verdict": "consistent", "observed": "", "reason": "一致"})
    assert done["Location"] == f"/desk/verify/{check.task}"
    assert "书面核查：一致" in officer.get(done["Location"]).content.decode()


def test_nobody_else_sees_what_a_party_is_asked_for(officer: Client) -> None:
    check = a.asked(Hours())
    other = Client()
    stranger = replace(b.a_party(), number="620402197908052057", name="张华")
    other.force_login(b.an_applicant(stranger))
    assert other.get(f"/mine/written/{check.reference}").status_code == 404
    b.an_account(Role.VERIFIER, "620402-wjj", name="wei")
    other.force_login(people.account("wei"))  # type: ignore[arg-type]
    assert other.get(f"/desk/written/{check.reference}").status_code == 404
    assert officer.get(f"/desk/written/{check.reference}/compare").status_code == 200
    assert officer.get(f"/desk/written/{check.reference}/burn").status_code == 404


def test_withdrawing_tells_the_party_why(officer: Client) -> None:
    check = a.asked(Hours())
    step = f"/desk/written/{check.reference}/withdraw"
    assert officer.post(step, {"reason": ""}).status_code == 422
    assert officer.post(step, {"reason": "数据到了"}).status_code == 303
    told = next(one for one in letters.letters_to(check.party).rows if one.about == check.reference)
    assert "数据到了" in told.text
    assert "不用交了" in party_of(check).get(f"/mine/written/{check.reference}").content.decode()
