"""The further sheets of our template: steps, facts and plans, each row with the code of its item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from nuocheng.catalogue.channels.columns import BY_KEY, FORMS
from nuocheng.catalogue.channels.lines import Line, Problem
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.channels.saying import (
    Said,
    Unreadable,
    read_list,
    read_number,
    read_yes,
    write_list,
    write_number,
    write_yes,
)
from nuocheng.catalogue.channels.tables.cells import normal
from nuocheng.catalogue.channels.ways import (
    read_harm,
    read_privacy,
    read_ways,
    write_harm,
    write_privacy,
    write_ways,
)
from nuocheng.catalogue.rules.content import (
    STEP_ACTOR_TITLES,
    STEP_PATH_TITLES,
    TIMING_TITLES,
    Certificate,
    FactField,
    Item,
    Plan,
    Step,
    StepActor,
    StepPath,
    Timing,
)
from nuocheng.kernel.facts import Comparison, FactType

FACT_TYPE_TITLES: Mapping[FactType, str] = {
    FactType.TEXT: "文字",
    FactType.DATE: "日期",
    FactType.MONEY: "金额",
    FactType.INTEGER: "整数",
    FactType.CHOICE: "选择题",
    FactType.BOOLEAN: "是或否",
    FactType.NUMBER: "证件号码",
}
COMPARISON_TITLES: Mapping[Comparison, str] = {
    Comparison.EQUALS: "查到的和填的一样",
    Comparison.AT_MOST: "查到的不超过填的",
    Comparison.AT_LEAST: "查到的不少于填的",
    Comparison.ON_OR_BEFORE: "查到的不晚于填的",
    Comparison.ON_OR_AFTER: "查到的不早于填的",
    Comparison.IS_TRUE: "查到的是“是”",
    Comparison.IS_FALSE: "查到的是“否”",
    Comparison.CONTAINS_ADDRESS: "查到的是同一处地址",
    Comparison.WITHIN: "查到的和填的相差不大",
    Comparison.IN_PERIOD: "填的日子在查到的有效期里",
    Comparison.SAME_NAME: "查到的是同一个名称",
}
E = TypeVar("E", bound=StrEnum)


def _choice(titles: Mapping[E, str]) -> tuple[Callable[[str], E], Callable[[E], str]]:
    """Return how a choice is read, by its title or its code, and how it is written."""
    by_word = {**{title: one for one, title in titles.items()}, **{str(one): one for one in titles}}

    def read(text: str) -> E:
        if text not in by_word:
            raise Unreadable(f"没有“{text[:20]}”这一项", f"请从这些里选：{'、'.join(titles.values())}")
        return by_word[text]

    return read, lambda one: titles[one]


def _lines_of(text: str) -> tuple[str, ...]:
    return (
        tuple(part.strip() for part in text.split("\n") if part.strip()) if "\n" in text else read_list(text)
    )


def _choices(values: tuple[str, ...]) -> str:
    return write_list(values) if _lines_of(write_list(values)) == values else "\n".join(values)


#: What the columns of each further sheet say, and of what each row makes one.
SAYS: Mapping[Layout, Mapping[str, Said]] = {
    Layout.STEPS: {
        "step_title": Said("title"),
        "step_actor": Said("actor", *_choice(STEP_ACTOR_TITLES)),
        "step_workdays": Said("workdays", read_number, write_number),
        "step_path": Said("path", *_choice(STEP_PATH_TITLES)),
        "step_says": Said("says"),
    },
    Layout.FACTS: {
        "fact_key": Said("key"),
        "fact_label": Said("label"),
        "fact_type": Said("type", *_choice(FACT_TYPE_TITLES)),
        "fact_comparison": Said("comparison", *_choice(COMPARISON_TITLES)),
        "fact_source_field": Said("source_field"),
        "fact_unit": Said("unit"),
        "fact_hint": Said("hint"),
        "fact_choices": Said("choices", _lines_of, _choices),
        "fact_minimum": Said("minimum"),
        "fact_maximum": Said("maximum"),
        "fact_tolerance": Said("tolerance"),
        "fact_privacy": Said("privacy", read_privacy, write_privacy),
    },
    Layout.PLANS: {
        "plan_channel": Said("channel"),
        "plan_source": Said("source"),
        "plan_workdays": Said("workdays", read_number, write_number),
        "plan_standard": Said("standard"),
        "plan_way": Said("way"),
        "plan_exempt_reason": Said("exempt_reason"),
        "plan_timing": Said("timing", *_choice(TIMING_TITLES)),
        "plan_then": Said("then", read_ways, write_ways),
        "plan_tries": Said("tries", read_number, write_number),
        "plan_harm": Said("harm", read_harm, write_harm),
        "plan_shows": Said("shows", read_yes, write_yes),
        "plan_expiry_fact": Said("expiry_fact"),
        "plan_expiry_months": Said("expiry_months", read_number, write_number),
        "plan_lead_workdays": Said("lead_workdays", read_number, write_number),
    },
}
_MADE: Mapping[Layout, Callable[..., Any]] = {Layout.STEPS: Step, Layout.FACTS: FactField, Layout.PLANS: Plan}
#: What an empty cell means where it must mean something.
_OTHERWISE: Mapping[str, Any] = {
    "step_actor": StepActor.DEPARTMENT,
    "step_path": StepPath.BOTH,
    "fact_type": FactType.TEXT,
    "fact_comparison": Comparison.EQUALS,
    "plan_timing": Timing.AFTER_DECISION,
}
Owner = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of the further sheets by item and certificate.

    *named* are the items that a sheet speaks of at all: of others it says nothing, and they stay as they are.
    """

    rows: Mapping[tuple[Layout, Owner], list[Line]] = field(default_factory=dict)
    named: frozenset[tuple[Layout, str]] = frozenset()
    problems: tuple[Problem, ...] = ()
    faulty: frozenset[str] = frozenset()

    def steps(self, item: Item) -> tuple[Step, ...]:
        """Return the steps of an item: as the sheet has them, or as they are where it says nothing of the item."""
        return self._read(Layout.STEPS, (item.code, ""), item.steps)

    def facts(self, code: str, one: Certificate) -> tuple[FactField, ...]:
        """Return the facts of a certificate, in the same way."""
        return self._read(Layout.FACTS, (code, one.key), one.facts)

    def plan(self, code: str, one: Certificate) -> Plan | None:
        """Return the plan of a certificate, in the same way."""
        now = (one.plan,) if one.plan else ()
        return next(iter(self._read(Layout.PLANS, (code, one.key), now)), None)

    def _read(self, layout: Layout, owner: Owner, now: tuple[Any, ...]) -> tuple[Any, ...]:
        if (layout, owner[0]) not in self.named:
            return now
        lines = self.rows.get((layout, owner), [])
        if [_as_said(layout, line) for line in lines] == [_as_read(layout, one, lines) for one in now]:
            return now
        return tuple(_made(layout, line, _before(layout, line, now)) for line in lines)


