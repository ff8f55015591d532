"""Visits disturb as little as will do: needed, merged, by enough people, in working hours, announced, capped, written down whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.hearing import says
from tests.rules.verification.visiting import CLOSING, PLACE, SIGHTED, at, planning

from nuocheng.verification.rules import (
    another_time_is_near_and_asked_once,
    leave_is_given_by_another,
    officers_keep_away_from_their_own,
    sighting_says_enough,
    unannounced_visit_has_ground,
    visit_has_enough_officers,
    visit_is_announced_in_time,
    visit_is_in_working_hours,
    visit_is_needed,
    visit_is_to_one_place,
    visit_record_is_whole,
    visits_keep_to_the_cap,
)
from nuocheng.verification.rules.addresses import place_key
from nuocheng.verification.rules.facts import Allowing, Announcing, AskingTime, Going, Surprising
from nuocheng.verification.rules.merging import Waiting, merged
from nuocheng.verification.rules.site_visit import UNTOLD, Sight, judge_visit
from nuocheng.verification.rules.visit_record_is_whole import WAYS

pytestmark = pytest.mark.req("S8.6")
OTHER = replace(PLACE, label="使用期限", party="91620402MA7JX90017")


@pytest.mark.parametrize(
    ("by_machine", "outcome", "words"),
    [
        (True, "", "还没有在线查过"),
        (False, "", None),
        (True, "not_found", None),
        (True, "contradicted", None),
        (True, "consistent", "不用上门"),
        (False, "consistent", "不用上门"),
    ],
)
def test_nobody_is_visited_for_what_data_can_tell(by_machine: bool, outcome: str, words: str | None) -> None:
    said = says(visit_is_needed, planning(places=(replace(PLACE, by_machine=by_machine, outcome=outcome),)))
    assert not said if words is None else (words in (said or ""))
    assert "至少选一项" in (says(visit_is_needed, planning(places=())) or "")


@pytest.mark.parametrize(
    ("address", "together"),
    [
        ("甘肃省白银市白银区公园路18号", True),
        ("公园路18號1楼", True),
        ("公园路18号2层", False),
        ("公园路19号1层", False),
        ("", False),
    ],
)
def test_different_parties_are_visited_together_only_at_one_address(address: str, together: bool) -> None:
    said = says(visit_is_to_one_place, planning(places=(PLACE, replace(OTHER, address=address))))
    assert (not said) is together
    assert says(visit_is_to_one_place, planning(places=(PLACE, replace(PLACE, address=address)))) == ""


@pytest.mark.parametrize(
    ("least", "names", "words"),
    [
        (2, "ab", None),
        (2, "a", "至少要2个人"),
        (2, "aa", "选了两次"),
        (3, "ab", "至少要3个人"),
        (1, "a", None),
    ],
)
def test_as_many_go_as_the_law_of_the_place_asks_for(least: int, names: str, words: str | None) -> None:
    team = tuple(Going(one, one, keeps_away=False) for one in names)
    said = says(visit_has_enough_officers, planning(team=team, least=least))
    assert not said if words is None else (words in (said or ""))


def test_whoever_handled_the_case_or_is_the_party_does_not_go() -> None:
    team = (Going("a", "冯川", keeps_away=True), Going("b", "田野", keeps_away=False))
    assert "冯川" in (says(officers_keep_away_from_their_own, planning(team=team)) or "")
    assert says(officers_keep_away_from_their_own, planning()) == ""


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (at((9, 0), (10, 0)), None),
        (at((8, 30), (12, 0)), None),
        (at((14, 30), (18, 0)), None),
        (at((8, 29), (10, 0)), "要在工作时间上门（08:30—12:00、14:30—18:00）"),
        (at((11, 0), (15, 0)), "要在工作时间上门"),
        (at((17, 0), (18, 1)), "要在工作时间上门"),
        (at((10, 0), (10, 0)), "结束的时间要比开始的晚"),
        (at((9, 0), (10, 0), workday=False), "这一天不上班"),
    ],
)
def test_people_are_visited_in_working_hours(hours: object, words: str | None) -> None:
    said = says(visit_is_in_working_hours, hours)
    assert not said if words is None else (words in (said or ""))


@pytest.mark.parametrize(
    ("left", "least", "objects"), [(2, 2, False), (1, 2, True), (-1, 0, True), (0, 0, False)]
)
def test_people_are_told_some_working_days_before(left: int, least: int, objects: bool) -> None:
    assert bool(says(visit_is_announced_in_time, Announcing(left, least))) is objects


@pytest.mark.parametrize(
    ("before", "cap", "ground", "objects"),
    [(1, 2, "", False), (2, 2, "", True), (2, 2, " \n", True), (2, 2, "有人举报", False), (0, 0, "", True)],
)
def test_one_visit_too_many_needs_a_ground(before: int, cap: int, ground: str, objects: bool) -> None:
    said = says(visits_keep_to_the_cap, planning(before=before, cap=cap, ground=ground))
    assert bool(said) is objects


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, None),
        ({"sight": "maybe"}, "请选一项"),
        ({"seen": " "}, "请填写现场见到的内容"),
        ({"objection": "比对下来是不一致"}, "比对下来是不一致"),
        ({"sight": "differs"}, "请写明情况"),
        ({"sight": "differs", "note": "门牌不同"}, None),
        ({"sight": "unclear", "seen": ""}, "请写明情况"),
        ({"sight": "absent", "seen": ""}, None),
        ({"photos": 10}, "最多9张"),
        ({"photos": 9}, None),
    ],
)
def test_what_was_seen_can_be_understood_by_whoever_was_not_there(
    changed: dict[str, object], words: str | None
) -> None:
    said = says(sighting_says_enough, replace(SIGHTED, **changed))  # type: ignore[arg-type]
    assert not said if words is None else (words in (said or ""))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, None),
        ({"missing": ("保障人数",)}, "还没有记录"),
        ({"how": "other"}, "请选当事人怎么签名"),
        ({"signed": frozenset({"first"})}, "当事人还没有签名"),
        ({"signed": frozenset({"party"})}, "您还没有签名"),
        ({"how": "refused", "signed": frozenset({"first"})}, "请写明他说了什么"),
        ({"how": "refused", "signed": frozenset({"first"}), "reason": "邻居在场"}, None),
        ({"how": "refused", "signed": frozenset(), "reason": "邻居在场"}, "您还没有签名"),
        ({"how": "paper", "signed": frozenset()}, "请上传扫描件"),
        ({"how": "paper", "signed": frozenset(), "pages": 1}, None),
        ({"how": "unmet", "signed": frozenset({"first"})}, "见到了人的"),
        ({"how": "unmet", "signed": frozenset({"first"}), "met": False}, None),
        ({"how": "unmet", "signed": frozenset(), "met": False}, "您还没有签名"),
    ],
)
def test_a_record_is_whole_or_says_why_not(changed: dict[str, object], words: str | None) -> None:
    said = says(visit_record_is_whole, replace(CLOSING, **changed))  # type: ignore[arg-type]
    assert not said if words is None else (words in (said or ""))


@given(st.sampled_from(WAYS), st.sets(st.sampled_from(["party", "first"])), st.integers(0, 2), st.booleans())
def test_one_signature_more_never_makes_a_record_less_whole(
    how: str, signed: set[str], pages: int, met: bool
) -> None:
    fewer = replace(CLOSING, how=how, signed=frozenset(signed), pages=pages, met=met, reason="邻居在场")
    more = replace(fewer, signed=frozenset({"party", "first"}), pages=pages + 1)
    assert says(visit_record_is_whole, fewer) or not says(visit_record_is_whole, more)


@pytest.mark.parametrize(
    "written",
    [
        "甘肃省白银市白银区公园路18号1层",
        "白银区公园路18号",
        "公园路18号-2",
        "公园路１８号",
        "公园路18號",
        "白银区人民路街道公园路18号3单元",
    ],
)
def test_an_address_is_found_again_however_it_is_written(written: str) -> None:
    assert place_key(written) == "公园路18"


@pytest.mark.parametrize(
    ("written", "key"),
    [("公园路19号", "公园路19"), ("水川镇大川渡村", "大川渡村"), ("", ""), ("白银区", ""), ("家", "")],
)
def test_other_addresses_have_other_keys_and_nothing_to_go_by_has_none(written: str, key: str) -> None:
    assert place_key(written) == key


def test_who_shares_a_party_or_an_address_is_together() -> None:
    waiting = (
        Waiting("1", "甲", ""),
        Waiting("2", "乙", "公园路18"),
        Waiting("3", "丙", "公园路18"),
        Waiting("4", "甲", ""),
        Waiting("5", "丁", ""),
        Waiting("6", "甲", "公园路18"),
    )
    assert {frozenset(one) for one in merged(waiting)} == {frozenset("12346"), frozenset("5")}
    for order in permutations(waiting[:4]):
        assert {frozenset(one) for one in merged(order)} == {frozenset("14"), frozenset("23")}


def test_nothing_to_go_by_merges_nobody() -> None:
    assert merged((Waiting("1", "甲", ""), Waiting("2", "乙", ""))) == [("1",), ("2",)]


def test_who_cannot_tell_proves_nothing() -> None:
    judged = judge_visit(None, Sight.UNCLEAR, "")  # type: ignore[arg-type]
    assert (judged.outcome, judged.objection) == (UNTOLD, "")


@pytest.mark.parametrize(
    ("asked", "left", "words"),
    [
        (0, (5,), None),
        (0, (2, 10), None),
        (1, (5,), "已经要求过1次"),
        (0, (), "请填写您方便的时间"),
        (0, (5, 6, 7), "最多提出2个时间"),
        (0, (1,), "2到10个工作日以后"),
        (0, (5, 11), "2到10个工作日以后"),
    ],
)
def test_another_time_is_asked_for_once_and_for_a_day_that_is_near(
    asked: int, left: tuple[int, ...], words: str | None
) -> None:
    said = says(another_time_is_near_and_asked_once, AskingTime(asked, 1, 2, left, 2, 10))
    assert not said if words is None else (words in (said or ""))


@pytest.mark.parametrize(
    ("surprise", "known", "why", "words"),
    [
        (False, False, "", None),
        (True, True, "有人举报", None),
        (True, False, "有人举报", "请选不打招呼的理由"),
        (True, True, " ", "请写明不打招呼的具体情况"),
    ],
)
def test_nobody_comes_unannounced_without_a_ground(
    surprise: bool, known: bool, why: str, words: str | None
) -> None:
    said = says(unannounced_visit_has_ground, Surprising(surprise, known, why))
    assert not said if words is None else (words in (said or ""))


def test_leave_is_given_by_somebody_who_neither_planned_it_nor_goes() -> None:
    assert says(leave_is_given_by_another, Allowing(own=False)) == ""
    assert "不能自己批准" in (says(leave_is_given_by_another, Allowing(own=True)) or "")
