"""Find on one pledged fact: true, untrue, or not to be settled."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification.models import Task
from nuocheng.verification.rules import FINDING_IS_SOUND
from nuocheng.verification.rules.facts import FindingFacts

VERDICTS = ("confirm", "refute", "leave_unresolved")


@official_act(
    "task.record_finding",
    by=Role.VERIFIER,
    file=Task,
    records=tuple(f"task.{verdict}" for verdict in VERDICTS),
)
def record_finding(on: Occasion, task: Task, deed: Deed, *, verdict: str, note: str = "") -> None:
    """Record the finding (核查结论) on one pledged fact, resting on the answers on file.

    Raises:
        Malformed: The verdict is none of the three.
        OutOfOrder: Nothing was asked yet, or a finding was made already.
        RuledOut: The finding does not rest on evidence, does not say why, or is for a third officer to make.

    """
    if verdict not in VERDICTS:
        raise Malformed.at("verdict", "请选一个结论：属实、不实，或者无法核实")
    task.ready_for(verdict)
    facts = FindingFacts(verdict, task.outcome, note, took_part=on.actor in task.took_part.split())
    require(FINDING_IS_SOUND, facts, on=on.today)
    deed.move(
        task,
        verdict,
        note={"outcome": task.outcome, "note": note.strip()},
        found_at=on.at,
        found_by=on.actor,
        finding_note=note.strip(),
    )