def _as_said(layout: Layout, line: Line) -> dict[str, str]:
    return {key: line[key] for key in SAYS[layout] if key in line.cells}


def _as_read(layout: Layout, one: Any, lines: list[Line]) -> dict[str, str]:
    """Return what a part says in the columns that the sheet has: of what it has no column, it says nothing."""
    there = set(lines[0].cells) if lines else set()
    return {key: normal(text, FORMS[key]) for key, text in written(layout, one).items() if key in there}


def _before(layout: Layout, line: Line, now: tuple[Any, ...]) -> Any:
    """Return the part as it is of which a row speaks, nothing where it is a new one."""
    if layout is Layout.PLANS:
        return next(iter(now), None)
    named = (one for one in now if layout is Layout.FACTS and one.key == line["fact_key"])
    return next(named, None)


def written(layout: Layout, one: Any) -> dict[str, str]:
    """Return the cells that say a step, a fact or a plan."""
    return {key: said.write(getattr(one, said.attribute)) for key, said in SAYS[layout].items()}


def _made(layout: Layout, line: Line, before: Any) -> Any:
    """Return what a row says; what the sheet has no column for stays as it was *before*.

    Raises:
        Unreadable: One of its cells says nothing we understand.

    """
    values = {
        said.attribute: _OTHERWISE[key] if not line[key] and key in _OTHERWISE else said.read(line[key])
        for key, said in SAYS[layout].items()
        if before is None or key in line.cells
    }
    return replace(before, **values) if before is not None else _MADE[layout](**values)


def gather_parts(lines: Iterable[Line], owners: Mapping[str, frozenset[str]]) -> Parts:
    """Gather the rows of further sheets; *owners* are the keys of certificates by the code of their item."""
    rows: dict[tuple[Layout, Owner], list[Line]] = {}
    problems: list[Problem] = []
    faulty: set[str] = set()
    for line in lines:
        layout, code = line.matching.layout, line["code"]
        key = "" if layout is Layout.STEPS else line["key"]
        found = list(_faults(line, owners)) or list(_unreadable(layout, line))
        found += _twice(layout, line, rows.get((layout, (code, key)), []))
        if found:
            faulty.add(code)
        problems += found
        rows.setdefault((layout, (code, key)), []).append(line)
    named = frozenset((layout, code) for layout, (code, _) in rows)
    return Parts(rows, named, tuple(problems), frozenset(faulty))


def _faults(line: Line, owners: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    code, layout = line["code"], line.matching.layout
    if code not in owners:
        yield line.problem("code", f"主表里没有“{code}”这个事项", "请核对事项编码")
    elif layout is not Layout.STEPS and line["key"] not in owners[code]:
        yield line.problem("key", f"主表里这个事项没有代号是“{line['key']}”的证明", "请核对证明代号")
    for key in ("step_title", "fact_key", "fact_label"):
        if key in SAYS[layout] and not line[key]:
            yield line.problem(key, "空着", f"请填写{BY_KEY[key].title}")


def _unreadable(layout: Layout, line: Line) -> Iterator[Problem]:
    for key, said in SAYS[layout].items():
        try:
            if line[key]:
                said.read(line[key])
        except Unreadable as fault:
            yield line.problem(key, fault.reason, fault.advice)


def _twice(layout: Layout, line: Line, before: list[Line]) -> Iterator[Problem]:
    if layout is Layout.PLANS and before:
        yield line.problem("key", f"和第{before[0].row}行重复，一份证明只有一个核查办法", "请删掉一行")
    same = next(
        (one for one in before if layout is Layout.FACTS and one["fact_key"] == line["fact_key"]), None
    )
    if same is not None:
        yield line.problem("fact_key", f"和第{same.row}行重复", "请换一个代号")
