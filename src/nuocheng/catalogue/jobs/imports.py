"""Imports that a desk confirmed: read on trial, written piece by piece, taken back the same way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction

from nuocheng.catalogue import acts
from nuocheng.catalogue.acts import Written
from nuocheng.catalogue.channels.columns import TITLES
from nuocheng.catalogue.channels.lines import Problem
from nuocheng.catalogue.channels.marked import marked
from nuocheng.catalogue.jobs.tables import Staff, draft_together, pieces, staff_of
from nuocheng.catalogue.lifecycle import EditionState, ImportState
from nuocheng.catalogue.models import Import, ImportCheck, ImportedEdition
from nuocheng.catalogue.queries import imports
from nuocheng.catalogue.queries.planning import Intended, Plan, Stage, plan
from nuocheng.catalogue.rules.content import as_json, from_json
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.errors import Malformed, Refusal
from nuocheng.kernel.occasion import Door, Occasion
from nuocheng.people import queries as people

T = TypeVar("T")

#: So many items are taken back in one transaction: others wait for it no longer than for a slow page.
PIECE = 25
#: So many faults and items are shown on the page; the report has them all.
SHOWN = 200


def read_imports(on: Occasion) -> int:
    """Read on trial every import whose columns were confirmed; return how many."""
    waiting = imports.unread()
    for reference in waiting:
        read_import(reference, on)
    return len(waiting)


def carry_out_imports(on: Occasion) -> int:
    """Write what was confirmed and take back what was undone; return how many imports were finished."""
    waiting = imports.at_work()
    for one in waiting:
        (write if one.state == ImportState.WRITING else take_back)(one, on)
    return len(waiting)


def ask_to_read(reference: str) -> None:
    """Lay out a fresh working paper: the import is read on trial as soon as somebody has time."""
    blank = {"stage": "排队等着试读", "done": 0, "total": 0, "found": "", "report": b"", "fault": ""}
    ImportCheck.objects.update_or_create(of_id=reference, defaults=blank)


def read_import(reference: str, on: Occasion) -> None:
    """Read an import on trial, and leave what was found as its working paper; nothing else is written."""
    of = Import.load(reference)

    def tell(stage: str, done: int, total: int) -> None:
        ImportCheck.objects.filter(pk=reference).update(stage=stage, done=done, total=total)

    tell("读取文件", 0, 0)
    try:
        workbook = imports.workbook_of(of)
        planned = plan(workbook, on=on.today, matchings=imports.matchings_of(of), progress=tell)
        planned = within_reach(planned, staff_of([of.by], on.at, Door.JOB))
        report, name = marked(workbook, planned.matchings, planned.problems, planned.warnings)
    except Malformed as fault:
        ImportCheck.objects.filter(pk=reference).update(fault=fault.text[:400], stage="")
        return
    found = canonical(_found(planned) | {"report": name})
    ImportCheck.objects.filter(pk=reference).update(found=found, report=report, stage="")


def within_reach(planned: Plan, staff: Staff) -> Plan:
    """Return the plan with a fault for every item of a unit where the person holds no editor's post."""
    outside = [one for one in planned.items if one.item.department not in staff.editors]
    if not outside:
        return planned
    faults = tuple(_out_of_reach(one) for one in outside)
    kept = tuple(one for one in planned.items if one.item.department in staff.editors)
    problems = tuple(sorted((*planned.problems, *faults), key=lambda one: (one.sheet, one.row)))
    return replace(planned, items=kept, wrong=planned.wrong + len(outside), problems=problems)


def _out_of_reach(one: Intended) -> Problem:
    sheet, row = one.gathered.first
    unit = people.department_name(one.item.department)
    advice = "请交给那个单位的目录编制人导入，或者从表里删掉"
    return Problem(row, TITLES["department"], f"您没有{unit}的目录编制岗位", advice, sheet)


def _found(planned: Plan) -> dict[str, Any]:
    todo = [one for one in planned.items if one.stage is not Stage.UNCHANGED]
    return {
        "summary": planned.summary,
        "rows": planned.rows,
        "wrong": planned.wrong,
        "told": list(planned.told),
        "problems": [_line(one) for one in planned.problems[:SHOWN]],
        "problem_count": len(planned.problems),
        "questions": [asdict(one) for one in planned.questions[:SHOWN]],
        "warnings": [_line(one) for one in planned.warnings[:SHOWN]],
        "warning_count": len(planned.warnings),
        "to_write": len(todo),
        "items": [_item(one) for one in todo[:SHOWN]],
        **{str(stage): planned.count(stage) for stage in Stage},
    }


