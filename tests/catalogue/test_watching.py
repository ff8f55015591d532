"""The watch: what comes back after it went, circles, laws that changed; found, settled, opened again, cleared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.office import (
    AT,
    BUREAU,
    DIPLOMA,
    EDITOR,
    JUSTICE,
    LAWYER,
    LEGAL,
    MARKET,
    RECORD,
    acting,
    changed,
    departments,
    drafted,
    published,
)
from tests.catalogue.reading import get, seated

from nuocheng.catalogue import acts, jobs
from nuocheng.catalogue.models import Alert, BasisReview, ListedBasis, ListedName, Statute
from nuocheng.catalogue.queries import statutes, watching
from nuocheng.catalogue.rules.circles import circles, knots
from nuocheng.catalogue.rules.content import Basis, Disposition, Item
from nuocheng.catalogue.rules.naming import Names, alike, given_names, likeness, plain_name, statute_key
from nuocheng.catalogue.rules.superior import Contents, Level, Mode, SuperiorRow
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice, OutOfOrder, Overtaken, RuledOut
from nuocheng.kernel.occasion import Door, Occasion, Post, Role

pytestmark = [pytest.mark.django_db, pytest.mark.req("S1.2")]

GONE = replace(
    DIPLOMA, key="single", name="单身证明", disposition=Disposition.CANCEL, reason="民政部门不再开具"
)
WANTED = replace(DIPLOMA, key="single", name="单身证明")
SYSTEM = Occasion("system", "系统", Post(Role.SYSTEM), AT, door=Door.JOB)


def publish_on(item: Item, days: int, department: str = JUSTICE) -> str:
    """Publish an item's next edition some days after the first."""
    departments()
    at = AT + timedelta(days=days)
    editor, legal = (acting(role, department=department, at=at) for role in (Role.EDITOR, Role.LEGAL))
    reference = acts.draft_edition(editor, item=item).reference
    acts.send_to_review(editor, reference)
    acts.pass_review(legal, reference)
    acts.publish(editor, reference)
    return reference


def watch(days: int = 9) -> int:
    return jobs.keep_watch(replace(SYSTEM, at=AT + timedelta(days=days)))


def open_titles() -> list[str]:
    return list(Alert.objects.filter(state="open").order_by("reference").values_list("title", flat=True))


# Names.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("居民身份证（复印件）", "居民身份证复印件"),
        ("ＡＢＣ证明", "abc证明"),
        ("“低收入”证明", "低收入证明"),
        ("收入 证明\n", "收入证明"),
    ],
)
def test_names_that_differ_in_signs_only_are_one(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("无犯罪记录证明", "无违法犯罪记录证明", True),
        ("营业执照", "营业执照复印件", True),
        ("单身证明", "单身证明", True),
        ("结婚证", "离婚证", False),
        ("出生医学证明", "死亡医学证明", False),
        ("证明", "收入证明", False),
        ("", "收入证明", False),
    ],
)
def test_names_are_alike_by_a_measure_that_is_written_down(one: str, other: str, are_alike: bool) -> None:
    assert alike(one, other) is alike(other, one) is are_alike


@given(st.text(alphabet="甲乙丙证明", max_size=8), st.text(alphabet="甲乙丙证明", max_size=8))
def test_likeness_is_the_same_from_either_side_and_between_nought_and_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


@given(
    st.lists(st.text(alphabet="甲乙丙证明", min_size=1, max_size=9), max_size=12),
    st.text(alphabet="甲乙丙证明", max_size=9),
)
def test_alike_names_are_found_as_if_each_had_been_tried(names: list[str], name: str) -> None:
    assert set(Names(names).near(name, most=99)) == {one for one in names if alike(name, one)}


@pytest.mark.parametrize(
    ("title", "number", "key"),
    [
        ("《中华人民共和国律师法》", "主席令第七十六号", "律师法"),
        ("律师法（2017年修正）", "", "律师法"),
        ("律师法", "", "律师法"),
        ("关于印发实施意见的通知", "国办发〔2020〕42号", "关于印发实施意见的通知|国办发202042号"),
        ("  ", "x", ""),
    ],
)
def test_a_law_is_known_by_its_title_and_a_document_by_its_number_too(
    title: str, number: str, key: str
) -> None:
    assert statute_key(title, number) == key


