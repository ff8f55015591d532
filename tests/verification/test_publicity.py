"""Publicity checks (公示核查): shown masked and for a time, objected to by anybody, answered each, concluded by an officer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.builders import Hours
from tests.verification import asking_people as a
from tests.verification import in_order

from nuocheng.catalogue.rules.content import Way
from nuocheng.edge.clock import now
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotFound, OutOfOrder, RuledOut
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import Picture
from nuocheng.verification.jobs import asking_people as work
from nuocheng.verification.models import Publicity
from nuocheng.verification.queries import publicity
from nuocheng.verification.rules.showing import shown_claim

database = pytest.mark.django_db
pytestmark = pytest.mark.req("S8.1", "S10.4")


def task_of(row: Publicity) -> Any:
    return queries.task(row.task)


@database
def test_a_pledge_is_shown_masked_for_the_term_of_the_law_and_the_party_is_told() -> None:
    row = a.shown(Hours())
    assert (row.shown_party, row.shown_claim) == ("李*信", "享受中")
    assert (row.begins_on, row.until, row.down_on) == (
        date(2026, 11, 2),
        date(2026, 11, 9),
        date(2026, 11, 16),
    )
    told = letters.letters_to(row.party).rows[0]
    assert "公示到2026年11月9日" in told.text
    assert row.party not in told.text


@database
def test_a_persons_pledge_needs_their_own_consent_or_the_law_and_an_organisations_does_not() -> None:
    hours = Hours()
    what = a.what_is_shown(hours, consent="")
    with pytest.raises(RuledOut, match="本人单独同意"):
        acts.open_publicity(a.by_verifier(hours), **what)
    with pytest.raises(Malformed):
        acts.open_publicity(a.by_verifier(hours), wish=replace(what["wish"], ground="because"))
    acts.open_publicity(a.by_verifier(hours), wish=replace(what["wish"], ground="law_requires"))


@database
@pytest.mark.parametrize("privacy", ["", "sensitive", "unheard_of"])
def test_what_may_not_be_shown_is_refused_even_where_the_way_is_publicity(privacy: str) -> None:
    hours = Hours()
    task = a.turned(hours, a.IN_PUBLIC)
    queries.Task.objects.filter(pk=task.pk).update(privacy=privacy)
    with pytest.raises(RuledOut, match="不能公示"):
        acts.open_publicity(a.by_verifier(hours), wish=a.a_show(task))


@database
def test_it_is_shown_only_where_the_plan_says_so() -> None:
    hours = Hours()
    task = a.turned(hours, a.IN_WRITING)
    with pytest.raises(RuledOut, match="不能公示"):
        acts.open_publicity(a.by_verifier(hours), wish=a.a_show(task))


@database
def test_where_nobody_objects_an_officer_confirms_and_no_machine_does() -> None:
    hours = Hours()
    row = a.shown(hours)
    assert work.end_publicities(a.by_itself(hours, 7)) == 0
    assert work.end_publicities(a.by_itself(hours, 1)) == 1
    row, task = publicity.publicity(row.reference), task_of(row)
    assert (row.state, task.state, task.outcome, task.goes_on) == (
        "concluded",
        "answered",
        "unopposed",
        False,
    )
    on = a.by_verifier(hours)
    with pytest.raises(RuledOut, match="凭什么认定属实"):
        acts.record_finding(on, task.reference, verdict="confirm")
    acts.record_finding(a.by_verifier(hours), task.reference, verdict="confirm", note="公示期满无异议")
    assert [str(one) for one in faults()] == []


@database
def test_no_objection_is_never_a_reason_to_find_a_pledge_untrue() -> None:
    hours = Hours()
    row = a.unopposed(hours)
    with pytest.raises(RuledOut, match="不能认定不实"):
        acts.record_finding(a.by_verifier(hours), row.task, verdict="refute", note="x")


@database
def test_each_objection_is_answered_before_anything_is_concluded() -> None:
    hours = Hours()
    row = a.over_unanswered(hours)
    assert task_of(row).outcome == "not_found"
    with pytest.raises(RuledOut, match="还有1条异议没有答复"):
        acts.conclude_publicity(a.by_verifier(hours), row.reference, reason="x", observed="y")
    acts.answer_objection(a.by_verifier(hours), row.reference, **a.ANSWERED)
    with pytest.raises(OutOfOrder, match="已经答复过"):
        acts.answer_objection(a.by_verifier(hours), row.reference, **a.ANSWERED)
    with pytest.raises(Malformed, match="核实到的情况"):
        acts.conclude_publicity(a.by_verifier(hours), row.reference, reason="成立")
    acts.conclude_publicity(a.by_verifier(hours), row.reference, reason="成立", observed="已停发")
    task = task_of(row)
    assert (task.outcome, task.observed) == ("contradicted", "已停发")


@database
def test_objections_that_do_not_stand_leave_it_unopposed() -> None:
    hours = Hours()
    row = a.over(hours)
    acts.conclude_publicity(a.by_verifier(hours), row.reference, reason="异议不成立")
    assert task_of(row).outcome == "unopposed"


@database
def test_after_the_window_nobody_objects_any_more_and_after_the_remainder_it_is_gone() -> None:
    hours = Hours()
    row = a.shown(hours)
    with pytest.raises(OutOfOrder, match="公示期已经过了"):
        acts.object_to_publicity(a.by_itself(hours, 8), row.reference, said=a.an_objection())
    assert publicity.public(row.reference, row.down_on).reference == row.reference
    with pytest.raises(NotFound, match="已经撤下"):
        publicity.public(row.reference, row.down_on + timedelta(days=1))
    assert publicity.public_page(row.down_on + timedelta(days=1)).rows == []


@database
def test_what_is_taken_down_is_gone_at_once_and_its_party_is_told() -> None:
    row = a.taken_down(Hours())
    with pytest.raises(NotFound):
        publicity.public(row.reference, row.begins_on)
    assert publicity.public_page(row.begins_on).rows == []
    assert "不再公示" in letters.letters_to(row.party).rows[0].text


@database
@pytest.mark.parametrize(
    ("changed", "says"),
    [({"text": "不对"}, "请写明哪里不对"), ({"files": (a.FILE,) * 4}, "最多交3个文件")],
)
def test_an_objection_says_something_and_brings_few_files(changed: dict[str, Any], says: str) -> None:
    hours = Hours()
    row = a.shown(hours)
    with pytest.raises(RuledOut, match=says):
        acts.object_to_publicity(a.by_itself(hours), row.reference, said=a.an_objection(**changed))
    said, on = a.an_objection(files=(Picture("x.html", b"<script>"),)), a.by_itself(hours)
    with pytest.raises(Malformed, match="只能上传"):
        acts.object_to_publicity(on, row.reference, said=said)


IDS = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)


@given(st.sampled_from(FactType), st.sampled_from(["whole", "masked"]), IDS, st.text("东街A甲 ", max_size=8))
def test_no_full_number_of_a_person_is_ever_shown(kind: FactType, how: str, number: str, around: str) -> None:
    if kind in {FactType.DATE, FactType.MONEY, FactType.INTEGER}:
        return  # such a value cannot hold one: it is checked when it is pledged
    assert number not in shown_claim(f"{around}{number}{around}", kind, how)


@pytest.mark.parametrize(
    ("value", "kind", "masked"),
    [
        ("白银区诚信大道9号2单元", FactType.TEXT, "白银＊＊＊＊＊＊"),
        ("2026-03-01", FactType.DATE, "2026年"),
        ("1200", FactType.MONEY, "＊＊＊＊＊＊"),
        ("享受中", FactType.CHOICE, "享受中"),
        ("620402198503122031", FactType.NUMBER, "＊＊＊＊＊＊"),
    ],
)
def test_what_is_masked_keeps_only_what_helps_to_know_it(value: str, kind: FactType, masked: str) -> None:
    assert shown_claim(value, kind, "masked") == masked


def test_what_is_never_shown_is_an_error_and_no_text() -> None:
    with pytest.raises(ValueError, match="never"):
        shown_claim("x", FactType.TEXT, "never")


# The pages.


def today() -> Hours:
    """Return hours of today: what is shown to everybody is shown by the clock."""
    return Hours(now() - timedelta(hours=2))


@pytest.fixture
def officer(plain_files: None) -> Client:
    client = Client()
    b.an_account(Role.VERIFIER, b.DEPARTMENT, name="fengchuan")
    client.force_login(people.account("fengchuan"))  # type: ignore[arg-type]
    return client


@database
def test_anybody_reads_what_is_shown_and_no_more(client: Client, plain_files: None) -> None:
    row = a.shown(today())
    listed = client.get("/open/publicity")
    assert (listed.status_code, row.reference in listed.content.decode()) == (200, True)
    page = client.get(f"/open/publicity/{row.reference}")
    text = page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, noarchive"
    for hidden in (row.party, "李守信", row.task, "/cases/"):
        assert hidden not in text
    assert "李*信" in text
    assert len(page.content) < 30_000


@database
def test_somebody_objects_without_a_name_and_reads_the_answer_by_code(
    client: Client, officer: Client
) -> None:
    hours = today()
    row = a.shown(hours)
    url = f"/open/publicity/{row.reference}/object"
    empty = client.post(url, {"text": " ", "name": "某人"})
    assert (
        empty.status_code,
        "请写明哪里不对" in empty.content.decode(),
        "某人" in empty.content.decode(),
    ) == (
        422,
        True,
        True,
    )
    done = client.post(url, {"text": "他家三口人都有工作", "file_1": SimpleUploadedFile("照片.pdf", a.PDF)})
    text = done.content.decode()
    assert (done.status_code, done["Cache-Control"]) == (200, "private, no-store")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert code
    assert "还没有答复" in client.post("/open/publicity/answer", {"code": code[0]}).content.decode()
    desk = officer.get(f"/desk/publicity/{row.reference}").content.decode()
    assert "没有留名" in desk
    [file] = publicity.objections(row.reference)[0].evidence.all()
    assert officer.get(f"/desk/publicity/{row.reference}/files/{file.pk}").status_code == 200
    reply = f"/desk/publicity/{row.reference}/objections/1"
    assert officer.post(reply, {"stands": "no", "reason": ""}).status_code == 422
    assert officer.post(reply, {"stands": "no", "reason": "查了社保，只有一人在职"}).status_code == 303
    answered = client.post("/open/publicity/answer", {"code": code[0].lower()}).content.decode()
    assert "查了社保，只有一人在职" in answered
    wrong = client.post("/open/publicity/answer", {"code": "7K3M-92QX-0104"})
    assert (wrong.status_code, "没有这个查询码" in wrong.content.decode()) == (422, True)


@database
def test_who_objects_again_and_again_is_asked_to_wait(client: Client, plain_files: None) -> None:
    row = a.shown(today())
    url = f"/open/publicity/{row.reference}/object"
    statuses = [client.post(url, {"text": f"第{place}次说他有工作"}).status_code for place in range(40)]
    assert statuses[0] == 200
    assert 429 in statuses
    assert publicity.publicity(row.reference).objections < 40


@database
def test_the_officer_sees_what_everybody_would_read_before_it_is_shown(officer: Client) -> None:
    task = a.turned(Hours(), a.IN_PUBLIC)
    url = f"/desk/verify/{task.reference}/publicity"
    assert "李*信" in officer.get(url).content.decode()
    refused = officer.post(url, {"consent": "", "ground": "", "contact": "0943-1"})
    assert (refused.status_code, "本人单独同意" in refused.content.decode()) == (422, True)
    made = officer.post(url, {"consent": "当面签字", "ground": "", "contact": "0943-1"})
    assert made.status_code == 303
    assert "正在公示" in officer.get(made["Location"]).content.decode()
    step = f"{made['Location']}/take-down"
    assert officer.post(step, {"reason": ""}).status_code == 422
    assert officer.post(step, {"reason": "不该公示"}).status_code == 303
    assert officer.get(f"{made['Location']}/burn").status_code == 404


@database
def test_a_sensitive_fact_has_no_button_to_show_it(officer: Client) -> None:
    hours = today()
    task = in_order.said(in_order.a_task(hours, in_order.an_item(Way("publicity"))), hours, "not_found")
    acts.take_next_way(a.by_itself(hours), task.reference)
    queries.Task.objects.filter(pk=task.pk).update(privacy="sensitive")
    page = officer.get(f"/desk/verify/{task.reference}/publicity").content.decode()
    assert "不能公示" in page
    assert "开始公示" not in page


@database
def test_the_task_offers_a_note_where_nobody_objected(officer: Client) -> None:
    row = a.unopposed(today())
    page = officer.get(f"/desk/verify/{row.task}").content.decode()
    assert "公示期满，没有成立的异议" in page
    assert "公示期满无异议" in page