def _line(one: Problem) -> dict[str, Any]:
    return {
        "sheet": one.sheet,
        "row": one.row,
        "column": one.column,
        "reason": one.reason,
        "advice": one.advice,
    }


def _item(one: Intended) -> dict[str, Any]:
    return {
        "code": one.item.code,
        "name": one.item.name,
        "department": one.item.department,
        "certificates": len(one.item.certificates),
        "stage": str(one.stage),
        "reference": one.last.reference if one.last and one.stage is Stage.CHANGED else "",
    }


def write(of: Import, on: Occasion) -> None:
    """Write a confirmed import to its end; what was written before a stop is not written again.

    What was drafted in an earlier piece reads as unchanged now, so planning anew finds exactly the rest.
    """
    try:
        planned = plan(imports.workbook_of(of), on=on.today, matchings=imports.matchings_of(of))
    except Malformed as fault:
        acts.write_import(on, of.reference, written=[], left_out=[fault.text])
        acts.finish_import(on, of.reference)
        return
    staff = staff_of([of.by], on.at, Door.JOB)
    planned = within_reach(planned, staff)
    todo = (one for one in planned.items if one.stage is not Stage.UNCHANGED)
    for editor, piece in pieces(todo, staff):
        with transaction.atomic():
            written, left_out = _written(editor, piece)
            acts.write_import(on, of.reference, written=written, left_out=left_out)
    if (
        planned.problems and not of.good_rows
    ):  # it had none when it was confirmed: somebody was at these items since
        since = list(dict.fromkeys(str(one) for one in planned.problems))
        acts.write_import(on, of.reference, written=[], left_out=since)
    acts.finish_import(on, of.reference)


def _written(editor: Occasion, piece: list[Intended]) -> tuple[list[Written], list[str]]:
    """Draft a piece together, or, where one of its items is refused, item by item without that one."""
    try:
        with transaction.atomic():
            references = draft_together(editor, piece)
    except Refusal as refusal:
        if len(piece) == 1:
            return [], [f"{piece[0].item.name}：{refusal.text}"]
        parts = [_written(editor, [one]) for one in piece]
        return [one for part, _ in parts for one in part], [text for _, texts in parts for text in texts]
    return [_noted(one, references[one.item.code]) for one in piece], []


def _noted(one: Intended, reference: str) -> Written:
    """Return what was done to an item, with what its draft said before if there was one."""
    last = one.last
    amended = last is not None and last.state == EditionState.DRAFT
    before = canonical(as_json(last.item)) if last is not None and amended else ""
    return Written(reference, before, sha256(canonical(as_json(one.item))))


def take_back(of: Import, on: Occasion) -> None:
    """Take an import back to its end: drafts are discarded, amended ones say again what they said before."""
    staff = staff_of([of.by], on.at, Door.JOB)
    settled = {*imports.noted(of.reference, "take_back", "editions")}
    settled |= {text.partition("：")[0] for text in imports.noted(of.reference, "take_back", "kept")}
    todo = (one for one in imports.written(of.reference) if one.edition_id not in settled)
    for piece in _pieces(todo):
        with transaction.atomic():
            why = {one.edition_id: _put_back(one, staff, of.reference) for one in piece}
            gone = [reference for reference, reason in why.items() if not reason]
            kept = [f"{reference}：{reason}" for reference, reason in why.items() if reason]
            acts.take_back_import(on, of.reference, editions=gone, kept=kept)
    acts.finish_import(on, of.reference)


def _put_back(one: ImportedEdition, staff: Staff, reference: str) -> str:
    """Put one edition back, or say why it stays as it is."""
    edition = one.edition
    editor = staff.editors.get(edition.department)
    if edition.state != EditionState.DRAFT or edition.digest != one.after:
        return f"{edition.name}导入以后又办过，没有撤回"
    if editor is None:
        return f"{edition.name}的单位里，您已经没有目录编制岗位"
    try:
        with transaction.atomic():
            if one.before:
                acts.amend(editor, edition.reference, item=from_json(json.loads(one.before)), was=one.after)
            else:
                acts.discard(editor, edition.reference, reason=f"撤回导入{reference}")
    except Refusal as refusal:
        return f"{edition.name}：{refusal.text}"
    return ""


def _pieces(of: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(of)
    while piece := list(islice(rest, PIECE)):
        yield piece
