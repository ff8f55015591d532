"""How a sheet is to be read: which column means what, and what stands in for what the sheet does not say.

``suggesting.suggest`` proposes a Matching for every sheet of a workbook; a person may change any of it (they are
plain values: ``as_json`` and ``from_json``), and ``objections`` says what still keeps it from being used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from nuocheng.catalogue.channels.columns import BY_KEY, TITLES
from nuocheng.catalogue.channels.tables.cells import letters
from nuocheng.catalogue.rules.content import Disposition


class Layout(StrEnum):
    """Layouts of tables that departments use (domain.md §b.9), and the sheets of our own template."""

    TEMPLATE = "template"
    DATA_SET = "data_set"
    PLEDGE_LIST = "pledge_list"
    NEGATIVE_LIST = "negative_list"
    RETAINED_LIST = "retained_list"
    CLEARED_LIST = "cleared_list"
    PERMITS = "permits"
    STEPS = "steps"
    FACTS = "facts"
    PLANS = "plans"
    OTHER = "other"


LAYOUT_TITLES: Mapping[Layout, str] = {
    Layout.TEMPLATE: "本系统的模板",
    Layout.DATA_SET: "示范数据",
    Layout.PLEDGE_LIST: "实行告知承诺制证明事项目录",
    Layout.NEGATIVE_LIST: "不能实行告知承诺制证明事项目录",
    Layout.RETAINED_LIST: "保留证明事项清单",
    Layout.CLEARED_LIST: "取消证明事项清单",
    Layout.PERMITS: "涉企许可事项改革清单",
    Layout.STEPS: "办理步骤",
    Layout.FACTS: "承诺事实",
    Layout.PLANS: "核查办法",
    Layout.OTHER: "别的表格",
}
#: The layouts in which lists are published: they carry no codes, and their rows are known by what they say.
PUBLISHED_LAYOUTS = frozenset(
    {
        Layout.PLEDGE_LIST,
        Layout.NEGATIVE_LIST,
        Layout.RETAINED_LIST,
        Layout.CLEARED_LIST,
        Layout.PERMITS,
    }
)
#: Sheets of the template that go with its main one.
PART_LAYOUTS = frozenset({Layout.STEPS, Layout.FACTS, Layout.PLANS})
#: Columns that each of those sheets cannot do without.
_PART_COLUMNS: Mapping[Layout, tuple[str, ...]] = {
    Layout.STEPS: ("code", "step_title"),
    Layout.FACTS: ("code", "key", "fact_key", "fact_label"),
    Layout.PLANS: ("code", "key", "plan_channel"),
}


class Items(StrEnum):
    """Where the names of items come from."""

    COLUMN = "column"
    PURPOSE = "purpose"
    DEPARTMENT = "department"
    GIVEN = "given"


class Units(StrEnum):
    """Where the responsible units come from."""

    COLUMN = "column"
    GIVEN = "given"
    DEMANDER = "demander"
    SECTIONS = "sections"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Matched:
    """One column of a sheet: what it is headed, what it means ("" for not imported), and how sure that is."""

    place: int
    heading: str
    key: str = ""
    sure: float = 0.0

    @property
    def letters(self) -> str:
        """Return the letters by which table software names the column."""
        return letters(self.place)

    @property
    def title(self) -> str:
        """Return what the column means, in words."""
        return TITLES[self.key] if self.key else "不导入"


@dataclass(frozen=True, slots=True)
class Matching:
    """How one sheet is to be read.

    *heading* are the numbers of its heading rows. *department* is the code of the unit given once for the whole
    sheet; *item_name* the item given so. *disposition* is what becomes of certificates whose row does not say
    ("": as the other columns suggest). *whole* says that the sheet lists every certificate of its items, so that
    others are dropped and empty cells empty what the catalogue says. *fill_down*: an empty cell about the item
    says what the row above said. *told* is what was noticed on the way. *chosen*: for the number of a row that
    fits several entries of the catalogue, the one that a person chose (``recognising.Entry.choice``).
    """

    sheet: str
    layout: Layout = Layout.OTHER
    read: bool = True
    heading: tuple[int, ...] = ()
    columns: tuple[Matched, ...] = ()
    units_from: Units = Units.COLUMN
    department: str = ""
    items_from: Items = Items.COLUMN
    item_name: str = ""
    disposition: str = ""
    whole: bool = False
    fill_down: bool = False
    told: tuple[str, ...] = ()
    chosen: tuple[tuple[int, str], ...] = ()

    @property
    def places(self) -> dict[str, int]:
        """Return the place of each meaning."""
        return {one.key: one.place for one in self.columns if one.key}

    @property
    def is_part(self) -> bool:
        """Say whether the sheet only goes with a main one."""
        return self.layout in PART_LAYOUTS

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the meanings that must be there and are not, nor anything in their place."""
        there = self.places
        if self.is_part:
            return tuple(key for key in _PART_COLUMNS[self.layout] if key not in there)
        wanted = {"certificate_name": "certificate_name" in there or "reform" in there, **self._stand_ins()}
        return tuple(key for key, found in wanted.items() if not found)

    def _stand_ins(self) -> dict[str, bool]:
        there = self.places
        items = {
            Items.COLUMN: "item_name" in there,
            Items.PURPOSE: "purpose" in there,
            Items.DEPARTMENT: True,
            Items.GIVEN: bool(self.item_name.strip()),
        }
        units = {
            Units.COLUMN: "department" in there,
            Units.GIVEN: bool(self.department),
            Units.DEMANDER: "demanding_body" in there,
            Units.SECTIONS: True,
            Units.CATALOGUE: True,
        }
        return {"item_name": items[self.items_from], "department": units[self.units_from]}

    @property
    def objections(self) -> tuple[str, ...]:
        """Return what keeps the sheet from being read so, each as a sentence."""
        if not self.read:
            return ()
        where = f"“{self.sheet}”" if self.sheet else "表里"
        found = []
        if not self.heading:
            return (f"{where}没有找到列名，请指定列名在第几行",)
        times = Counter(one.key for one in self.columns if one.key)
        twice = [TITLES[key] for key, count in times.items() if count > 1]
        if twice:
            found.append(f"{where}有两列都是“{'”“'.join(twice)}”，请只留一列")
        if self.missing:
            names = "、".join(TITLES[key] for key in self.missing)
            found.append(f"{where}缺这些列：{names}。请补上，或者指定用哪一列、用什么代替")
        return tuple(found)

    @property
    def left_out(self) -> tuple[Matched, ...]:
        """Return the columns that are headed but not imported."""
        return tuple(one for one in self.columns if not one.key and one.heading)

    def with_column(self, place: int, key: str) -> Matching:
        """Return the matching with another meaning for one column, as a person has chosen it."""
        columns = (replace(one, key=key, sure=1.0) if one.place == place else one for one in self.columns)
        return replace(self, columns=tuple(columns))


