"""What time does to a verification: it comes due, is reminded of, lives to see the decision, or is not needed."""

from __future__ import annotations

from typing import Any

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.verification.models import Task
from nuocheng.verification.rules.reminders import first_reminder, overdue_from

#: How often was reminded after the word that the term is over.
OVERDUE = 2
#: What a letter about verifications that wait is about: no file, but the desk.
DESK = "核查队列"


@official_act("task.come_due", by=Role.SYSTEM, file=Task)
def come_due(on: Occasion, task: Task, deed: Deed) -> None:
    """Owe the verification of what runs out (到期核查), from the day on which it opens.

    Raises:
        OutOfOrder: It does not wait for a day, or the day has not come.

    """
    task.ready_for("come_due")
    if task.opens_on is None or on.today < task.opens_on:
        raise OutOfOrder("还没有到开始核查的日子")
    days = task.workdays or law.term("term.verification.default", on.today).workdays
    calendar = law.calendar()
    due = term_end(calendar, on.today, days)
    deed.move(
        task,
        "come_due",
        note={"expires_on": task.expires_on},
        opens_on=None,
        due_on=due.on,
        due_provisional=due.provisional,
        remind_on=first_reminder(calendar, on.today, due.on),
    )


@official_act("task.press", by=Role.SYSTEM, file=Task, records=("task.remind", "task.chase"))
def press_task(on: Occasion, task: Task, deed: Deed, *, tell: tuple[tuple[str, str], ...] = ()) -> None:
    """Remind of a verification of which half of the time is gone, or chase it once its term is over; each once.

    *tell* are letters that go with it: to whom, by number, and what they say.

    Raises:
        OutOfOrder: A finding was made, or its day has not come.

    """
    task.ready_for("remind")
    if task.remind_on is None or on.today < task.remind_on:
        raise OutOfOrder("还没有到提醒的时候")
    overdue = on.today > task.due_on
    deed.move(
        task,
        "chase" if overdue else "remind",
        rows=[letter(on, party=number, about=DESK, title="有核查要抓紧", text=text) for number, text in tell],
        note={"due": task.due_on, "told": len(tell)},
        reminded=OVERDUE if overdue else 1,
        remind_on=None if overdue else overdue_from(task.due_on),
    )


@official_act("task.note_decision", by=Role.SYSTEM, file=Task)
def note_decision(on: Occasion, task: Task, deed: Deed) -> None:
    """Note on what was verified before the decision that it is taken; what is still open goes on with a new term.

    Only ever part of that decision.

    Raises:
        OutOfOrder: It was found other than pledged, or called off.

    """
    calendar = law.calendar()
    due = term_end(calendar, on.today, law.term("term.verification.default", on.today).workdays)
    renewed: dict[str, Any] = {
        "due_on": due.on,
        "due_provisional": due.provisional,
        "remind_on": first_reminder(calendar, on.today, due.on),
        "reminded": 0,
    }
    deed.move(task, "note_decision", decided_at=on.at, **(renewed if task.is_open else {}))


@official_act("task.call_off", by=Role.SYSTEM, file=Task)
def call_off_task(on: Occasion, task: Task, deed: Deed, *, reason: str) -> None:
    """Call a verification off (不用再查), because what was pledged does not stand any more.

    Only ever part of the act by which it fell.

    Raises:
        OutOfOrder: A finding was made already.

    """
    deed.move(
        task,
        "call_off",
        note={"reason": reason},
        goes_on=False,
        remind_on=None,
        opens_on=None,
        urgent_until=None,
        finding_note=reason,
    )