def test_an_item_gives_what_it_says_and_what_its_name_says_it_makes() -> None:
    assert given_names("排污许可证核发", ("许可证副本",)) == ["许可证副本", "排污许可证"]
    assert given_names("律师执业", ()) == []


# Circles.


GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"), max_size=4).map(sorted), max_size=6
)


def all_circles(graph: dict[str, list[str]]) -> set[tuple[str, ...]]:
    """Return every circle there is, by trying every order of every set of members."""
    names = sorted({*graph, *(two for others in graph.values() for two in others)})
    found = set()
    for size in range(1, len(names) + 1):
        for ring in permutations(names, size):
            closed = zip(ring, (*ring[1:], ring[0]), strict=True)
            if ring[0] == min(ring) and all(two in graph.get(one, ()) for one, two in closed):
                found.add(ring)
    return found


@given(GRAPHS)
def test_every_circle_found_is_one_and_whoever_stands_in_one_is_found(graph: dict[str, list[str]]) -> None:
    everyone, found = all_circles(graph), circles(graph)
    assert set(found) <= everyone
    assert {one for ring in found for one in ring} == {one for ring in everyone for one in ring}
    assert {one for group in knots(graph) for one in group} == {one for ring in everyone for one in ring}
    assert len(found) == len(set(found))


def test_a_chain_of_a_hundred_thousand_is_walked_without_falling() -> None:
    count = 100_000
    graph = {f"{n:06}": [f"{n + 1:06}"] for n in range(count)}
    assert circles(graph) == []
    graph[f"{count:06}"] = ["000000"]
    assert [len(group) for group in knots(graph)] == [count + 1]


def asking(code: str, name: str, wants: str, gives: str, department: str = JUSTICE) -> Item:
    certificate = replace(DIPLOMA, key="wanted", name=wants)
    return changed(code=code, name=name, certificates=(certificate,), gives=(gives,), department=department)


@pytest.fixture
def a_circle() -> None:
    publish_on(asking("620402-sfj-a", "甲事项", "乙证", "甲证"), 0)
    publish_on(asking("620402-scj-b", "乙事项", "甲证", "乙证", MARKET), 0, MARKET)


@pytest.mark.usefixtures("a_circle")
def test_a_circle_over_two_departments_is_told_as_a_chain_to_both() -> None:
    publish_on(asking("620402-sfj-c", "丙事项", "甲证", "丙证"), 0)  # hangs on the circle, is not in it
    watch()
    (alert,) = Alert.objects.filter(topic="circular")
    assert alert.title == "乙事项→甲事项→乙事项"
    assert set(alert.units.split()) == {JUSTICE, MARKET}
    for department in (JUSTICE, MARKET):
        client = seated(f"wang-{department}", Role.EDITOR, department=department)
        text = get("/desk/catalogue/watch?topic=circular", client)
        assert "乙事项→甲事项→乙事项" in text
        assert "要交“甲证”" in get(f"/desk/catalogue/watch/{alert.reference}", client)


def test_an_item_that_asks_for_what_it_gave_before_is_no_circle() -> None:
    publish_on(asking("620402-sfj-a", "执照换发", "执照", "执照"), 0)
    assert watch() == 0


@pytest.mark.usefixtures("a_circle")
def test_a_circle_that_one_of_them_breaks_is_cleared() -> None:
    watch()
    shared = replace(DIPLOMA, key="wanted", name="乙证", disposition=Disposition.SHARE, reason="在线查")
    publish_on(changed(code="620402-sfj-a", name="甲事项", certificates=(shared,), gives=("甲证",)), 1)
    watch()
    assert list(Alert.objects.filter(topic="circular").values_list("state", flat=True)) == ["cleared"]


# What comes back.


def test_what_an_item_cancelled_and_demands_again_is_found_with_evidence() -> None:
    first = publish_on(changed(certificates=(RECORD, GONE)), 0)
    publish_on(changed(certificates=(RECORD, WANTED)), 1)
    assert watch() == 1
    (alert,) = Alert.objects.all()
    assert (alert.topic, alert.department, alert.code) == ("returned", JUSTICE, LAWYER.code)
    (gone,) = alert.says["gone"]
    assert (gone["name"], gone["how"], gone["reference"], gone["on"]) == (
        "单身证明", "已取消", first, "2026-11-23",
    )  # fmt: skip
    assert watch() == 0  # nothing new the next time


