"""Importing a catalogue: a plan first, told in numbers and faults; then all of it, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.acts.draft_edition import IN_THE_MAKING
from nuocheng.catalogue.channels.inventory import Gathered, Settings, gather
from nuocheng.catalogue.channels.supplement import Supplement, shipped_supplement
from nuocheng.catalogue.channels.table_file import TITLES, Problem, read_table, report
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.rules.checking import against, to_mend
from nuocheng.catalogue.rules.content import as_json
from nuocheng.catalogue.rules.facts import ItemFacts, Standards
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Role
from nuocheng.people import queries as people

__all__ = ["Plan", "Staff", "Stage", "apply", "plan", "report", "shipped_supplement", "staff_of"]

#: Told after each item: what is being done, how many are done, and of how many.
Progress = Callable[[str, int, int], None]

#: Which column of a table an objection to a certificate speaks of.
_COLUMN_OF_RULE: Mapping[str, str] = {
    "certificate_has_purpose": "purpose",
    "basis_is_sufficient": "basis_level",
    "exclusion_names_its_ground": "reason",
    "pledge_is_not_excluded": "exclusion_ground",
    "plan_names_time_standard_way": "verification_method",
    "facts_are_typed_and_checkable": "verification_method",
    "issuer_may_issue": "issuing_body",
    "item_has_department": "department",
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
    last: queries.Last | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, in numbers, faults and warnings; nothing is written by making one."""

    rows: int
    items: tuple[Intended, ...]
    wrong: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()

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


