"""The rule that what is pledged can be checked: typed facts, each with a comparison and a source field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, WITHOUT_SOURCE, Disposition, FactField
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import VERIFICATION_MEASURES
from nuocheng.catalogue.rules.texts import place_of
from nuocheng.kernel.facts import YUAN, Comparison, FactType, tolerance
from nuocheng.kernel.rulings import Fault, rule

_C = Comparison
FEWEST = 2

#: Which ways of comparing make sense for which type of fact.
COMPARISONS: Mapping[FactType, frozenset[Comparison]] = {
    FactType.TEXT: frozenset({_C.EQUALS, _C.SAME_NAME, _C.CONTAINS_ADDRESS}),
    FactType.DATE: frozenset({_C.EQUALS, _C.WITHIN, _C.ON_OR_BEFORE, _C.ON_OR_AFTER, _C.IN_PERIOD}),
    FactType.MONEY: frozenset({_C.EQUALS, _C.WITHIN, _C.AT_MOST, _C.AT_LEAST}),
    FactType.INTEGER: frozenset({_C.EQUALS, _C.WITHIN, _C.AT_MOST, _C.AT_LEAST}),
    FactType.CHOICE: frozenset({_C.EQUALS}),
    FactType.BOOLEAN: frozenset({_C.EQUALS, _C.IS_TRUE, _C.IS_FALSE}),
    FactType.NUMBER: frozenset({_C.EQUALS}),
}


@rule(
    title="承诺的内容能逐项核对",
    cites=(VERIFICATION_MEASURES,),
    since=date(2020, 4, 3),
    why="承诺的每一项都要能拿去和一个数据项比对，比不了的承诺等于没有。",
)
def facts_are_typed_and_checkable(facts: Asked) -> str | None:
    """Object when a pledgeable certificate has no fact, or one that no source could be held against."""
    one = facts.certificate
    if one.disposition is not Disposition.PLEDGE:
        return None
    unsourced = one.plan is not None and one.plan.channel in {EXEMPT, *WITHOUT_SOURCE}
    if not one.facts and not (one.plan and one.plan.channel == EXEMPT):
        return Fault("可以承诺，但没有写要承诺哪些事实。请至少写一项，并写明和哪个数据项比对", "facts")
    keys = [field.key for field in one.facts]
    if len(keys) != len(set(keys)):
        return Fault("有两项承诺事实用了同一个代号，请改成不同的", "facts")
    problems = (
        wrong_with(field, place_of(field, place), unsourced=unsourced)
        for place, field in enumerate(one.facts, start=1)
    )
    return next((problem for problem in problems if problem), None)


def wrong_with(field: FactField, at: str, *, unsourced: bool) -> str | None:
    """Say why one fact could not be held against a source, or nothing."""
    label = field.label.strip()
    if not label or not field.key:
        return Fault("有一项承诺事实没有名称或代号，请补上", f"{at}.{'key' if label else 'label'}")
    if field.comparison not in COMPARISONS[field.type]:
        return Fault(f"“{label}”的比对方式和它的类型对不上，请重新选比对方式", f"{at}.comparison")
    if not field.source_field.strip() and not unsourced:
        return Fault(f"“{label}”没有写和哪个数据项比对，请补上", f"{at}.source_field")
    if field.type is FactType.CHOICE:
        return _wrong_with_choices(field, at)
    return _wrong_with_unit(field, at) or _wrong_with_tolerance(field, at)


def _wrong_with_tolerance(field: FactField, at: str) -> str | None:
    said = field.tolerance.strip()
    if field.comparison is not _C.WITHIN:
        return (
            Fault(f"“{field.label}”不按“相差不大”比对，不用写容许相差多少。请去掉", f"{at}.tolerance")
            if said
            else None
        )
    if tolerance(field.type, said) is None:
        like = "写天数，例如7" if field.type is FactType.DATE else "写百分之几或者多少，例如5%、200"
        return Fault(f"“{field.label}”按“相差不大”比对，要写容许相差多少。请{like}", f"{at}.tolerance")
    return None


def _wrong_with_choices(field: FactField, at: str) -> str | None:
    choices = [choice.strip() for choice in field.choices]
    if len(choices) < FEWEST:
        return Fault(f"“{field.label}”是选择题，请至少列出两个选项", f"{at}.choices")
    if "" in choices or len(set(choices)) < len(choices):
        return Fault(f"“{field.label}”有空的或者重复的选项，请改好", f"{at}.choices")
    return None


def _wrong_with_unit(field: FactField, at: str) -> str | None:
    if field.type is FactType.INTEGER and not field.unit.strip():
        return Fault(f"“{field.label}”是个数，没有写单位。请补上，例如人、个月", f"{at}.unit")
    if field.type is FactType.MONEY and field.unit.strip() not in {"", YUAN}:
        return Fault(f"“{field.label}”是金额，单位只能是元。请改", f"{at}.unit")
    return None
