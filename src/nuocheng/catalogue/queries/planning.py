"""Planning an import: what of a table is new, changed, unchanged or wrong; nothing is written by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypedDict, Unpack

from django.conf import settings

from nuocheng.catalogue.channels.building import Gathered, build
from nuocheng.catalogue.channels.columns import TITLES
from nuocheng.catalogue.channels.exporting.rows import Setting
from nuocheng.catalogue.channels.groups import Group, Settings, group_lines
from nuocheng.catalogue.channels.lines import Problem, Table, read_lines
from nuocheng.catalogue.channels.matching import Matching
from nuocheng.catalogue.channels.parts import Parts, gather_parts
from nuocheng.catalogue.channels.recognising import Question, Recognised, recognise, spoken_of
from nuocheng.catalogue.channels.suggesting import suggest
from nuocheng.catalogue.channels.supplement import Supplement
from nuocheng.catalogue.channels.tables import Workbook, open_workbook
from nuocheng.catalogue.channels.tables.kinds import CSV
from nuocheng.catalogue.channels.units import Units
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.queries.newest import Newest, asking, newest, newest_named
from nuocheng.catalogue.queries.reading import facts_of, standards
from nuocheng.catalogue.rules.checking import against, to_mend
from nuocheng.catalogue.rules.content import Item
from nuocheng.catalogue.rules.facts import Standards
from nuocheng.kernel.errors import Malformed, Objection
from nuocheng.people import queries as people

#: Told now and then: what is being done, how many are done, and of how many.
Progress = Callable[[str, int, int], None]
_EVERY = 100
#: Editions that are fixed and whose item cannot be edited until they are published or returned.
_BEING_DECIDED = frozenset({EditionState.IN_REVIEW, EditionState.REVIEWED, EditionState.SCHEDULED})

#: Of which column an objection speaks: by the place it names in the item, else by its rule.
_COLUMN_AT: Mapping[str, str] = {
    "name": "item_name",
    "kind": "item_type",
    "bases": "legal_basis",
    "issuer": "issuing_body",
    "demander": "demanding_body",
    "ground": "exclusion_ground",
    "plan": "verification_method",
    "facts": "fact_label",
    "steps": "step_title",
}
_COLUMN_OF_RULE: Mapping[str, str] = {
    "certificate_has_purpose": "purpose",
    "basis_is_sufficient": "basis_level",
    "basis_is_in_force": "legal_basis",
    "basis_names_its_article": "legal_basis",
    "exclusion_names_its_ground": "reason",
    "ground_gives_reasons": "reason",
    "pledge_is_not_excluded": "exclusion_ground",
    "plan_names_time_standard_way": "verification_method",
    "facts_are_typed_and_checkable": "verification_method",
    "issuer_may_issue": "issuing_body",
    "issuer_is_named": "issuing_body",
    "item_has_department": "department",
    "unit_has_its_lead": "unit",
    "ways_were_tried": "tried",
    "item_asks_each_once": "certificate_name",
}


class Stage(StrEnum):
    """What an import would do with an item."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Intended:
    """One item of a plan, what would be done with it, and the newest edition there is of it."""

    gathered: Gathered
    stage: Stage
    last: Newest | None

    @property
    def item(self) -> Item:
        """Return what the item is to say."""
        return self.gathered.item

    @property
    def before(self) -> Item | None:
        """Return what the catalogue says of it now."""
        return self.last.item if self.last else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, in numbers, faults and warnings; nothing is written by making one.

    *told* is what was passed over in the file: titles, notes, sheets that hold no table. *questions* are rows of
    which a person must say which entry of the catalogue they speak of; each is among the faults too.
    """

    rows: int
    items: tuple[Intended, ...]
    wrong: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    told: tuple[str, ...] = ()
    matchings: tuple[Matching, ...] = ()
    questions: tuple[Question, ...] = ()

    def count(self, stage: Stage) -> int:
        """Return how many items are in a stage."""
        return sum(one.stage is stage for one in self.items)

    @property
    def summary(self) -> str:
        """Return the numbers in one sentence."""
        return (
            f"读到{self.rows}行、{len(self.items) + self.wrong}个事项：新增{self.count(Stage.NEW)}个，"
            f"改动{self.count(Stage.CHANGED)}个，没变{self.count(Stage.UNCHANGED)}个，有问题{self.wrong}个"
        )


class Options(TypedDict, total=False):
    """How a plan is made.

    *matchings* are those a person confirmed: without them the suggested ones are used, and a CSV file with a
    column that nobody knows is refused. With *publishing*, whatever stands against publishing an item is a fault
    of its rows; without it, a draft may still have such gaps, and they are warnings.
    """

    supplement: Supplement | None
    publishing: bool
    matchings: Iterable[Matching] | None
    progress: Progress | None


def known_units() -> Units:
    """Return the units by every way to write them."""
    return Units.of((one.code, one.name, one.short, one.code) for one in people.departments())


def export_setting(on: date) -> Setting:
    """Return what an export of the catalogue is written with on that day."""
    return Setting(known_units(), standards(on), settings.NUOCHENG_DISTRICT, on)


def suggestions(workbook: Workbook) -> tuple[Matching, ...]:
    """Suggest how each sheet of a workbook is to be read."""
    return suggest(workbook, known_units())


def plan(raw: bytes | Workbook, name: str = "", *, on: date, **options: Unpack[Options]) -> Plan:
    """Plan the import of a table: what is new, changed, unchanged or wrong; it only reads.

    Raises:
        Malformed: The file as a whole cannot be read, or not as the matchings say.

    """
    workbook = raw if isinstance(raw, Workbook) else open_workbook(raw, name)
    units, given = known_units(), options.get("matchings")
    matchings = suggest(workbook, units) if given is None else tuple(given)
    if given is None and workbook.kind == CSV:
        _require_known_columns(matchings)
    if given is None and not any(one.read for one in matchings):
        raise Malformed.at("file", "没有一张工作表认得出列名。请核对文件，或者指定列名在第几行")
    recognised = _recognised(read_lines(workbook, matchings, units), on)
    against_what = Settings(units, standards(on), options.get("supplement") or Supplement())
    planned = _Planning(against_what, on, options).plan(recognised.table, matchings)
    return replace(planned, questions=recognised.questions)


def _recognised(table: Table, on: date) -> Recognised:
    """Return a table whose lines without codes are known by what they say, as far as the catalogue has them."""
    certificates, names = spoken_of(table.lines)
    if not certificates and not names:
        return Recognised(table)
    setting = export_setting(on)
    named = {(line["item_name"], setting.units.find(line["department"])) for line in table.lines}
    return recognise(table, asking(certificates, names), setting, newest_named(named))


def _require_known_columns(matchings: Iterable[Matching]) -> None:
    """Let a table go on whose columns nobody has confirmed only if every one is known.

    Raises:
        Malformed: One of them is not, or is only guessed.

    """
    for matching in matchings:
        strange = [one.heading or f"第{one.letters}列" for one in matching.columns if one.sure < 0.9]
        if strange:
            row = matching.heading[0]
            known = f"第{row}行有不认识的列：{'、'.join(strange)}。请改成模板里的列名，或者删掉这些列"
            raise Malformed.at("file", known)


class _Planning:
    """One planning, from lines to what would be done."""

    def __init__(self, settings: Settings, on: date, options: Options) -> None:
        self._settings, self._on = settings, on
        self._publishing = options.get("publishing", False)
        self._progress = options.get("progress")
        self._standards: Standards = settings.standards

    def plan(self, table: Table, matchings: tuple[Matching, ...]) -> Plan:
        """Plan what the lines of a table amount to."""
        groups = group_lines(table, self._settings)
        built = list(self._built(groups.good))
        owners = {one.item.code: frozenset(key.key for key in one.item.certificates) for one, _ in built}
        parts = gather_parts(table.parts, owners)
        problems = [*groups.problems, *parts.problems]
        faulty = parts.faulty | {line["code"] for line in table.parts if line.place in table.faulty}
        warnings: list[Problem] = []
        intended: list[Intended] = []
        for number, (gathered, last) in enumerate(built, start=1):
            self._tell("核对事项", number, len(built))
            if gathered.item.code in faulty:
                continue
            one = replace(gathered, item=_with_parts(gathered.item, parts))
            meant = Intended(one, _stage(one.item, last), last)
            faults, hints = self._findings(meant)
            problems += faults
            warnings += hints
            if not faults:
                intended.append(meant)
        wrong = groups.wrong + len(built) - len(intended)
        return Plan(
            rows=len(table.lines),
            items=tuple(intended),
            wrong=wrong,
            problems=_in_order(problems),
            warnings=_in_order(warnings),
            told=table.told,
            matchings=matchings,
        )

    def _tell(self, title: str, done: int, of: int) -> None:
        if self._progress and (done % _EVERY == 0 or done == of):
            self._progress(title, done, of)

    def _built(self, groups: tuple[Group, ...]) -> Iterator[tuple[Gathered, Newest | None]]:
        """Yield each item upon what the catalogue says of it: found by its code, else by its name and unit."""
        by_code = newest([one.code for one in groups])
        unknown = [(one.name, one.department) for one in groups if not one.given and one.code not in by_code]
        by_name = newest_named(unknown)
        taken = {group.code for group in groups if group.given}
        for number, group in enumerate(groups, start=1):
            last = by_code.get(group.code)
            named = None if last or group.given else by_name.get((group.name, group.department))
            if named and named[0] not in taken:
                code, last = named
                group = replace(group, code=code)  # noqa: PLW2901 - the same item under the code it has
            ours = last is not None and last.department == group.department
            now = last.item if last and ours and last.state != EditionState.DISCARDED else None
            yield build(group, now, self._settings), last
            self._tell("读取事项", number, len(groups))

    def _findings(self, meant: Intended) -> tuple[list[Problem], list[Problem]]:
        """Return the faults and the warnings of one item."""
        gaps = list(_gaps(meant.gathered, self._standards, self._on))
        faults = list(_not_now(meant)) + (gaps if self._publishing else [])
        hints = ([] if self._publishing else gaps) + list(
            _mendings(meant.gathered, self._standards, self._on)
        )
        return faults, hints


def _with_parts(item: Item, parts: Parts) -> Item:
    if not parts.named:
        return item
    certificates = tuple(
        replace(one, facts=parts.facts(item.code, one), plan=parts.plan(item.code, one))
        for one in item.certificates
    )
    return replace(item, certificates=certificates, steps=parts.steps(item))


def _stage(item: Item, last: Newest | None) -> Stage:
    """Return what would be done with an item: what counts is what it says, not how it was once written down."""
    if last is None or last.ended:
        return Stage.NEW
    return Stage.UNCHANGED if item == last.item else Stage.CHANGED


def _not_now(meant: Intended) -> Iterator[Problem]:
    """Yield why an item cannot be touched at this time, or by this unit."""
    last = meant.last
    if last is None:
        return
    sheet, row = meant.gathered.first
    if last.department != meant.item.department:
        name = people.department_name(last.department)
        yield Problem(row, TITLES["code"], f"这个编码是{name}的事项", "请核对事项编码和责任单位", sheet)
    elif last.state in _BEING_DECIDED and meant.stage is Stage.CHANGED:
        reason = f"第{last.version}版正在审核或等着公布，内容不能改"
        yield Problem(row, TITLES["item_name"], reason, "请等它公布，或者先退回修改", sheet)


def _gaps(one: Gathered, of: Standards, on: date) -> Iterator[Problem]:
    """Yield what stands against publishing an item, each at the row of its certificate."""
    for objection in against(facts_of(one.item, one.item.department), of, on=on):
        yield _problem(one, objection, "请补齐后再公布")


def _mendings(one: Gathered, of: Standards, on: date) -> Iterator[Problem]:
    for objection in to_mend(one.item, of, on=on):
        yield _problem(one, objection, "")


def _problem(one: Gathered, objection: Objection, otherwise: str) -> Problem:
    sheet, row = one.place_of(objection.field)
    reason, _, advice = objection.text.partition("。")
    return Problem(row, TITLES[_column(objection)], reason, advice or otherwise, sheet)


def _column(objection: Objection) -> str:
    """Return the column of which an objection speaks."""
    at = objection.at.partition(".")[0]
    of_rule = _COLUMN_OF_RULE.get(objection.rule, "")
    if of_rule or not at:
        return of_rule or ("certificate_name" if objection.field else "item_name")
    key = _COLUMN_AT.get(at, at)
    return key if key in TITLES else "certificate_name"


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (one.sheet, one.row)))
