"""Suggesting how the sheets of a workbook are to be read; a person confirms it or says otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from nuocheng.catalogue.channels.columns import LEVEL_COLUMNS
from nuocheng.catalogue.channels.headings import Heading, find_heading, heading_at
from nuocheng.catalogue.channels.matching import PUBLISHED_LAYOUTS, Items, Layout, Matching, Units
from nuocheng.catalogue.channels.tables.cells import one_line, plain
from nuocheng.catalogue.channels.tables.grid import Sheet, Workbook
from nuocheng.catalogue.channels.units import Units as KnownUnits
from nuocheng.catalogue.rules.content import Disposition

#: Layouts that certain columns give away, the first that fits.
_LAYOUT_OF: tuple[tuple[frozenset[str], Layout], ...] = (
    (frozenset({"step_title"}), Layout.STEPS),
    (frozenset({"code", "fact_label"}), Layout.FACTS),
    (frozenset({"code", "plan_channel"}), Layout.PLANS),
    (frozenset({"reform"}), Layout.PERMITS),
    (frozenset({"code", "key"}), Layout.TEMPLATE),
    (frozenset({"code", "item_name", "disposition"}), Layout.TEMPLATE),
    (frozenset({"row_kind"}), Layout.DATA_SET),
    (frozenset({"item_name", "department", "certificate_name"}), Layout.DATA_SET),
)
#: Sheets of our own workbooks that explain and hold nothing.
EXPLAINING = frozenset({"填写说明", "选项"})
_LABELS = "填报单位|单位|填报人|联系人|联系电话|电话|填报日期|日期"
_FILLED_IN = re.compile(
    rf"({_LABELS})(?:[（(]盖章[）)])?[ \t　]*[:：][ \t　]*((?!{_LABELS})[^\s:：]+?)?(?={_LABELS}|\s|$)"
)
_UNIT_LINES = frozenset({"填报单位", "单位"})
_ENOUGH = 0.8
_LOOKED_AT = 200
_LONGEST_ITEM = 60


def suggest(workbook: Workbook, units: KnownUnits) -> tuple[Matching, ...]:
    """Suggest how each sheet of a workbook is to be read."""
    return tuple(_suggestion(sheet, units, only=len(workbook.sheets) == 1) for sheet in workbook.sheets)


def matching_at(sheet: Sheet, rows: Iterable[int], units: KnownUnits) -> Matching:
    """Suggest how a sheet is to be read whose heading a person has found; *rows* are counted from 1."""
    return _of_heading(sheet, heading_at(sheet, tuple(row - 1 for row in rows)), units)


def _suggestion(sheet: Sheet, units: KnownUnits, *, only: bool) -> Matching:
    bare = Matching(sheet.name, read=False)
    if sheet.hidden:
        return replace(bare, told=("隐藏的工作表，没有读",))
    if sheet.name in EXPLAINING:
        return bare
    if not any(plain(cell) for row in sheet.rows for cell in row):
        return replace(bare, told=("空的工作表，没有读",))
    found = find_heading(sheet)
    if found is None:
        return replace(bare, read=only, told=("没有认出列名，没有读",))
    return _of_heading(sheet, found, units)


def _of_heading(sheet: Sheet, found: Heading, units: KnownUnits) -> Matching:
    titles = _titles(sheet, found.rows[0])
    layout = _layout(found, " ".join([sheet.name, *titles]))
    matching = Matching(
        sheet=sheet.name,
        layout=layout,
        heading=tuple(row + 1 for row in found.rows),
        columns=found.columns,
        whole=layout in {Layout.TEMPLATE, Layout.DATA_SET},
        told=_told(found, titles),
    )
    if matching.is_part:
        return matching
    matching = replace(matching, disposition=_disposition(layout, found, " ".join([sheet.name, *titles])))
    return _with_items(_with_units(matching, sheet, titles, units), sheet)


def _titles(sheet: Sheet, before: int) -> list[str]:
    """Return what stands above the heading, one line per row."""
    rows = ([one_line(plain(cell)) for cell in sheet.rows[row]] for row in range(before))
    return ["　".join(cell for cell in cells if cell) for cells in rows]


def _told(found: Heading, titles: list[str]) -> tuple[str, ...]:
    said = [number for number, text in enumerate(titles, start=1) if text]
    if not said:
        return ()
    rows = f"第{said[0]}行" if said[0] == said[-1] else f"第{said[0]}—{said[-1]}行"
    return (f"{rows}当作标题",)


def _layout(found: Heading, titles: str) -> Layout:
    keys = found.keys
    known = (layout for wanted, layout in _LAYOUT_OF if wanted <= keys)
    return next(known, None) or _list_of(found, titles)


def _list_of(found: Heading, titles: str) -> Layout:
    """Return which of the published lists of certificates a sheet is."""
    keys = found.keys
    if not keys & {"certificate_name", "legal_basis"}:
        return Layout.OTHER
    if "reason" in keys or re.search("不能实行|不适用|不实行|负面", titles):
        return Layout.NEGATIVE_LIST
    if "replaced_by" in keys:
        return Layout.CLEARED_LIST
    if "保留" in titles or any("保留依据" in one.heading for one in found.columns):
        return Layout.RETAINED_LIST
    if keys & set(LEVEL_COLUMNS) or "告知承诺" in titles:
        return Layout.PLEDGE_LIST
    return Layout.OTHER


def _disposition(layout: Layout, found: Heading, titles: str) -> str:
    """Return what becomes of certificates whose row does not say, as the kind of list has it."""
    if layout in {Layout.NEGATIVE_LIST, Layout.RETAINED_LIST}:
        return Disposition.SUBMIT
    if layout is Layout.PLEDGE_LIST and ("告知承诺" in titles or found.keys & set(LEVEL_COLUMNS)):
        return Disposition.PLEDGE
    return ""


def _with_units(matching: Matching, sheet: Sheet, titles: list[str], units: KnownUnits) -> Matching:
    """Return the matching with where its units come from, and what the lines above the heading say."""
    said = _lines_filled_in(sheet, matching.heading[0] - 1)
    told = [*matching.told, *(f"“{name}”：{text}" for name, text in said.items() if text)]
    given = next((text for name, text in said.items() if name in _UNIT_LINES and text), "")
    code = units.find(given) or units.guess(given)
    if not code and "department" not in matching.places:
        code = next((found for text in titles if (found := units.guess(text))), "")
    if given and not code:
        told.append(f"没有“{given}”这个单位，请选一个")
    matching = replace(matching, department=code, told=tuple(told))
    if "department" in matching.places:
        return matching
    if not code and _share(sheet, matching, "demanding_body", lambda text: bool(units.find(text))) >= _ENOUGH:
        return replace(matching, units_from=Units.DEMANDER)
    if not code and _has_sections(sheet, matching, units):
        return replace(matching, units_from=Units.SECTIONS)
    if not code and matching.layout in PUBLISHED_LAYOUTS:
        return replace(matching, units_from=Units.CATALOGUE)
    return replace(matching, units_from=Units.GIVEN)


def _has_sections(sheet: Sheet, matching: Matching, units: KnownUnits) -> bool:
    """Say whether small headings within the table name the units of the rows below them."""
    for cells in sheet.rows[matching.heading[-1] : matching.heading[-1] + _LOOKED_AT]:
        said = [one_line(plain(cell)) for cell in cells if plain(cell)]
        if len(said) == 1 and units.guess(said[0]):
            return True
    return False


def _lines_filled_in(sheet: Sheet, before: int) -> dict[str, str]:
    """Return what is filled in above the heading: 填报单位, 填报人, 电话, 填报日期, each in one cell or two."""
    said: dict[str, str] = {}
    for row in range(before):
        cells = [plain(cell) for cell in sheet.rows[row]]
        for place, cell in enumerate(cells):
            for match in _FILLED_IN.finditer(cell):
                following = next((other for other in cells[place + 1 :] if other), "")
                beside = "" if _FILLED_IN.search(following) else following
                said.setdefault(match[1], match[2] or (beside if match.end() >= len(cell) else ""))
    return said


def _with_items(matching: Matching, sheet: Sheet) -> Matching:
    """Return the matching with where the names of its items come from."""
    if "item_name" in matching.places:
        return matching
    if matching.layout is Layout.DATA_SET or matching.layout is Layout.TEMPLATE:
        return matching
    short = _share(sheet, matching, "purpose", lambda text: 0 < len(one_line(text)) <= _LONGEST_ITEM)
    return replace(matching, items_from=Items.PURPOSE if short >= _ENOUGH else Items.DEPARTMENT)


def _share(sheet: Sheet, matching: Matching, key: str, fits: Callable[[str], bool]) -> float:
    """Return which part of the filled rows fits in a column, of those first looked at."""
    place = matching.places.get(key)
    if place is None:
        return 0.0
    first = matching.heading[-1]
    rows = range(first, min(len(sheet.rows), first + _LOOKED_AT))
    filled = [row for row in rows if sum(bool(plain(cell)) for cell in sheet.rows[row]) > 2]
    cells = [plain((sheet.filled(row) + [""] * place + [""])[place]) for row in filled]
    return sum(fits(cell) for cell in cells) / len(cells) if cells else 0.0
