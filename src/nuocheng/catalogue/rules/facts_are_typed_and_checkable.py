"""The rule that what is pledged can be checked: typed facts, each with a comparison and a source field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, Disposition, FactField
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import VERIFICATION_MEASURES
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.rulings import rule

_C = Comparison

#: Which ways of comparing make sense for which type of fact.
COMPARISONS: Mapping[FactType, frozenset[Comparison]] = {
    FactType.TEXT: frozenset({_C.EQUALS, _C.CONTAINS_ADDRESS}),
    FactType.DATE: frozenset({_C.EQUALS, _C.ON_OR_BEFORE, _C.ON_OR_AFTER}),
    FactType.MONEY: frozenset({_C.EQUALS, _C.AT_MOST, _C.AT_LEAST}),
    FactType.INTEGER: frozenset({_C.EQUALS, _C.AT_MOST, _C.AT_LEAST}),
    FactType.CHOICE: frozenset({_C.EQUALS}),
    FactType.BOOLEAN: frozenset({_C.EQUALS, _C.IS_TRUE, _C.IS_FALSE}),
    FactType.NUMBER: frozenset({_C.EQUALS}),
}


@rule(title="承诺的内容能逐项核对", cites=(VERIFICATION_MEASURES,), since=date(2020, 4, 3))
def facts_are_typed_and_checkable(facts: Asked) -> str | None:
    """Object when a pledgeable certificate has no fact, or one that no source could be held against."""
    one = facts.certificate
    if one.disposition is not Disposition.PLEDGE:
        return None
    exempt = one.plan is not None and one.plan.channel == EXEMPT
    if not one.facts and not exempt:
        return "可以承诺，但没有写要承诺哪些事实。请至少写一项，并写明和哪个数据项比对"
    keys = [field.key for field in one.facts]
    if len(keys) != len(set(keys)):
        return "有两项承诺事实用了同一个代号，请改成不同的"
    problems = (wrong_with(field, exempt=exempt) for field in one.facts)
    return next((problem for problem in problems if problem), None)


def wrong_with(field: FactField, *, exempt: bool) -> str | None:
    """Say why one fact could not be held against a source, or nothing."""
    label = field.label.strip()
    if not label or not field.key:
        return "有一项承诺事实没有名称或代号，请补上"
    if field.comparison not in COMPARISONS[field.type]:
        return f"“{label}”的比对方式和它的类型对不上，请重新选比对方式"
    if field.type is FactType.CHOICE and len(field.choices) < 2:
        return f"“{label}”是选择题，请至少列出两个选项"
    if not field.source_field and not exempt:
        return f"“{label}”没有写和哪个数据项比对，请补上"
    return None
