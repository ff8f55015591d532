"""Ways that ask people: in their turn, saying what is wanted, never bringing a replaced certificate back, never showing what is sensitive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.hearing import says

from nuocheng.verification.rules import (
    chosen_way_is_another,
    next_way_follows_the_last,
    nothing_sensitive_is_shown,
    objection_says_what_is_wrong,
    objections_are_answered_first,
    publicity_is_its_turn,
    publicity_of_a_person_rests_on_consent,
    replaced_certificate_is_not_asked_for,
    written_check_is_its_turn,
    written_check_says_what_is_wanted,
    written_result_says_why,
)
from nuocheng.verification.rules.facts import Choosing, Comparing, Concluding, InWriting, Objecting, Showing
from nuocheng.verification.rules.ways import Trial, Way

pytestmark = pytest.mark.req("S8.1")
ASKING = InWriting(
    "written", "低收入证明", ("银行流水",), "查无数据", "冯川", to_body=False, body="", ground=""
)
SHOWING = Showing("publicity", "收入", "masked", person=True, consent="当面签字", ground="")
HERE, THERE = Way("internal_record", "a"), Way("on_site")


def test_what_is_asked_and_shown_well_meets_no_objection() -> None:
    for rule in (
        written_check_is_its_turn,
        written_check_says_what_is_wanted,
        replaced_certificate_is_not_asked_for,
    ):
        assert says(rule, ASKING) == ""
    for shown in (publicity_is_its_turn, nothing_sensitive_is_shown, publicity_of_a_person_rests_on_consent):
        assert says(shown, SHOWING) == ""


@pytest.mark.parametrize("way", ["data_exchange", "assistance", "on_site", "publicity", ""])
def test_nobody_is_asked_for_paper_out_of_turn(way: str) -> None:
    assert "换成书面核查" in says(written_check_is_its_turn, replace(ASKING, way=way))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"why": " "}, "为什么"),
        ({"wanted": ()}, "交什么"),
        ({"contact": ""}, "联系人"),
        ({"to_body": True}, "哪个单位"),
        ({"to_body": True, "body": "街道办"}, ""),
    ],
)
def test_who_is_asked_knows_why_what_and_whom_to_call(changed: dict[str, object], words: str) -> None:
    said = says(written_check_says_what_is_wanted, replace(ASKING, **changed))  # type: ignore[arg-type]
    assert words in said if words else said == ""


def test_no_certificate_that_any_fact_of_the_letter_replaced_comes_back_unless_a_ground_lets_it() -> None:
    asked = replace(ASKING, wanted=("户口簿原件",), others=("无关的材料", "户口簿"), at="wanted_2")
    assert says(replaced_certificate_is_not_asked_for, asked).startswith("“户口簿”已经用承诺代替")
    assert says(replaced_certificate_is_not_asked_for, replace(asked, ground="own_wish")) == ""
    assert says(replaced_certificate_is_not_asked_for, replace(asked, others=("", "无关的材料"))) == ""
    for rule, facts in (
        (replaced_certificate_is_not_asked_for, asked),
        (written_check_says_what_is_wanted, replace(asked, wanted=())),
    ):
        objection = rule.objection(facts)
        assert objection is not None
        assert objection.at == "wanted_2"


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ("低收入证明", True),
        ("《低收入证明》（原件）", True),
        ("社区出的低收入情况", True),
        ("收入流水", False),
        ("低保金领取记录", False),
    ],
)
def test_the_replaced_certificate_is_known_however_it_is_written(wanted: str, refused: bool) -> None:
    asking = replace(ASKING, wanted=("工资条", wanted))
    assert bool(says(replaced_certificate_is_not_asked_for, asking)) is refused
    assert says(replaced_certificate_is_not_asked_for, replace(asking, ground="own_wish")) == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Comparing(differs=False, observed="", reason="看了"), ""),
        (Comparing(differs=True, observed="3人", reason="看了"), ""),
        (Comparing(differs=True, observed=" ", reason="看了"), "照抄"),
        (Comparing(differs=False, observed="", reason=" "), "理由"),
    ],
)
def test_a_result_says_what_was_read_and_why(facts: Comparing, words: str) -> None:
    said = says(written_result_says_why, facts)
    assert words in said if words else said == ""


@pytest.mark.parametrize("shown", ["never", "", "unheard_of"])
def test_what_is_sensitive_or_undecided_is_never_shown(shown: str) -> None:
    assert "不能公示" in says(nothing_sensitive_is_shown, replace(SHOWING, shown=shown))


def test_nothing_is_shown_out_of_turn_nor_a_person_without_consent_or_law() -> None:
    assert "不能公示" in says(publicity_is_its_turn, replace(SHOWING, way="written"))
    alone = replace(SHOWING, consent=" ")
    assert "本人单独同意" in says(publicity_of_a_person_rests_on_consent, alone)
    assert says(publicity_of_a_person_rests_on_consent, replace(alone, ground="law_requires")) == ""
    assert says(publicity_of_a_person_rests_on_consent, replace(alone, person=False)) == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Objecting("他家三口人都有工作", 0, 3), ""),
        (Objecting("假的", 0, 3), "哪里不对"),
        (Objecting("他家三口人都有工作", 4, 3), "最多交3个文件"),
    ],
)
def test_an_objection_says_something(facts: Objecting, words: str) -> None:
    said = says(objection_says_what_is_wrong, facts)
    assert words in said if words else said == ""


def test_nothing_is_concluded_while_somebody_waits_for_an_answer() -> None:
    assert "还有2条异议" in says(objections_are_answered_first, Concluding(2, "x"))
    assert "写明理由" in says(objections_are_answered_first, Concluding(0, " "))
    assert says(objections_are_answered_first, Concluding(0, "不成立")) == ""


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        (Trial("not_found", 1, 6), ""),
        (Trial("not_found", 0, 6), "还没有试过"),
        (Trial("source_down", 5, 6), "还没有试够"),
        (Trial("source_down", 6, 6), ""),
        (Trial("source_down", 1, 6, gives_up=True), ""),
        (Trial("contradicted", 9, 6), "已经有了结果"),
        (Trial("unopposed", 1, 1), "已经有了结果"),
    ],
)
def test_a_way_is_left_only_when_it_settled_nothing(trial: Trial, words: str) -> None:
    said = says(next_way_follows_the_last, trial)
    assert words in said if words else said == ""


def test_an_officer_takes_another_way_and_says_why() -> None:
    assert says(chosen_way_is_another, Choosing(HERE, THERE, "台账在换系统")) == ""
    assert "写明为什么" in says(chosen_way_is_another, Choosing(HERE, THERE, " "))
    assert "另一种" in says(chosen_way_is_another, Choosing(HERE, HERE, "x"))
