"""Departments are reminded of a milestone: by itself before it is due, or chased by the Bureau."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.programme.models import Reminder, Round
from nuocheng.programme.rules.content import Asked

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reminded:
    """One department to be reminded of one milestone; *step* tells this time from another."""

    department: str
    code: str
    step: str
    text: str


@official_act("round.remind", by=Role.SYSTEM, file=Round)
def remind(on: Occasion, row: Round, deed: Deed, *, whom: tuple[Reminded, ...]) -> None:
    """Remind departments (到期提醒) of milestones that are due soon; each step of each once.

    Raises:
        Malformed: Nobody is named.
        OutOfOrder: The round is closed.

    """
    row.ready_for("remind")
    deed.move(row, "remind", rows=_rows(on, row, whom), note=_note(whom))


@official_act("round.chase", by=Role.BUREAU, file=Round)
def chase(on: Occasion, row: Round, deed: Deed, *, whom: tuple[Reminded, ...]) -> None:
    """Chase departments (催办) for milestones that are due or overdue, at most once a day for each.

    Raises:
        Malformed: Nobody is named, or the text is too long.
        OutOfOrder: The round is closed.

    """
    row.ready_for("chase")
    if any(len(one.text) > LONGEST for one in whom):
        raise Malformed.at("text", f"催办的话请写在{LONGEST}个字以内")
    deed.move(row, "chase", rows=_rows(on, row, whom), note=_note(whom))


def _rows(on: Occasion, row: Round, whom: tuple[Reminded, ...]) -> list[Reminder]:
    asked = {one.code: one for one in row.asked}
    if not whom or not {one.code for one in whom} <= set(asked):
        raise Malformed.at("picked", "请至少选一个单位的一个节点")
    return [_row(on, row, one, asked[one.code]) for one in whom]


def _row(on: Occasion, row: Round, one: Reminded, asked: Asked) -> Reminder:
    return Reminder(
        round=row,
        department=one.department,
        code=one.code,
        title=asked.title,
        due_on=asked.due_on,
        step=one.step,
        text=one.text,
        sender=on.name,
        at=on.at,
    )


def _note(whom: tuple[Reminded, ...]) -> dict[str, object]:
    return {"whom": [f"{one.department} {one.code}" for one in whom]}