@pytest.mark.parametrize("name", ["单身（证明）", "单身情况证明单身证明", "婚姻状况证明"])
def test_a_like_name_is_found_and_another_one_is_not(name: str) -> None:
    publish_on(changed(certificates=(RECORD, GONE)), 0)
    publish_on(changed(certificates=(RECORD, replace(WANTED, key="new", name=name))), 1)
    assert watch() == (0 if name == "婚姻状况证明" else 1)


def test_a_name_that_people_use_gives_a_renamed_certificate_away() -> None:
    publish_on(changed(certificates=(RECORD, GONE)), 0)
    publish_on(changed(certificates=(RECORD, replace(WANTED, name="婚姻状况", aliases=("单身证明",)))), 1)
    assert open_titles() == [] and watch() == 1  # noqa: PT018 - nothing before, one after
    assert open_titles() == ["“婚姻状况”取消过，现在又要"]


def test_what_another_item_of_the_department_cancelled_counts_only_for_demands_that_came_after() -> None:
    old = changed(code="620402-sfj-old", name="老事项", certificates=(WANTED,))
    publish_on(old, 0)
    publish_on(changed(certificates=(RECORD, GONE)), 1)
    assert watch() == 0  # it was demanded before, and is merely still
    publish_on(replace(old, fee="10元"), 2)
    assert watch() == 0
    publish_on(replace(old, code="620402-sfj-new", name="新事项"), 3)
    assert watch() == 1
    elsewhere = replace(old, code="620402-scj-new", department=MARKET)
    publish_on(elsewhere, 4, MARKET)
    assert watch() == 0  # what one department cancelled says nothing of another


def superior_cancels(name: str, issued_on: date, **units: str) -> str:
    departments()
    row = SuperiorRow(2, name, unit="部门", mode=Mode.CANCEL)
    heading = acts.Heading("全省取消的证明", "", Level.PROVINCIAL, issued_on)
    reference = acts.take_in_list(BUREAU, heading=heading, contents=Contents((row,))).reference
    acts.confirm_list(BUREAU, reference, departments=units)
    return reference


def test_what_a_superior_list_cancelled_before_is_found_and_only_for_whom_it_is_meant() -> None:
    reference = superior_cancels("单身证明", AT.date() - timedelta(days=30), 部门=JUSTICE)
    publish_on(changed(certificates=(RECORD, WANTED)), 0)
    publish_on(changed(code="620402-scj-1", department=MARKET, certificates=(WANTED,)), 0, MARKET)
    assert watch() == 1
    (alert,) = Alert.objects.all()
    assert (alert.department, alert.says["gone"][0]["reference"]) == (JUSTICE, reference)
    assert "上级清单《全省取消的证明》" in alert.says["gone"][0]["whom"]


def test_beside_a_like_certificate_that_is_still_listed_as_gone_another_is_another() -> None:
    card = replace(GONE, key="card", name="居民身份证", disposition=Disposition.SHARE)
    other = replace(WANTED, key="other", name="居民身份证办理回执")
    publish_on(changed(certificates=(RECORD, card)), 0)
    publish_on(changed(certificates=(RECORD, card, other)), 1)
    assert watch() == 0
    publish_on(changed(certificates=(RECORD, other)), 2)
    assert watch() == 1


def test_the_checklist_warns_before_publication_and_does_not_stand_against_it() -> None:
    publish_on(changed(certificates=(RECORD, GONE)), 0)
    item = changed(certificates=(RECORD, WANTED))
    (warning,) = watching.warnings(item, "draft", AT + timedelta(days=1))
    assert warning.rule == "nothing_cancelled_returns"
    assert "“单身证明”2026年11月23日起已取消" in warning.text
    assert "第四十四条" in warning.clauses[0]
    assert watching.warnings(changed(certificates=(RECORD, GONE)), "draft", AT + timedelta(days=1)) == ()
    publish_on(item, 1)


# Alerts.


def an_alert() -> Alert:
    publish_on(changed(certificates=(RECORD, GONE)), 0)
    publish_on(changed(certificates=(RECORD, WANTED)), 1)
    watch()
    return Alert.objects.get()


