"""What becomes of a pledged fact that is not verified as a matter of course: drawn, passed over, or looked at after all."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import Deadline, term_end
from nuocheng.law import queries as law
from nuocheng.verification.models import Task
from nuocheng.verification.rules import TRIGGER_IS_GROUNDED
from nuocheng.verification.rules.facts import TriggerFacts
from nuocheng.verification.rules.reminders import first_reminder


@official_act("task.draw", by=Role.SYSTEM, file=Task)
def draw_task(on: Occasion, task: Task, deed: Deed, *, draw: str, officers: tuple[str, ...]) -> None:
    """Owe the verification of a pledged fact that was drawn (抽中), by the officers that were drawn for it.

    Raises:
        OutOfOrder: It does not wait for a draw any more.

    """
    due = _due(on, task)
    deed.move(
        task,
        "draw",
        note={"draw": draw, "officers": list(officers)},
        draw=draw,
        drawn_at=on.at,
        officers="、".join(officers),
        due_on=due.on,
        due_provisional=due.provisional,
        remind_on=first_reminder(law.calendar(), on.today, due.on),
    )


@official_act("task.pass_over", by=Role.SYSTEM, file=Task)
def pass_over(on: Occasion, task: Task, deed: Deed, *, draw: str) -> None:
    """Leave a pledged fact unverified because a draw passed it over (没有抽中).

    Raises:
        OutOfOrder: It does not wait for a draw any more.

    """
    deed.move(task, "pass_over", note={"draw": draw}, draw=draw, drawn_at=on.at)


@official_act("task.trigger", by=Role.VERIFIER, file=Task)
def trigger(on: Occasion, task: Task, deed: Deed, *, reason: str) -> None:
    """Owe the verification of a pledged fact beside the plan (触发式核查), because something gave rise to it.

    So is looked again, before the decision, at what was found other than pledged, where the party has explained it.

    Raises:
        OutOfOrder: It is verified already, or was.
        RuledOut: Nobody says what gave rise to it.

    """
    task.ready_for("trigger")
    require(TRIGGER_IS_GROUNDED, TriggerFacts(reason), on=on.today)
    due = _due(on, task)
    deed.move(
        task,
        "trigger",
        note={"reason": reason.strip()},
        triggered_by=reason.strip(),
        opens_on=None,
        urgent_until=due.on if task.is_early else None,
        due_on=due.on,
        due_provisional=due.provisional,
        remind_on=first_reminder(law.calendar(), on.today, due.on),
    )


def _due(on: Occasion, task: Task) -> Deadline:
    """Return by when it is verified: the term of its plan, else that of the law, counted from today."""
    usual = "term.verification.before_decision" if task.is_early else "term.verification.default"
    days = task.workdays or law.term(usual, on.today).workdays
    return term_end(law.calendar(), on.today, days)
