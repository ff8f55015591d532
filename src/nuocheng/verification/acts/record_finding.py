"""Find on one pledged fact: true, untrue, or not to be settled."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.letters.official import Letter, letter
from nuocheng.verification.models import Task
from nuocheng.verification.rules import FINDING_IS_SOUND
from nuocheng.verification.rules.facts import FindingFacts

VERDICTS = ("confirm", "refute", "find_other", "leave_unresolved")


@official_act(
    "task.record_finding",
    by=Role.VERIFIER,
    file=Task,
    records=tuple(f"task.{verdict}" for verdict in VERDICTS),
)
def record_finding(on: Occasion, task: Task, deed: Deed, *, verdict: str, note: str = "") -> None:
    """Record the finding (核查结论) on one pledged fact, resting on the answers on file.

    Raises:
        Malformed: The verdict is none of those there are.
        OutOfOrder: Nothing was asked yet, or a finding was made already.
        RuledOut: The finding does not rest on evidence, does not say why, or is for a third officer to make.

    """
    if verdict not in VERDICTS:
        raise Malformed.at("verdict", "请选一个结论：属实、不实，或者无法核实")
    task.ready_for(verdict)
    facts = FindingFacts(
        verdict,
        task.outcome,
        note,
        took_part=on.actor in task.took_part.split(),
        decided=not task.is_early,
    )
    require(FINDING_IS_SOUND, facts, on=on.today)
    deed.move(
        task,
        verdict,
        rows=[_told(on, task, note.strip())] if verdict == "find_other" else (),
        note={"outcome": task.outcome, "note": note.strip()},
        found_at=on.at,
        found_by=on.actor,
        finding_note=note.strip(),
        remind_on=None,
        urgent_until=None,
    )


def _told(on: Occasion, task: Task, note: str) -> Letter:
    """Tell the party before anything is decided: what differs, that nobody is called untrue, and what can be done."""
    text = (
        f"您承诺的“{task.label}：{task.pledged}”，查到的和您填的不一样：{note}。"
        "现在还没有作出决定，也没有认定您承诺不实，不影响信用。"
        f"您可以撤回承诺，照实重新承诺，或者改交“{task.certificate}”；也可以撤回申请。"
        "您认为查到的不对，请联系我们说明。"
    )
    return letter(on, party=task.party, about=task.origin, title="查到的和您承诺的不一样", text=text)
