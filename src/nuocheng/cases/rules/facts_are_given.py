"""The rule that every pledged fact is given and can be checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from nuocheng.cases.rules.facts import GivenFact, PledgeText
from nuocheng.cases.rules.sources import FOUR_STATEMENTS
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.rulings import rule

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]+")
_MONEY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
LONGEST = 400


@rule(title="承诺的事实逐项填写", cites=(FOUR_STATEMENTS,), since=date(2020, 4, 3))
def facts_are_given(facts: PledgeText) -> str | None:
    """Object when a fact is blank or cannot be read as what it should be."""
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
    if fact.type == FactType.CHOICE:
        return None if value in fact.choices else f"{fact.label}请从列出的几项里选一项"
    reads, advice = READERS.get(FactType(fact.type), (bool, ""))
    return None if reads(value) else f"{fact.label}{advice}"


def _is_date(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


#: How a fact of each type is read, and what to say when it cannot be.
READERS: Mapping[FactType, tuple[Callable[[str], object], str]] = {
    FactType.DATE: (_is_date, "没有这一天，请照这样填：2027-06-30"),
    FactType.MONEY: (_MONEY.fullmatch, "请填数字，单位是元，例如1200"),
    FactType.INTEGER: (_WHOLE.fullmatch, "请填整数，例如3"),
    FactType.BOOLEAN: (("是", "否").__contains__, "请选“是”或“否”"),
}
