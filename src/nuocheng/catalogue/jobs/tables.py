"""Importing a catalogue: a plan first, told in numbers and faults; then all of it, or none.

The way of an import: ``open_workbook(raw, name)``, ``suggestions(workbook)`` for a person to confirm (plain values by
``channels.matching.as_json`` and ``from_json``), ``plan(workbook, on=…, matchings=…, progress=…)``, then ``apply``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice

from django.db import transaction

from nuocheng.catalogue import acts
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries.planning import Intended, Plan, Progress, Stage
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import through
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Role
from nuocheng.people import queries as people

#: So many editions are written with the same few statements.
TOGETHER = 50


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
    todo = [one for one in planned.items if _is_to_do(one, publishing=publishing)]
    told = _Told("公布目录" if publishing else "导入目录", len(todo), progress)
    written = 0
    with transaction.atomic():
        for editor, piece in pieces(todo, staff):
            references = draft_together(editor, [one for one in piece if one.stage is not Stage.UNCHANGED])
            written += len(references)
            for one in piece:
                _publish(references.get(one.item.code) or _reference(one), one, staff, wanted=publishing)
                told.one_more()
    amended = sum(_is_draft(one) and one.stage is not Stage.UNCHANGED for one in todo)
    return Done(written - amended, amended, len(todo) if publishing else 0)


class _Told:
    """Tells somebody after each item how far an import is."""

    def __init__(self, title: str, of: int, progress: Progress | None) -> None:
        self._title, self._of, self._progress = title, of, progress
        self._done = 0

    def one_more(self) -> None:
        """Say that one more item is done."""
        self._done += 1
        if self._progress:
            self._progress(self._title, self._done, self._of)


def _hold_posts(planned: Plan, staff: Staff, *, publishing: bool) -> None:
    """Let an import go on only where somebody may do every step of it.

    Raises:
        NotInOffice: Nobody may edit, or review, in one of the units.

    """
    units = dict.fromkeys(
        one.item.department for one in planned.items if _is_to_do(one, publishing=publishing)
    )
    without = [people.department_name(unit) for unit in units if unit not in staff.editors]
    if without:
        raise NotInOffice(f"给的账号里，没有人有这些单位的目录编制岗位：{'、'.join(without)}")
    unreviewed = [people.department_name(unit) for unit in units if publishing and not staff.reviewer(unit)]
    if unreviewed:
        names = "、".join(unreviewed)
        raise NotInOffice(f"公布要先经法制审核，审核人不能是编制人。这些单位还缺法制审核岗位的账号：{names}")


def _is_draft(one: Intended) -> bool:
    return one.last is not None and one.last.state == EditionState.DRAFT


def _reference(one: Intended) -> str:
    return one.last.reference if one.last else ""


def _is_to_do(one: Intended, *, publishing: bool) -> bool:
    """Say whether anything is to do about an item: one that is unchanged may still have to be published."""
    return one.stage is not Stage.UNCHANGED or (publishing and _is_draft(one))


def pieces(todo: Iterable[Intended], staff: Staff) -> Iterator[tuple[Occasion, list[Intended]]]:
    """Yield items a piece at a time, each of one unit, with who edits there."""
    for unit, items in groupby(todo, key=lambda one: one.item.department):
        while piece := list(islice(items, TOGETHER)):
            yield staff.editors[unit], piece


def draft_together(editor: Occasion, piece: list[Intended]) -> dict[str, str]:
    """Draft or amend several editions in one deed, and return the reference of each by its code.

    Each is an act of its own, with its own entry; only the way to the database is shared, which is where the
    time goes when there are thousands.
    """
    references: dict[str, str] = {}

    def do(deed: Deed) -> Edition:
        for one in piece:
            edition = _drafted(deed, one)
            references[one.item.code] = edition.reference
        return edition

    if piece:
        through(editor, lambda: "", do)
    return references


def _drafted(deed: Deed, one: Intended) -> Edition:
    """Draft an item in a deed, or amend the draft there is, if the editor may."""
    if one.last is None or not _is_draft(one):
        edition = acts.draft_edition.within(deed, item=one.item)
        acts.draft_edition.may(deed.on, edition)
        return edition
    acts.amend.may(deed.on, deed.take(Edition, one.last.reference))
    return acts.amend.within(deed, one.last.reference, item=one.item, was=one.last.digest)


def _publish(reference: str, one: Intended, staff: Staff, *, wanted: bool) -> None:
    """Send an edition to review, pass it and publish it, if that is wanted."""
    if not wanted:
        return
    editor, reviewer = staff.editors[one.item.department], staff.reviewer(one.item.department)
    assert reviewer is not None  # asked for before anything was written
    acts.send_to_review(editor, reference)
    acts.pass_review(reviewer, reference)
    acts.publish(editor, reference)
