"""The rules of the programme of work: what each objects to, and what it lets through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.programme.situations import ASKED, REASONS, TEXT

from nuocheng.programme.rules import (
    contact_can_be_reached,
    explanation_gives_grounds,
    leader_is_not_liaison,
    milestone_has_evidence,
    milestone_is_on_time,
    plan_is_signed_by_leader,
    plan_names_its_items,
    plan_says_what_when_who,
    return_says_what_to_mend,
    round_names_its_days,
)
from nuocheng.programme.rules.content import Work, plan_as_json, plan_from_json
from nuocheng.programme.rules.facts import Explaining, Opening, PlanFiling, Reaching, Reporting, SendingBack
from nuocheng.programme.rules.phones import both_phones, tidy_name, tidy_phone

TODAY = date(2026, 11, 23)
FILING = PlanFiling(TEXT, "葛平川", TODAY, "葛平川", TODAY)
REACHING = Reaching("葛平川", "副局长", "0943-8220000", "13909430301", "钟晴")
REPORTING = Reporting("已印发工作规程", "", TODAY, TODAY, TODAY)
EXPLAINING = Explaining(("duty",), ("duty", "circumstances"), REASONS, whole=True, items=0)


def says(rule: object, facts: object) -> str:
    """Return what a rule objects, empty if nothing."""
    found = rule.objection(facts)  # type: ignore[attr-defined]
    return found.text if found else ""


def having(**changed: object) -> PlanFiling:
    """Return the filing of a plan that says something else."""
    return replace(FILING, text=replace(TEXT, **changed))  # type: ignore[arg-type]


@pytest.mark.req("S12.1")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (FILING, ""),
        (having(goal=" "), "工作目标"),
        (having(works=()), "至少写一项任务"),
        (having(works=(Work("梳理"),)), "第1项任务还没写措施、完成时间、责任人"),
        (having(works=(*TEXT.works, Work("", "照办", TODAY, "办公室"))), "第2项任务还没写任务"),
    ],
)
def test_a_plan_says_what_is_done_until_when_and_by_whom(facts: PlanFiling, said: str) -> None:
    assert said in says(plan_says_what_when_who, facts)
    assert bool(said) == bool(says(plan_says_what_when_who, facts))


@pytest.mark.req("S12.1")
def test_a_plan_opens_at_least_one_item_or_is_no_plan() -> None:
    assert says(plan_names_its_items, FILING) == ""
    assert "书面说明" in says(plan_names_its_items, having(items=()))


@pytest.mark.req("S12.1", "S14.3")
def test_a_plan_is_signed_by_the_leader_in_charge_and_by_nobody_else() -> None:
    assert says(plan_is_signed_by_leader, FILING) == ""
    assert "还没有登记负责领导" in says(plan_is_signed_by_leader, replace(FILING, leader=""))
    assert "葛平川" in says(plan_is_signed_by_leader, replace(FILING, signed_by="钟晴"))
    tomorrow = TODAY + timedelta(days=1)
    assert "不能晚于今天" in says(plan_is_signed_by_leader, replace(FILING, signed_on=tomorrow))


@pytest.mark.req("S12.2")
def test_whoever_cannot_take_part_names_a_ground_of_the_law_and_gives_reasons() -> None:
    assert says(explanation_gives_grounds, EXPLAINING) == ""
    assert "责任重大" in says(explanation_gives_grounds, replace(EXPLAINING, grounds=()))
    assert "责任重大" in says(explanation_gives_grounds, replace(EXPLAINING, grounds=("lazy",)))
    assert "至少20个字" in says(explanation_gives_grounds, replace(EXPLAINING, text="太忙"))
    assert "3000个字以内" in says(explanation_gives_grounds, replace(EXPLAINING, text="长" * 3001))
    part = replace(EXPLAINING, whole=False)
    assert "哪些事项" in says(explanation_gives_grounds, part)
    assert says(explanation_gives_grounds, replace(part, items=2)) == ""


@pytest.mark.req("S14.2")
def test_a_milestone_is_reached_with_something_to_show_and_on_a_day_that_can_be() -> None:
    assert says(milestone_has_evidence, REPORTING) == ""
    shows = replace(REPORTING, evidence="好了", shows="写明文件名、文号和印发日期")
    assert "写明文件名、文号和印发日期" in says(milestone_has_evidence, shows)
    ahead = replace(REPORTING, done_on=TODAY + timedelta(days=1))
    assert "不能晚于今天" in says(milestone_has_evidence, ahead)
    assert "请核对" in says(milestone_has_evidence, replace(REPORTING, done_on=date(2016, 4, 20)))
    assert "1000个字以内" in says(milestone_has_evidence, replace(REPORTING, evidence="长" * 1001))


@pytest.mark.req("S14.2")
@pytest.mark.parametrize(("days", "said"), [(-1, ""), (0, ""), (1, "晚了1天"), (20, "晚了20天")])
def test_a_milestone_is_on_time_until_the_end_of_its_day(days: int, said: str) -> None:
    facts = replace(REPORTING, done_on=TODAY + timedelta(days=days))
    assert says(milestone_is_on_time, facts).endswith(said)
    assert bool(said) == bool(says(milestone_is_on_time, facts))


@pytest.mark.req("S14.3")
@pytest.mark.parametrize(
    "phone",
    ["0943-8220000", "09438220000", "8220000", "010-12345678", "0943-8220000-802", "12345", "400-123-4567"],
)
def test_a_telephone_that_can_ring_is_taken(phone: str) -> None:
    assert says(contact_can_be_reached, replace(REACHING, office_phone=phone)) == ""


@pytest.mark.req("S14.3")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "请填姓名"),
        ({"title": ""}, "请填职务"),
        ({"office_phone": "", "mobile": ""}, "至少填一个"),
        ({"office_phone": "822"}, "区号和号码"),
        ({"office_phone": "见通讯录"}, "区号和号码"),
        ({"mobile": "1390943030"}, "11位"),
        ({"mobile": "12909430301"}, "11位"),
    ],
)
def test_a_contact_that_cannot_be_reached_is_not_taken(changed: dict[str, str], said: str) -> None:
    assert said in says(contact_can_be_reached, replace(REACHING, **changed))


@pytest.mark.req("S14.3")
def test_leader_and_liaison_are_two_people() -> None:
    assert says(leader_is_not_liaison, REACHING) == ""
    assert "不是同一个人" in says(leader_is_not_liaison, replace(REACHING, other="葛平川"))


def test_what_is_sent_back_says_what_to_mend() -> None:
    assert says(return_says_what_to_mend, SendingBack("请写明责任人")) == ""
    assert "请写明退回的原因" in says(return_says_what_to_mend, SendingBack("  "))
    assert "400个字以内" in says(return_says_what_to_mend, SendingBack("长" * 401))


@pytest.mark.req("S14.2")
def test_a_round_names_milestones_that_can_still_be_met() -> None:
    assert says(round_names_its_days, Opening(date(2026, 11, 1), ASKED)) == ""
    assert "至少给一个节点" in says(round_names_its_days, Opening(TODAY, ()))
    early = says(round_names_its_days, Opening(date(2026, 12, 1), ASKED))
    assert "“制定实施方案并公布”“完成告知承诺工作规程”" in early
    assert "连通共享数据" not in early


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("０９４３－８２２００００", "0943-8220000"),
        ("(0943) 8220000", "0943-8220000"),
        ("（0943）8220000", "0943-8220000"),
        ("139 0943 0301", "13909430301"),
        ("+86 13909430301", "13909430301"),
        ("86-13909430301", "13909430301"),
        ("0943—8220000", "0943-8220000"),
        ("86220000", "86220000"),
    ],
)
def test_a_telephone_is_read_however_it_is_written(typed: str, tidied: str) -> None:
    assert tidy_phone(typed) == tidied


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("0943-8220000、13909430301", ("0943-8220000", "13909430301", "")),
        ("13909430301\n0943-8220000", ("0943-8220000", "13909430301", "")),
        ("13909430301 / 8220000", ("8220000", "13909430301", "")),
        ("13909430301，13909430302", ("", "13909430301", "13909430302")),
        ("", ("", "", "")),
    ],
)
def test_a_cell_with_two_numbers_is_taken_apart(cell: str, parts: tuple[str, str, str]) -> None:
    assert both_phones(cell) == parts


def test_names_lose_their_blanks_unless_they_are_written_in_letters() -> None:
    assert tidy_name(" 葛　平 川 ") == "葛平川"
    assert tidy_name("买买提 · 吐尔逊") == "买买提·吐尔逊"
    assert tidy_name("John  Smith") == "John Smith"


def test_what_a_plan_says_is_written_and_read_back_the_same() -> None:
    assert plan_from_json(plan_as_json(TEXT)) == TEXT
    empty = replace(TEXT, works=(Work("梳理"),), items=())
    assert plan_from_json(plan_as_json(empty)) == empty
