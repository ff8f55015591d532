"""The system decides only what is decided on the spot on a whole pledge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.cases.facts import DECISION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import decided_on_the_spot


@pytest.mark.parametrize(
    ("by_system", "on_the_spot", "sentence"),
    [(False, False, ""), (False, True, ""), (True, True, ""), (True, False, "这一件要由审查人员决定")],
)
def test_the_system_decides_only_on_the_spot(by_system: bool, on_the_spot: bool, sentence: str) -> None:
    facts = replace(DECISION, by_system=by_system, on_the_spot=on_the_spot)
    assert says(decided_on_the_spot, facts) == sentence


def test_it_rests_on_the_clause_against_deciding_by_machine_alone() -> None:
    law = "中华人民共和国个人信息保护法第二十四条"
    rests_on(decided_on_the_spot, "系统只能当场批准完整的承诺", law, since=date(2021, 11, 1))
