"""Bear the duty to verify: one task per pledged fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act
from nuocheng.kernel.facts import Comparison
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.law import queries as law
from nuocheng.verification.models import Task
from nuocheng.verification.rules.addresses import place_key
from nuocheng.verification.rules.reminders import first_reminder

#: The times at which sources are asked before anything else: before the decision, and at once after it.
URGENT = frozenset({"before_decision", "at_once"})


@dataclass(frozen=True, slots=True)
class Duty:
    """Everything a task needs to know: whose pledge, which fact, against what, until when."""

    reference: str
    origin: str
    department: str
    item_name: str
    party: str
    party_kind: str
    party_name: str
    certificate: str
    certificate_key: str
    fact_key: str
    label: str
    fact_type: str
    comparison: str
    claimed: str
    channel: str
    source: str
    source_field: str
    standard: str
    exempt_reason: str
    decided_at: datetime | None
    due_on: date
    due_provisional: bool
    known: str = ""
    workdays: int = 0
    harm: str = ""
    tolerance: str = ""
    ways: str = ""
    tries: int = 0
    privacy: str = ""
    timing: str = ""
    repeat: int = 0
    opens_on: date | None = None
    expires_on: date | None = None


@founding_act("task.owe", by=(Role.REVIEWER, Role.CLERK, Role.SYSTEM), file=Task)
def owe(on: Occasion, deed: Deed, *, duty: Duty) -> Task:
    """Owe the verification (核查) of one pledged fact until its due date."""
    task = _task(duty)
    task.remind_on = first_reminder(law.calendar(), on.today, duty.due_on)
    task.urgent_until = duty.due_on if duty.timing in URGENT else None
    return deed.found(task, "owe")


@founding_act("task.exempt", by=(Role.REVIEWER, Role.CLERK, Role.SYSTEM), file=Task)
def exempt(on: Occasion, deed: Deed, *, duty: Duty) -> Task:
    """Keep on file that a pledged fact is exempt from verification (免予核查), and why."""
    return deed.found(_task(duty), "exempt", note={"reason": duty.exempt_reason})


@founding_act("task.pool", by=(Role.REVIEWER, Role.CLERK, Role.SYSTEM), file=Task)
def pool(on: Occasion, deed: Deed, *, duty: Duty) -> Task:
    """Keep a pledged fact for the next draw (待抽查): it is verified if it is drawn."""
    return deed.found(_task(duty), "pool")


@founding_act("task.spare", by=(Role.REVIEWER, Role.CLERK, Role.SYSTEM), file=Task)
def spare(on: Occasion, deed: Deed, *, duty: Duty) -> Task:
    """Keep a pledged fact that is verified only if something gives rise to it (触发式核查)."""
    return deed.found(_task(duty), "spare")


@founding_act("task.await_expiry", by=(Role.REVIEWER, Role.CLERK, Role.SYSTEM), file=Task)
def await_expiry(on: Occasion, deed: Deed, *, duty: Duty) -> Task:
    """Keep a pledged fact until what it says runs out (到期核查): its verification opens on a day that is known."""
    return deed.found(_task(duty), "await_expiry", note={"opens_on": duty.opens_on})


def _task(duty: Duty) -> Task:
    task = Task(**{name: getattr(duty, name) for name in Duty.__slots__})
    if duty.comparison == Comparison.CONTAINS_ADDRESS:
        task.place_key = place_key(duty.claimed)
    return task
