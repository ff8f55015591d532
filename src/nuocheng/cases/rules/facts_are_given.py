"""The rule that every pledged fact is given and can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nuocheng.cases.rules.facts import GivenFact, PledgeText
from nuocheng.cases.rules.sources import FOUR_STATEMENTS
from nuocheng.kernel.facts import FactType, bounds, measured, within
from nuocheng.kernel.rulings import rule

LONGEST = 400
#: What to say where a fact cannot be read as its type asks.
ADVICE: Mapping[str, str] = {
    FactType.DATE: "没有这一天，请照这样填：2027-06-30",
    FactType.MONEY: "请填数字，单位是元，例如1200",
    FactType.INTEGER: "请填整数，例如3",
    FactType.BOOLEAN: "请选“是”或“否”",
    FactType.CHOICE: "请从列出的几项里选一项",
}


@rule(title="承诺的事实逐项填写", cites=(FOUR_STATEMENTS,), since=date(2020, 4, 3))
def facts_are_given(facts: PledgeText) -> str | None:
    """Object when a fact is blank, cannot be read as what it should be, or lies outside its bounds."""
    for one in facts.facts:
        problem = wrong_with(one)
        if problem:
            return problem
    return None


def wrong_with(fact: GivenFact) -> str | None:
    """Return what is wrong with one given fact, or nothing."""
    value = fact.value.strip()
    if not value:
        return f"请填写{fact.label}"
    if len(value) > LONGEST:
        return f"{fact.label}太长了，请写在{LONGEST}个字以内"
    if not _reads(fact, value):
        return f"{fact.label}{ADVICE[fact.type]}"
    if not within(fact.type, value, fact.minimum, fact.maximum):
        return f"{fact.label}应{bounds(fact.type, fact.minimum, fact.maximum, fact.unit)}，请核对后重新填"
    return None


def _reads(fact: GivenFact, value: str) -> bool:
    """Say whether a value is written as its type asks."""
    if fact.type in {FactType.DATE, FactType.MONEY, FactType.INTEGER}:
        return measured(fact.type, value) is not None
    if fact.type == FactType.BOOLEAN:
        return value in {"是", "否"}
    return fact.type != FactType.CHOICE or value in fact.choices
