"""Importing a catalogue: a plan first, told in numbers and faults; then all of it, or none.

The way of an import: ``open_workbook(raw, name)``, ``suggestions(workbook)`` for a person to confirm (plain values by
``channels.matching.as_json`` and ``from_json``), ``plan(workbook, on=…, matchings=…, progress=…)``, then ``apply``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from nuocheng.catalogue import acts
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.queries.planning import Intended, Plan, Progress, Stage
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Role
from nuocheng.people import queries as people


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
    units = dict.fromkeys(one.item.department for one in planned.items if _is_to_do(one, publishing=publishing))
    without = [people.department_name(unit) for unit in units if unit not in staff.editors]
    if without:
        raise NotInOffice(f"给的账号里，没有人有这些单位的目录编制岗位：{'、'.join(without)}")
    unreviewed = [people.department_name(unit) for unit in units if publishing and not staff.reviewer(unit)]
    if unreviewed:
        names = "、".join(unreviewed)
        raise NotInOffice(f"公布要先经法制审核，审核人不能是编制人。这些单位还缺法制审核岗位的账号：{names}")


def _is_to_do(one: Intended, *, publishing: bool) -> bool:
    """Say whether anything is to do about an item: one that is unchanged may still have to be published."""
    draft = one.last is not None and one.last.state == EditionState.DRAFT
    return one.stage is not Stage.UNCHANGED or (publishing and draft)


def _carry_out(one: Intended, staff: Staff, done: Done, *, publishing: bool) -> Done:
    if not _is_to_do(one, publishing=publishing):
        return done
    item, last = one.item, one.last
    editor = staff.editors[item.department]
    draft = last is not None and last.state == EditionState.DRAFT
    reference = last.reference if last else ""
    drafted, amended = done.drafted, done.amended
    if one.stage is not Stage.UNCHANGED and draft:
        acts.amend(editor, reference, item=item, was=last.digest if last else "")
        amended += 1
    elif one.stage is not Stage.UNCHANGED:
        reference = acts.draft_edition(editor, item=item).reference
        drafted += 1
    if not publishing:
        return Done(drafted, amended, done.published)
    reviewer = staff.reviewer(item.department)
    assert reviewer is not None  # asked for before anything was written
    acts.send_to_review(editor, reference)
    acts.pass_review(reviewer, reference)
    acts.publish(editor, reference)
    return Done(drafted, amended, done.published + 1)
