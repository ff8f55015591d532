"""Knowing the rows of published lists again: they carry no codes, and are known by what they say.

A row that says, in every cell, what the list would say of an entry today is settled: it changes nothing. Any other
row is known by its names and its purpose; where it fits several entries, a person is asked, and nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from nuocheng.catalogue.channels.building import OF_A_PERMIT
from nuocheng.catalogue.channels.columns import FORMS, LEVEL_COLUMNS
from nuocheng.catalogue.channels.exporting.layouts import LAYOUTS, listed_cells, permit_cells, reform_said
from nuocheng.catalogue.channels.exporting.rows import Setting
from nuocheng.catalogue.channels.lines import Line, Problem, Table, unsaid
from nuocheng.catalogue.channels.matching import PUBLISHED_LAYOUTS, Layout, Matching, Units
from nuocheng.catalogue.channels.tables.cells import normal
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, Certificate, Item, ItemKind

#: What a person chooses where a row is none of the entries that it resembles.
NEW = "new"
#: The column under which a question stands among the faults.
TO_CHOOSE = "要您选"
_ADVICE = "请在试读结果里选；也可以在表里加上“事项编码”“证明代号”两列"
_REFORM = frozenset({"reform", "measures", "supervision"})
#: Cells that only say something together: where one of them differs, all of them count.
_TOGETHER = (frozenset(LEVEL_COLUMNS), frozenset({"legal_basis", "basis_level"}), _REFORM)
#: Cells that say of which entry a row speaks, and the number that only counts rows.
_NAMING = frozenset({"id", "code", "key", "item_name", "department", "certificate_name"})
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row may speak of: a certificate of an item, or an item; *cells* are what the list would say of it."""

    item: Item
    certificate: Certificate | None
    cells: Mapping[str, str]
    listed: bool

    @property
    def choice(self) -> str:
        """Return the word by which a person chooses it."""
        return f"{self.item.code}/{self.certificate.key if self.certificate else ''}"

    @property
    def names(self) -> tuple[str, ...]:
        """Return what it is called, the right name first."""
        if self.certificate is None:
            return (self.cells["item_name"],)
        return (self.cells["certificate_name"], *self.certificate.aliases)

    @property
    def title(self) -> str:
        """Return what a person reads of it."""
        if self.certificate is None:
            return f"{self.item.name}（{self.item.code}）"
        purpose = self.cells["purpose"][:_SHOWN]
        return f"{self.item.name}（{self.item.code}）的{self.certificate.name}，用途：{purpose}"


@dataclass(frozen=True, slots=True)
class Question:
    """A row of which a person must say what it speaks of: *options* are words to choose by, with their titles."""

    sheet: str
    row: int
    name: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table whose rows are known as far as they can be, and what a person must choose."""

    table: Table
    questions: tuple[Question, ...] = ()


def to_recognise(matching: Matching) -> bool:
    """Say whether the rows of a sheet must be known by what they say."""
    return matching.layout in PUBLISHED_LAYOUTS and "code" not in matching.places and not matching.whole


def spoken_of(lines: Iterable[Line]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of certificates, and those of items, that lines without codes speak of."""
    certificates: set[str] = set()
    items: set[str] = set()
    for line in lines:
        if to_recognise(line.matching):
            permit = line.matching.layout is Layout.PERMITS
            (items if permit else certificates).add(line["item_name" if permit else "certificate_name"])
    return frozenset(certificates - {""}), frozenset(items - {""})


def recognise(
    table: Table, items: Collection[Item], setting: Setting, known: Collection[tuple[str, str]]
) -> Recognised:
    """Return a table with the rows of published lists known again; *known* are items by name and unit.

    *items* are those that ask for one of the certificates, or have one of the names, of which the table speaks.
    """
    sheets: dict[str, _Sheet] = {}
    for line in table.lines:
        if to_recognise(line.matching) and line.matching.sheet not in sheets:
            sheets[line.matching.sheet] = _Sheet(line.matching, items, setting, known)
    for line in table.lines:
        if line.matching.sheet in sheets:
            sheets[line.matching.sheet].settle(line)
    lines, questions, asked = [], [], []
    gone: set[Problem] = set()
    settled = set()
    for line in table.lines:
        sheet = sheets.get(line.matching.sheet)
        found = sheet.read(line) if sheet else line
        if found is not line:
            gone |= set(unsaid(line))
        if isinstance(found, Question):
            questions.append(found)
            asked.append(_problem(found, line.sheet))
            found = line
        if found.settled:
            settled.add(line.place)
        lines.append(found)
    kept = (one for one in table.problems if one not in gone and (one.sheet, one.row) not in settled)
    known_again = replace(table, lines=tuple(lines), problems=(*kept, *asked))
    return Recognised(known_again, tuple(one for one in questions if one.options))


