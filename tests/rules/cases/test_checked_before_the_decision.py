"""What is verified before the decision holds a grant while it is open, and nobody for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.cases.rules import checked_before_the_decision
from nuocheng.cases.rules.facts import DecisionFacts, EarlyCheck

pytestmark = pytest.mark.req("S8.1")
STATES = ("owed", "answered", "confirmed", "not_as_pledged", "unresolved", "")
WHY = "台账正在迁移，看过原件"


def a_check(state: str, left: int = 3) -> EarlyCheck:
    return EarlyCheck("保障人数", "2026-00001-1", state, "查低保台账", left)


def said(*checks: EarlyCheck, why: str = "") -> str:
    facts = DecisionFacts(
        notice_acknowledged=True, pledged=True, barred_now=False, missing=(), checks=checks, unverified=why
    )  # fmt: skip
    return checked_before_the_decision.judge(facts) or ""


@pytest.mark.parametrize(
    ("state", "left", "bare", "with_reason"),
    [
        ("confirmed", 0, "", ""),
        ("owed", 3, "还有3个工作日", "还有3个工作日"),
        ("answered", 0, "今天到期", "今天到期"),
        ("owed", -1, "请写明为什么可以批准", ""),
        ("unresolved", -9, "请写明为什么可以批准", ""),
        ("", 0, "请写明为什么可以批准", ""),
        ("not_as_pledged", 3, "不能按承诺批准", "不能按承诺批准"),
    ],
)
def test_each_state_holds_or_asks_why_or_lets_go(state: str, left: int, bare: str, with_reason: str) -> None:
    for why, part in (("", bare), (WHY, with_reason)):
        text = said(a_check(state, left), why=why)
        assert (part in text) if part else text == ""


def test_it_says_which_fact_which_way_how_long_and_which_task() -> None:
    text = said(a_check("owed"))
    assert all(part in text for part in ("保障人数", "查低保台账", "还有3个工作日", "2026-00001-1"))


@given(st.lists(st.builds(a_check, st.sampled_from(STATES), st.integers(-5, 5)), max_size=5), st.booleans())
def test_confirming_one_more_never_hinders_a_grant(checks: list[EarlyCheck], reason: bool) -> None:
    why = WHY if reason else ""
    before = said(*checks, why=why)
    after = said(*checks[1:], *(a_check("confirmed") for _ in checks[:1]), why=why)
    assert before or not after