def test_an_alert_is_settled_with_a_reason_by_its_department_or_the_bureau_and_nobody_else() -> None:
    alert = an_alert()
    for on in (acting(Role.EDITOR, department=MARKET), acting(Role.CLERK), SYSTEM):
        with pytest.raises(NotInOffice):
            acts.settle_alert(on, alert.reference, reason="还要")
    with pytest.raises(Malformed):
        acts.settle_alert(LEGAL, alert.reference, reason=" ")
    acts.settle_alert(LEGAL, alert.reference, reason="律师法修改后恢复")
    fresh = Alert.load(alert.reference)
    assert (fresh.state, fresh.reason, fresh.settled_by) == ("settled", "律师法修改后恢复", LEGAL.actor)
    with pytest.raises(OutOfOrder):
        acts.settle_alert(LEGAL, alert.reference, reason="再说一遍")
    assert watch() == 0  # settled, and nothing changed since
    assert list(faults()) == []


def test_a_settled_alert_opens_again_when_its_evidence_changes_and_not_when_it_does_not() -> None:
    alert = an_alert()
    acts.settle_alert(LEGAL, alert.reference, reason="恢复了")
    publish_on(changed(fee="10元", certificates=(RECORD, WANTED)), 2)
    watch()
    assert Alert.load(alert.reference).state == "settled"
    superior_cancels("单身证明", AT.date() - timedelta(days=1))
    watch()
    fresh = Alert.load(alert.reference)
    assert (fresh.state, fresh.reason) == ("open", "")
    assert len(fresh.says["gone"]) == 2


def test_an_alert_about_what_is_no_more_is_cleared_and_raised_again_when_it_is_back() -> None:
    alert = an_alert()
    publish_on(changed(certificates=(RECORD, GONE)), 2)
    watch()
    assert Alert.load(alert.reference).state == "cleared"
    publish_on(changed(certificates=(RECORD, WANTED)), 3)
    watch()
    assert Alert.load(alert.reference).state == "open"
    assert Alert.objects.count() == 1


def test_the_hourly_look_sees_what_was_published_lately_and_clears_nothing() -> None:
    publish_on(changed(certificates=(RECORD, GONE)), 0)
    publish_on(changed(certificates=(RECORD, WANTED)), 1)
    hourly = replace(SYSTEM, at=AT + timedelta(days=1, hours=1))
    assert jobs.keep_watch(hourly, since=AT + timedelta(days=1, hours=1)) == 0
    assert jobs.keep_watch(hourly, since=AT + timedelta(days=1, hours=-1)) == 1
    assert jobs.keep_watch(hourly, since=AT + timedelta(days=5)) == 0
    assert Alert.objects.get().state == "open"


def test_only_the_watch_itself_raises_and_clears() -> None:
    alert = an_alert()
    for act in (acts.clear_alert, acts.reopen_alert):
        with pytest.raises(NotInOffice):
            act(BUREAU, alert.reference, **({"sighting": None} if act is acts.reopen_alert else {}))


# Laws.


LAW = "律师法"


def a_statute(title: str = LAW) -> str:
    return acts.open_statute(LEGAL, title=title, level="law").reference


def change(days: int = 0) -> acts.Change:
    return acts.Change(AT.date() + timedelta(days=days), "主席令第七十六号", "第七条改了", "")


def at_day(role: Role, days: int, department: str = JUSTICE) -> Occasion:
    return acting(role, department=department, at=AT + timedelta(days=days))


def test_the_watch_registers_every_law_that_published_editions_name_once() -> None:
    published(
        changed(
            certificates=(
                RECORD,
                replace(DIPLOMA, bases=(Basis("《中华人民共和国律师法》", "第五条", "law"),)),
            )
        )
    )
    watch()
    watch()
    assert list(Statute.objects.values_list("key", "title", "state")) == [("律师法", "律师法", "valid")]
    with pytest.raises(Overtaken):
        acts.open_statute(LEGAL, title="中华人民共和国律师法")
    with pytest.raises(Malformed):
        acts.open_statute(LEGAL, title="《》")
    with pytest.raises(NotInOffice):
        acts.open_statute(EDITOR, title="公证法")