def _problem(of: Question, sheet: str) -> Problem:
    titles = "；".join(title for choice, title in of.options if choice != NEW)
    if not titles:
        reason = f"“{of.name}”在目录里有几份证明，这张表按整个事项写，看不出改的是哪一份"
        return Problem(of.row, TO_CHOOSE, reason, "请改用本系统的模板导出，改好再导入", sheet)
    return Problem(of.row, TO_CHOOSE, f"“{of.name}”可能是目录里的：{titles}", _ADVICE, sheet)


@dataclass(slots=True)
class _Sheet:
    """Knows the rows of one sheet."""

    matching: Matching
    items: Collection[Item]
    setting: Setting
    known: Collection[tuple[str, str]]
    by_cells: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)
    by_name: dict[str, list[Entry]] = field(default_factory=dict)
    by_choice: dict[str, Entry] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    settled: dict[tuple[str, int], Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out the entries by what they say, and by what they are called."""
        for entry in _entries(self.items, self.matching.layout, self.setting):
            if entry.listed:
                self.by_cells.setdefault(self._signature(entry.cells), []).append(entry)
            for name in dict.fromkeys(entry.names):
                self.by_name.setdefault(name, []).append(entry)
            self.by_choice[entry.choice] = entry

    def settle(self, line: Line) -> None:
        """Note of which entry a line speaks that says nothing new, if there is one."""
        fitting = [
            one
            for one in self.by_cells.get(self._signature(line.cells), ())
            if self._of_unit(one, line) and not _differing(line, one)
        ]
        if fitting:
            entry = min(fitting, key=lambda one: self.used[one.choice])
            self.used[entry.choice] += 1
            self.settled[line.place] = entry

    def read(self, line: Line) -> Line | Question:
        """Return a line with the codes of the entry of which it speaks, as it is if of none, or a question."""
        entry = self.settled.get(line.place)
        if entry is not None:
            return _known(line, entry, self.setting)
        chosen = dict(self.matching.chosen).get(line.row, "")
        if chosen in self.by_choice:
            return _known(line, self.by_choice[chosen], self.setting)
        return line if chosen == NEW else self._by_name(line)

    def _by_name(self, line: Line) -> Line | Question:
        """Return a line read by its names and its purpose."""
        unit = self.setting.units.find(line["department"])
        if self.matching.layout is not Layout.PERMITS and (line["item_name"], unit) in self.known:
            return line
        fitting, sure = self._fitting(line, unit)
        if sure and len(fitting) == 1:
            return _known(line, fitting[0], self.setting)
        return _question(line, fitting) if fitting else line

    def _fitting(self, line: Line, unit: str) -> tuple[list[Entry], bool]:
        """Return the entries that have the name of a line, and whether nothing else speaks against them."""
        name = line[_name_key(self.matching.layout)]
        free = [one for one in self.by_name.get(name, ()) if not self.used[one.choice]]
        of_unit = [one for one in free if self._of_unit(one, line)]
        near = [one for one in of_unit if _near(one, line, unit)]
        if "purpose" not in self.matching.places or self.matching.layout is Layout.PERMITS:
            return near, True
        among = near if unit else of_unit
        same = [one for one in among if one.cells["purpose"] == line["purpose"]]
        if same:
            return same, True
        basis = line["legal_basis"]
        return [one for one in near if basis and one.cells["legal_basis"] == basis], False

    def _of_unit(self, entry: Entry, line: Line) -> bool:
        """Say whether an entry belongs to the unit that the sheet names in so many words, if it does."""
        if self.matching.units_from in {Units.DEMANDER, Units.CATALOGUE}:
            return True
        unit = self.setting.units.find(line["department"])
        return not unit or entry.item.department == unit

    def _signature(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        heads = (head.key for head in LAYOUTS[self.matching.layout].heads if head.key != "id")
        return tuple(cells.get(key, "") for key in heads if key in self.matching.places)


def _name_key(layout: Layout) -> str:
    return "item_name" if layout is Layout.PERMITS else "certificate_name"


def _entries(items: Collection[Item], layout: Layout, setting: Setting) -> Iterator[Entry]:
    """Yield every entry of which a list of this layout may speak, listed in it today or not."""
    lists = LAYOUTS[layout].lists
    for item in items:
        if lists is None and item.kind is ItemKind.LICENSE:
            yield Entry(item, None, _as_read(permit_cells(item, setting)), listed=True)
        for one in item.certificates if lists is not None else ():
            yield Entry(
                item, one, _as_read(listed_cells(item, one, setting)), listed=bool(lists and lists(one))
            )


def _as_read(cells: Mapping[str, str]) -> dict[str, str]:
    return {key: normal(text, FORMS[key]) for key, text in cells.items()}


def _near(entry: Entry, line: Line, unit: str) -> bool:
    """Say whether an entry is of the unit of a line, or its certificate asked for by the same body."""
    if unit and entry.item.department == unit:
        return True
    key = "demanding_body" if entry.certificate else "approver"
    return not unit and (not line[key] or line[key] == entry.cells[key])


def _differing(line: Line, entry: Entry) -> frozenset[str]:
    """Return the cells in which a line says something else than the catalogue."""
    differing = {
        key
        for key, text in line.cells.items()
        if key not in _NAMING and text != entry.cells.get(key, "" if not text else None)
    }
    for together in _TOGETHER:
        if differing & together:
            differing |= together & line.cells.keys()
    return frozenset(differing)


def _known(line: Line, entry: Entry, setting: Setting) -> Line | Question:
    """Return a line with the codes of its entry, and only what it says otherwise than the catalogue."""
    differing = _differing(line, entry)
    listed = entry.listed and not differing and line[_name_key(line.matching.layout)] in entry.names
    cells = {key: text for key, text in line.cells.items() if key in differing or key == "id"}
    cells |= {
        "code": entry.item.code,
        "item_name": normal(entry.item.name, FORMS["item_name"]),
        "department": entry.item.department,
    }
    if entry.certificate is not None:
        named = line["certificate_name"]
        own = entry.names[0]
        cells |= {"key": entry.certificate.key, "certificate_name": own if named in entry.names else named}
        return replace(line, cells=_with_ground(cells, line.matching.layout, setting), settled=listed)
    if not differing:
        return replace(line, cells=cells, settled=True)
    return _of_permit(line, entry, cells)


def _with_ground(cells: dict[str, str], layout: Layout, setting: Setting) -> dict[str, str]:
    """Return cells with the ground taken apart from its reason, as a negative list writes the two."""
    title, _, rest = cells.get("reason", "").partition("：")
    if layout is Layout.NEGATIVE_LIST and rest and title in setting.standards.grounds.values():
        return cells | {"exclusion_ground": title, "reason": rest}
    return cells


def _of_permit(line: Line, entry: Entry, cells: dict[str, str]) -> Line | Question:
    """Return the line of a permit that says something new: of its one certificate, or of the one for its conditions."""
    certificates = entry.item.certificates
    if not certificates:
        return replace(line, cells={**line.cells, **cells})
    meant = [one for one in certificates if one.name == OF_A_PERMIT or reform_said(one)]
    meant = meant or [one for one in certificates if not one.remark]
    if len(meant) != 1 or (len(certificates) > 1 and not reform_said(meant[0])):
        return Question(line.matching.sheet, line.row, line["item_name"], ())
    if line["reform"] == entry.cells["reform"]:
        cells["disposition"] = DISPOSITION_TITLES[meant[0].disposition]
    name = normal(meant[0].name, FORMS["certificate_name"])
    return replace(line, cells=cells | {"key": meant[0].key, "certificate_name": name})


def _question(line: Line, fitting: list[Entry]) -> Question:
    options = (*((one.choice, one.title) for one in fitting), (NEW, "都不是，是新的一份"))
    return Question(line.matching.sheet, line.row, line[_name_key(line.matching.layout)], options)