@dataclass(frozen=True, slots=True)
class Staff:
    """In whose name an import acts in each unit: who edits there, and who reviews."""

    editors: Mapping[str, Occasion]
    reviewers: Mapping[str, tuple[Occasion, ...]] = field(default_factory=dict)

    def reviewer(self, department: str) -> Occasion | None:
        """Return who may review in a unit what its editor wrote."""
        editor = self.editors[department].actor
        return next((one for one in self.reviewers.get(department, ()) if one.actor != editor), None)


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did."""

    drafted: int
    amended: int
    published: int


def staff_of(accounts: Iterable[str], at: datetime, door: Door = Door.CLI) -> Staff:
    """Return in whose name an import may act: the editing and reviewing posts these accounts hold.

    Raises:
        NotFound: There is no such account.

    """
    editors: dict[str, Occasion] = {}
    reviewers: dict[str, tuple[Occasion, ...]] = {}
    for username in accounts:
        account = people.account(username)
        if account is None or not account.is_active:
            raise NotFound(f"没有“{username}”这个账号，请核对")
        for post in people.posts(account, at.astimezone(CHINA).date()):
            on = Occasion(account.username, account.name, post, at, door=door)
            if post.role is Role.EDITOR:
                editors.setdefault(post.department, on)
            elif post.role is Role.LEGAL:
                reviewers[post.department] = (*reviewers.get(post.department, ()), on)
    return Staff(editors, reviewers)


def plan(
    raw: bytes, name: str, *, on: date, supplement: Supplement | None = None, publishing: bool = False
) -> Plan:
    """Plan the import of a table: what is new, changed, unchanged or wrong; it only reads.

    With *publishing*, whatever stands against publishing an item is a fault of its rows; without it, a
    draft may still have such gaps, and they are warnings.

    Raises:
        Malformed: The file as a whole cannot be read.

    """
    table = read_table(raw, name)
    standards = queries.standards(on)
    units = {unit.code: unit.name for unit in people.departments()}
    known = {**{title: code for code, title in units.items()}, **{code: code for code in units}}
    found = gather(table, Settings(known, standards, supplement or Supplement()))
    last = queries.latest([one.item.code for one in found.items])
    problems, warnings, intended = list(found.problems), [], []
    for one in found.items:
        gaps = list(_gaps(one, standards, on))
        newest = last.get(one.item.code)
        faults = list(_not_now(one, newest)) + (gaps if publishing else [])
        problems += faults
        warnings += ([] if publishing else gaps) + list(_mendings(one, standards, on))
        if not faults:
            intended.append(Intended(one, _stage(one, newest), newest))
    wrong = found.wrong + len(found.items) - len(intended)
    return Plan(len(table.lines), tuple(intended), wrong, _by_row(problems), _by_row(warnings))


def apply(
    planned: Plan,
    staff: Staff,
    *,
    good_rows: bool = False,
    publishing: bool = False,
    progress: Progress | None = None,
) -> Done:
    """Carry out a plan in one transaction: everything in it, or nothing at all.

    Raises:
        Malformed: The plan has faults, and only the good rows were not asked for.
        NotInOffice: Nobody may edit, or review, in one of the units.
        Refusal: An act was refused; nothing was written.

    """
    if planned.problems and not good_rows:
        raise Malformed.at(
            "file", f"有{planned.wrong}个事项有问题，一行也没有写入。请改好再导入，或者只导入没有问题的"
        )
    _hold_posts(planned, staff, publishing=publishing)
    done = Done(0, 0, 0)
    with transaction.atomic():
        for place, one in enumerate(planned.items, start=1):
            done = _carry_out(one, staff, done, publishing=publishing)
            if progress:
                progress("公布目录" if publishing else "导入目录", place, len(planned.items))
    return done


def _hold_posts(planned: Plan, staff: Staff, *, publishing: bool) -> None:
    """Let an import go on only where somebody may do every step of it.

    Raises:
        NotInOffice: Nobody may edit, or review, in one of the units.

    """
    units = dict.fromkeys(one.gathered.item.department for one in planned.items)
    without = [people.department_name(unit) for unit in units if unit not in staff.editors]
    if without:
        raise NotInOffice(f"给的账号里，没有人有这些单位的目录编制岗位：{'、'.join(without)}")
    unreviewed = [people.department_name(unit) for unit in units if publishing and not staff.reviewer(unit)]
    if unreviewed:
        names = "、".join(unreviewed)
        raise NotInOffice(f"公布要先经法制审核，审核人不能是编制人。这些单位还缺法制审核岗位的账号：{names}")


def _carry_out(one: Intended, staff: Staff, done: Done, *, publishing: bool) -> Done:
    item, last = one.gathered.item, one.last
    editor = staff.editors[item.department]
    draft = last is not None and last.state == EditionState.DRAFT
    reference = last.reference if last else ""
    drafted, amended = done.drafted, done.amended
    if one.stage is not Stage.UNCHANGED and draft:
        acts.amend(editor, reference, item=item)
        amended += 1
    elif one.stage is not Stage.UNCHANGED:
        reference = acts.draft_edition(editor, item=item).reference
        drafted += 1
    elif not draft:
        return done
    if not publishing:
        return Done(drafted, amended, done.published)
    reviewer = staff.reviewer(item.department)
    assert reviewer is not None  # asked for before anything was written
    acts.send_to_review(editor, reference)
    acts.pass_review(reviewer, reference)
    acts.publish(editor, reference)
    return Done(drafted, amended, done.published + 1)


def _stage(one: Gathered, last: queries.Last | None) -> Stage:
    if last is None:
        return Stage.NEW
    same = sha256(canonical(as_json(one.item))) == last.digest
    return Stage.UNCHANGED if same else Stage.CHANGED


def _not_now(one: Gathered, last: queries.Last | None) -> Iterator[Problem]:
    """Yield why an item cannot be touched at this time, or by this unit."""
    if last is None:
        return
    if last.department != one.item.department:
        name = people.department_name(last.department)
        yield Problem(one.first_row, TITLES["code"], f"这个编码是{name}的事项", "请核对事项编码和责任单位")
    elif last.state in IN_THE_MAKING - {EditionState.DRAFT} and _stage(one, last) is Stage.CHANGED:
        reason = f"第{last.version}版正在审核或等着公布，内容不能改"
        yield Problem(one.first_row, TITLES["item_name"], reason, "请等它公布，或者先退回修改")


def _gaps(one: Gathered, standards: Standards, on: date) -> Iterator[Problem]:
    """Yield what stands against publishing an item, each at the row of its certificate."""
    facts = ItemFacts(one.item, one.item.department, department_known=True)
    for objection in against(facts, standards, on=on):
        reason, _, advice = objection.text.partition("。")
        column = TITLES[_COLUMN_OF_RULE[objection.rule]]
        yield Problem(one.row_of(objection.field), column, reason, advice or "请补齐后再公布")


def _mendings(one: Gathered, standards: Standards, on: date) -> Iterator[Problem]:
    for objection in to_mend(one.item, standards, on=on):
        reason, _, advice = objection.text.partition("。")
        yield Problem(one.row_of(objection.field), TITLES[_COLUMN_OF_RULE[objection.rule]], reason, advice)


def _by_row(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: one.row))