def test_an_amended_law_marks_every_entry_that_rests_on_it_until_each_is_looked_at() -> None:
    edition, statute = published(), a_statute()
    row = Statute.load(statute)
    assert statutes.touched_count(row, None) == 2
    assert statutes.pending_count(row, None) == 0
    acts.amend_statute(at_day(Role.LEGAL, 1), statute, change=change())
    row = Statute.load(statute)
    assert statutes.pending_count(row, None) == 2
    assert statutes.pending_count(row, [MARKET]) == 0
    acts.confirm_basis(at_day(Role.EDITOR, 2), statute, edition=edition, key="record", reason="要求没变")
    assert statutes.pending_count(row, [JUSTICE]) == 1
    assert [one.pending for one in statutes.told(row, statutes.touched(row, None).rows)] == [False, True]
    publish_on(changed(fee="10元"), 3)  # published under the amended law
    assert statutes.pending_count(row, None) == 0
    acts.amend_statute(at_day(Role.LEGAL, 4), statute, change=change(1))
    assert statutes.pending_count(Statute.load(statute), None) == 2
    assert list(faults()) == []


def test_an_entry_whose_next_edition_is_being_drafted_waits_for_nobody() -> None:
    published()
    statute = a_statute()
    acts.amend_statute(at_day(Role.LEGAL, 1), statute, change=change())
    drafted(changed(fee="10元"))
    row = Statute.load(statute)
    assert statutes.pending_count(row, None) == 0
    assert all(one.in_the_making for one in statutes.told(row, statutes.touched(row, None).rows))


def test_a_repealed_law_stands_against_publication_and_a_valid_one_does_not() -> None:
    statute = a_statute()
    draft = drafted()
    acts.repeal_statute(LEGAL, statute, change=change())
    with pytest.raises(RuledOut) as refusal:
        acts.send_to_review(EDITOR, draft)
    assert {one.rule for one in refusal.value.objections} == {"basis_is_in_force"}
    assert "《律师法》已经废止" in refusal.value.text
    acts.restore_statute(BUREAU, statute, reason="登记错了，是修改")
    acts.amend_statute(LEGAL, statute, change=change())
    acts.send_to_review(EDITOR, draft)


def test_a_change_says_since_when_and_where_it_is_written_and_is_refused_otherwise() -> None:
    statute = a_statute()
    for wrong in (change(1), replace(change(), citation=" ")):
        with pytest.raises(Malformed):
            acts.amend_statute(LEGAL, statute, change=wrong)
    with pytest.raises(NotInOffice):
        acts.repeal_statute(EDITOR, statute, change=change())
    with pytest.raises(OutOfOrder):
        acts.restore_statute(LEGAL, statute, reason="x")
    acts.repeal_statute(LEGAL, statute, change=change())
    with pytest.raises(OutOfOrder):
        acts.amend_statute(LEGAL, statute, change=change())
    with pytest.raises(Malformed):
        acts.restore_statute(LEGAL, statute, reason="")


def test_a_confirmation_is_refused_to_others_without_a_reason_and_for_what_rests_on_another_law() -> None:
    edition, statute = published(), a_statute()
    other = a_statute("公证法")
    with pytest.raises(OutOfOrder):
        acts.confirm_basis(EDITOR, statute, edition=edition, key="record", reason="x")
    for one in (statute, other):
        acts.amend_statute(at_day(Role.LEGAL, 1), one, change=change())
    for on, reference, key, reason, refusal in (
        (at_day(Role.EDITOR, 2, MARKET), statute, "record", "没变", NotInOffice),
        (at_day(Role.EDITOR, 2), statute, "record", " ", Malformed),
        (at_day(Role.EDITOR, 2), statute, "nothing", "没变", NotFound),
        (at_day(Role.EDITOR, 2), other, "record", "没变", NotFound),
        (at_day(Role.BUREAU, 2), statute, "record", "没变", NotInOffice),
    ):
        with pytest.raises(refusal):
            acts.confirm_basis(on, reference, edition=edition, key=key, reason=reason)
    assert BasisReview.objects.count() == 0


# What a publication writes for the watch, and what looking costs.