def as_json(matchings: Iterable[Matching]) -> list[dict[str, Any]]:
    """Return matchings as plain values."""
    return [asdict(one) for one in matchings]


def from_json(plain: Iterable[Mapping[str, Any]]) -> tuple[Matching, ...]:
    """Read matchings back from plain values.

    Raises:
        KeyError, ValueError, TypeError: The values do not describe matchings.

    """
    return tuple(_matching(one) for one in plain)


def _matching(plain: Mapping[str, Any]) -> Matching:
    columns = tuple(Matched(**one) for one in plain.get("columns", ()))
    strange = {one.key for one in columns} - {"", *BY_KEY}
    if strange:
        raise ValueError(f"no such meaning: {sorted(strange)}")
    disposition = plain.get("disposition", "")
    typed = {
        "layout": Layout(plain.get("layout", Layout.OTHER)),
        "heading": tuple(int(one) for one in plain.get("heading", ())),
        "columns": columns,
        "units_from": Units(plain.get("units_from", Units.COLUMN)),
        "items_from": Items(plain.get("items_from", Items.COLUMN)),
        "disposition": str(Disposition(disposition)) if disposition else "",
        "told": tuple(plain.get("told", ())),
        "chosen": tuple((int(row), str(choice)) for row, choice in plain.get("chosen", ())),
    }
    return Matching(**{**plain, **typed})
