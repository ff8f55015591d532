"""The form in which a person confirms what the columns of a table mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError

from nuocheng.catalogue.channels.columns import ELSEWHERE, MAIN, PARTS, TITLES
from nuocheng.catalogue.channels.matching import LAYOUT_TITLES, Items, Matched, Matching, Units
from nuocheng.catalogue.channels.suggesting import matching_at
from nuocheng.catalogue.channels.tables import Sheet
from nuocheng.catalogue.channels.tables.cells import one_line, plain
from nuocheng.catalogue.channels.units import Units as KnownUnits
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES
from nuocheng.edge import forms as edge

ITEMS_FROM = (
    (str(Items.COLUMN), "看“事项名称”这一列"),
    (str(Items.PURPOSE), "看“证明用途”这一列"),
    (str(Items.DEPARTMENT), "不分事项，每个单位的证明合成一个"),
    (str(Items.GIVEN), "整张表是一个事项，名称写在下面"),
)
UNITS_FROM = (
    (str(Units.COLUMN), "看“责任单位”这一列"),
    (str(Units.GIVEN), "整张表是一个单位的，在下面选"),
    (str(Units.DEMANDER), "看“索要单位”这一列"),
    (str(Units.SECTIONS), "看表里的小标题"),
    (str(Units.CATALOGUE), "目录里已有的按目录，新的看“索要单位”"),
)
NOT_IMPORTED = "不导入"
_SAMPLES, _SAMPLE_LENGTH = 3, 40
_ROWS = re.compile(r"^(\d{1,4})(?:\s*[-—~至到、,，]\s*(\d{1,4}))?$")


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of a sheet as the page shows it: its letters, its heading, what stands in it, its field."""

    letters: str
    heading: str
    samples: tuple[str, ...]
    sure: bool
    field: Any


class SheetForm(edge.Form):
    """How one sheet is to be read."""

    def __init__(
        self, data: Any, *, sheet: Sheet, matching: Matching, place: int, units: Iterable[tuple[str, str]]
    ) -> None:
        """Ask what the matching leaves open, with what it suggests filled in."""
        super().__init__(data, prefix=f"s{place}", initial=_initial(matching))
        self.sheet, self.matching = sheet, matching
        self.fields["read"] = edge.Tick(label="导入这张工作表", required=False)
        self.fields["heading"] = edge.TextLine(
            label="列名在第几行", required=False, max_length=12, help_text="例如：3；列名占两行的写：3-4"
        )
        if not matching.is_part:
            self._ask_of_items(list(units))
        for one in matching.columns:
            label = f"{one.letters}列“{one.heading or '没有列名'}”是什么"
            field = edge.Pick(label=label, choices=[], required=False)
            field.choices = [("", NOT_IMPORTED), *_meanings(matching)]
            self.fields[f"c{one.place}"] = field

    def _ask_of_items(self, units: list[tuple[str, str]]) -> None:
        titles = [(str(one), title) for one, title in DISPOSITION_TITLES.items()]
        self.fields["units_from"] = edge.Pick(label="责任单位从哪里来", choices=list(UNITS_FROM))
        self.fields["department"] = edge.Pick(label="整张表的责任单位", choices=units, required=False)
        self.fields["items_from"] = edge.Pick(label="事项名称从哪里来", choices=list(ITEMS_FROM))
        self.fields["item_name"] = edge.TextLine(label="整张表的事项名称", max_length=200, required=False)
        self.fields["disposition"] = edge.Pick(
            label="没有写处置的证明，按什么办",
            choices=titles,
            required=False,
            help_text="不选，就按别的列判断",
        )
        self.fields["whole"] = edge.Tick(
            label="这张表列全了每个事项的证明",
            required=False,
            help_text="勾上后，表里没有的证明会从事项里去掉，空着的格子会清空原来的内容",
        )

    def clean_heading(self) -> tuple[int, ...]:
        """Return the numbers of the heading rows.

        Raises:
            ValidationError: They are no numbers, too many, or beyond the sheet.

        """
        text = edge.plain_digits(self.cleaned_data["heading"])
        if not text:
            return ()
        match = _ROWS.fullmatch(text)
        if not match:
            raise ValidationError("请写行号，例如3，或者3-4", code="rows")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= first + 1 or last > len(self.sheet.rows):
            raise ValidationError(f"列名最多占两行，这张表一共{len(self.sheet.rows)}行，请核对", code="rows")
        return tuple(range(first, last + 1))

    def said(self) -> Matching:
        """Return the matching as the form has it."""
        given = self.cleaned_data
        columns = tuple(replace(one, key=given[f"c{one.place}"], sure=1.0) for one in self.matching.columns)
        said = replace(self.matching, read=given["read"], columns=columns)
        if self.matching.is_part:
            return said
        return replace(
            said,
            units_from=Units(given["units_from"]),
            department=given["department"] if given["units_from"] == Units.GIVEN else "",
            items_from=Items(given["items_from"]),
            item_name=given["item_name"].strip() if given["items_from"] == Items.GIVEN else "",
            disposition=given["disposition"],
            whole=given["whole"],
        )

    def again(self, units: KnownUnits) -> Matching | None:
        """Return the matching found anew where the person says that the heading is in other rows."""
        rows = self.cleaned_data.get("heading", ())
        if not rows or rows == self.matching.heading:
            return None
        return replace(matching_at(self.sheet, rows, units), read=True)

    @property
    def layout(self) -> str:
        """Return what kind of table the sheet seems to be."""
        return LAYOUT_TITLES[self.matching.layout]

    def general(self) -> list[Any]:
        """Return the fields that are not about one column."""
        return [self[name] for name in self.fields if name != "read" and not name.startswith("c")]

    def column_rows(self) -> Iterator[ColumnRow]:
        """Yield each column with a few of its cells."""
        for one in self.matching.columns:
            yield ColumnRow(
                one.letters, one.heading, tuple(self._samples(one)), one.sure >= 0.9, self[f"c{one.place}"]
            )

    def _samples(self, one: Matched) -> Iterator[str]:
        start = max(self.matching.heading, default=0)
        seen: list[str] = []
        for row in range(start, min(start + 60, len(self.sheet.rows))):
            text = one_line(plain(self.sheet.cell(row, one.place)))
            if text and text not in seen:
                seen.append(text)
                yield text if len(text) <= _SAMPLE_LENGTH else f"{text[:_SAMPLE_LENGTH]}…"
            if len(seen) == _SAMPLES:
                return


def _meanings(matching: Matching) -> list[tuple[str, str]]:
    columns = [*MAIN[:4], *PARTS] if matching.is_part else [*MAIN, *ELSEWHERE]
    known = [column.key for column in columns]
    more = sorted({one.key for one in matching.columns} - {*known, ""})
    return [(key, TITLES[key]) for key in [*known, *more]]


def _initial(matching: Matching) -> dict[str, Any]:
    rows = matching.heading
    said = {
        "read": matching.read,
        "heading": "-".join(dict.fromkeys(str(row) for row in (rows[:1] + rows[-1:]))),
        "units_from": str(matching.units_from),
        "department": matching.department,
        "items_from": str(matching.items_from),
        "item_name": matching.item_name,
        "disposition": matching.disposition,
        "whole": matching.whole,
    }
    return said | {f"c{one.place}": one.key for one in matching.columns}