def test_a_publication_writes_its_names_and_bases_sealed() -> None:
    published(
        changed(gives=("律师执业证",), certificates=(replace(RECORD, aliases=("无案底证明",)), DIPLOMA))
    )
    assert sorted(ListedName.objects.values_list("role", "plain")) == [
        ("alias", "无案底证明"),
        ("asked", "学历证明"),
        ("asked", "无犯罪记录证明"),
        ("given", "律师执业"),
        ("given", "律师执业证"),
        ("item", "律师执业核准"),
    ]
    assert sorted(ListedBasis.objects.values_list("statute", "article", "key")) == [
        ("律师法", "第七条", "record"),
        ("律师法", "第五条", "diploma"),
    ]
    assert list(faults()) == []
    ListedName.objects.filter(role="alias").update(plain="x")
    assert list(faults()) != []


def test_the_watch_page_asks_the_same_number_of_questions_however_much_it_found() -> None:
    client = seated("qian", Role.BUREAU)
    an_alert()
    get("/desk/catalogue/watch", client)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            get("/desk/catalogue/watch", client)
        return len(caught)

    few = asked()
    for number in range(6):
        item = changed(code=f"620402-sfj-8{number}", name=f"事项{number}", certificates=(WANTED,))
        publish_on(item, 3)
    assert watch() == 6
    assert asked() == few


# Pages.


def test_an_alert_is_settled_on_its_page() -> None:
    alert = an_alert()
    wang = seated("wang", Role.EDITOR)
    text = get("/desk/catalogue/watch", wang)
    assert "“单身证明”取消过，现在又要" in text
    address = f"/desk/catalogue/watch/{alert.reference}"
    assert "2026年11月23日起已取消" in get(address, wang)
    assert wang.post(address, {"reason": ""}).status_code == 422
    assert wang.post(address, {"reason": "律师法修改后恢复"}).status_code == 303
    assert "律师法修改后恢复" in get(address, wang)
    assert "单身证明" not in get("/desk/catalogue/watch", wang).split("</h1>")[1].split("<footer")[0]
    assert "单身证明" in get("/desk/catalogue/watch?state=settled", wang)
    get(address, seated("zhao", Role.EDITOR, department=MARKET), 404)
    get("/desk/catalogue/watch", seated("clerk", Role.CLERK), 403)
    get("/desk/catalogue/watch/nothing", wang, 404)


def test_a_law_is_registered_changed_and_each_entry_confirmed_on_its_page() -> None:
    edition = published()
    wang, li = seated("wang", Role.EDITOR), seated("li", Role.LEGAL)
    assert wang.post("/desk/catalogue/statutes", {"title": LAW}).status_code == 403
    assert li.post("/desk/catalogue/statutes", {"title": "", "level": "law"}).status_code == 422
    answer = li.post("/desk/catalogue/statutes", {"title": f"《{LAW}》", "number": "", "level": "law"})
    address = answer["Location"]
    assert li.post("/desk/catalogue/statutes", {"title": LAW, "level": "law"})["Location"] == address
    assert "受影响的条目（2）" in get(address, wang)
    sent: dict[str, Any] = {
        "step": "amend", "on_year": "2026", "on_month": "1", "on_day": "1", "citation": "主席令第七十六号"
    }  # fmt: skip
    assert wang.post(address, sent).status_code == 403
    assert li.post(address, {**sent, "citation": ""}).status_code == 422
    assert li.post(address, sent).status_code == 303
    row = Statute.objects.get()
    ListedBasis.objects.update(at=row.changed_at - timedelta(days=1))  # the page looks at the clock of today
    text = get(address, wang)
    assert "2条需复核" in text
    assert "依据有变动" in get("/desk/catalogue/watch?topic=changed_law", wang)
    entry = {"step": "confirm", "entry": f"{edition} record"}
    assert wang.post(address, {**entry, "reason": ""}).status_code == 422
    assert wang.post(address, {**entry, "reason": "要求没变"}).status_code == 303
    assert "1条需复核" in get(address, wang)
    assert LAW in get("/desk/catalogue/statutes?q=律师&state=amended", wang)
    assert "没有找到" in get("/desk/catalogue/statutes?q=公证", wang)


def test_the_desk_page_of_an_edition_tells_what_the_watch_found() -> None:
    from_watch = an_alert()
    wang = seated("wang", Role.EDITOR)
    text = get(f"/desk/catalogue/{LAWYER.code}-v2", wang)
    assert f"/desk/catalogue/watch/{from_watch.reference}" in text
    assert "需复核" in text
