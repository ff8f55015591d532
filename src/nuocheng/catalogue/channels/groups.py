"""From the lines of a table to items: which lines speak of one item, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from nuocheng.catalogue.channels.bases import parted
from nuocheng.catalogue.channels.columns import BY_KEY, LEVEL_COLUMNS, TITLES, About
from nuocheng.catalogue.channels.lines import Line, Problem, Table
from nuocheng.catalogue.channels.saying import (
    CERTIFICATE_SAYS,
    DISPOSITIONS,
    ITEM_SAYS,
    Unreadable,
    read_disposition,
    read_ticks,
)
from nuocheng.catalogue.channels.supplement import Supplement
from nuocheng.catalogue.channels.units import Units
from nuocheng.catalogue.channels.words import level_words, reform_in
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.catalogue.rules.facts import Standards

#: Rows that are no certificate of an item, but lists about who issues what.
NO_ITEM = frozenset({"published_forbidden_issuer", "published_issuer_list"})
SLUG = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")
_KEY = re.compile(r"[0-9A-Za-z_-]{1,40}")
#: What several rows of one item may say differently.
_MAY_DIFFER = frozenset({"item_name", "item_type"})
_MAY_BE_UNREADABLE = [
    (key, said) for key, said in (*ITEM_SAYS.items(), *CERTIFICATE_SAYS.items()) if said.read is not str
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What lines are read against: units, the law of the day, and further details."""

    units: Units
    standards: Standards
    supplement: Supplement


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one item, without fault; *code* is the one given, or one that stays the same."""

    name: str
    department: str
    code: str
    given: bool
    lines: tuple[Line, ...]

    @property
    def asks(self) -> tuple[Line, ...]:
        """Return the lines that name a certificate."""
        return tuple(line for line in self.lines if asks(line))


@dataclass(frozen=True, slots=True)
class Groups:
    """What a table amounts to: the items without fault, and the faults of the rest."""

    good: tuple[Group, ...]
    wrong: int
    problems: tuple[Problem, ...]


def group_lines(table: Table, settings: Settings) -> Groups:
    """Group the lines of a table by item; an item with one wrong line is left out whole."""
    problems: list[Problem] = list(table.problems)
    groups: dict[tuple[str, str, str], list[Line]] = {}
    lines = [line for line in table.lines if line["row_kind"] not in NO_ITEM]
    codes = _codes_by_name(lines, settings.units)
    for line in lines:
        unit = settings.units.find(line["department"])
        if line["department"] and not unit:
            unknown = f"没有“{line['department']}”这个单位"
            problems.append(line.problem("department", unknown, "请填单位代码，例如620402-sfj"))
        called = line["item_name"], unit
        code = line["code"] or _only(codes.get(called, set()))
        groups.setdefault((code, "", unit) if code else ("", *called), []).append(line)
    good: list[Group] = []
    wrong = 0
    # A row whose unit is unknown belongs to some unit's item of that name: none of them may go without it.
    astray = {line["item_name"] for key, among in groups.items() if not key[2] for line in among}
    for (code, _, unit), among in groups.items():
        found = list(_faults_of(among, settings))
        problems += found
        if (
            found
            or astray & {line["item_name"] for line in among}
            or any(_bad(line, table) for line in among)
        ):
            wrong += 1
            continue
        name = among[0]["item_name"]
        good.append(Group(name, unit, code or _made_code(name, unit, among), bool(code), tuple(among)))
    return Groups(tuple(good), wrong, tuple(problems))


def asks(line: Line) -> bool:
    """Say whether a line names a certificate: rows may also speak of an item that asks for none."""
    return bool(line["certificate_name"] or line["reform"])


def _bad(line: Line, table: Table) -> bool:
    return line.place in table.faulty


def _codes_by_name(lines: Iterable[Line], units: Units) -> dict[tuple[str, str], set[str]]:
    codes: dict[tuple[str, str], set[str]] = {}
    for line in lines:
        if line["code"]:
            codes.setdefault((line["item_name"], units.find(line["department"])), set()).add(line["code"])
    return codes


def _only(codes: set[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


def _made_code(name: str, department: str, lines: list[Line]) -> str:
    """Return a code that stays the same at every import of the same table."""
    numbers = sorted(line["id"] for line in lines if is_number(line["id"]))
    tail = numbers[0] if numbers else sha256(name.encode()).hexdigest()[:10]
    return f"{department}-{tail}"[:39].rstrip("-")


def is_number(text: str) -> bool:
    """Say whether a cell numbers its row for good: what only counts the rows of one table does not."""
    return bool(SLUG.fullmatch(text)) and not text.isdecimal()


def _faults_of(lines: list[Line], settings: Settings) -> Iterator[Problem]:
    yield from _twice(lines)
    yield from _at_odds(lines)
    for line in lines:
        yield from _faults(line, settings)


def _twice(lines: list[Line]) -> Iterator[Problem]:
    for key, what in (
        ("certificate_name", "同一事项的同一份证明列了两次"),
        ("key", "同一事项的证明代号不能相同"),
    ):
        seen: dict[str, Line] = {}
        for line in lines:
            text = line[key]
            if text and text in seen:
                yield line.problem(key, f"和{_where(seen[text], line)}重复，{what}", "请删掉一行")
            seen.setdefault(text, line)


def _at_odds(lines: list[Line]) -> Iterator[Problem]:
    """Yield where two rows of one item say different things of it."""
    for key in (*ITEM_SAYS, "code"):
        saying = [line for line in lines if line[key] and _counts(key, line)]
        for line in saying[1:]:
            if line[key] == saying[0][key]:
                continue
            reason = f"和{_where(saying[0], line)}写的不一样，是同一个事项"
            if key == "item_name":
                reason = f"事项编码和{_where(saying[0], line)}重复，事项名称却不一样"
            yield line.problem(key, reason, "请改成一样，或者改事项编码")


def _counts(key: str, line: Line) -> bool:
    """Say whether the rows of one item must agree here: its kind may differ, its name only without a code."""
    return key not in _MAY_DIFFER or (key == "item_name" and bool(line["code"]))


def _where(line: Line, seen_from: Line) -> str:
    sheet = f"“{line.sheet}”" if line.sheet != seen_from.sheet else ""
    return f"{sheet}第{line.row}行"


def _faults(line: Line, settings: Settings) -> Iterator[Problem]:
    for key, said in _MAY_BE_UNREADABLE:
        try:
            if line[key]:
                said.read(line[key])
        except Unreadable as fault:
            yield line.problem(key, fault.reason, fault.advice)
    levels = settings.standards.levels
    for level in parted(line["basis_level"]):
        if level not in levels.values() and level not in level_words():
            known = "、".join(levels.values())
            yield line.problem("basis_level", f"没有“{level}”这个层级", f"请从这些里选：{known}")
    yield from _faults_of_disposition(line, settings.standards)
    yield from _faults_of_certificate(line)
    if line["code"] and not SLUG.fullmatch(line["code"]):
        yield line.problem("code", "只能有字母、数字和短横", "请核对事项编码")


def _faults_of_disposition(line: Line, standards: Standards) -> Iterator[Problem]:
    try:
        if line["disposition"]:
            read_disposition(line["disposition"])
    except Unreadable as fault:
        yield line.problem("disposition", fault.reason, fault.advice)
    if line["reform"] and reform_in(line["reform"]) is None:
        known = "直接取消审批、审批改为备案、实行告知承诺、优化审批服务"
        yield line.problem("reform", f"没有“{line['reform'][:20]}”这种改革方式", f"请从这些里选：{known}")
    ground, grounds = line["exclusion_ground"], standards.grounds
    if ground and ground not in grounds and ground not in grounds.values():
        known = "、".join(grounds.values())
        yield line.problem("exclusion_ground", f"“{ground}”不在规定的几种里", f"请从这些里选：{known}")
    if ground and DISPOSITIONS.get(line["disposition"]) is Disposition.PLEDGE:
        reason = f"填了“可以承诺”，又填了不能承诺的情形“{ground}”，两者矛盾"
        yield line.problem("exclusion_ground", reason, "请去掉一个")


def _faults_of_certificate(line: Line) -> Iterator[Problem]:
    spoken = [key for key, text in line.cells.items() if text and BY_KEY[key].about is About.CERTIFICATE]
    if not asks(line) and spoken:
        yield line.problem("certificate_name", "空着", f"请填写{TITLES['certificate_name']}")
    if line["key"] and not _KEY.fullmatch(line["key"]):
        yield line.problem("key", "只能有字母、数字、短横和下划线", "请核对证明代号")
    try:
        read_ticks(line.cells)
    except Unreadable as fault:
        key = next(key for key in LEVEL_COLUMNS if not _is_tick(line[key]))
        yield line.problem(key, fault.reason, "有这一级就打√，没有就空着")


def _is_tick(text: str) -> bool:
    try:
        read_ticks({LEVEL_COLUMNS[0]: text})
    except Unreadable:
        return False
    return True
