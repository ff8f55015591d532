"""Record what a source answered to a task's question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.models import Answer, Task


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as it is kept: the typed outcome for this fact, and the source's own bytes."""

    channel: str
    source: str
    outcome: str
    observed: str
    note: str
    raw: bytes
    digest: str
    receipt_no: str
    source_time: date | None
    asked_at: datetime
    answered_at: datetime
    latency_ms: int


@official_act("task.record_answer", by=(Role.VERIFIER, Role.SYSTEM), file=Task)
def record_answer(on: Occasion, task: Task, deed: Deed, *, heard: Heard) -> None:
    """Record a source's answer; it is evidence, never yet a finding.

    Raises:
        OutOfOrder: A finding was made already.

    """
    answer = Answer(task=task, **{name: getattr(heard, name) for name in Heard.__slots__})
    deed.move(
        task,
        "record_answer",
        rows=[answer],
        note={"source": heard.source, "outcome": heard.outcome, "digest": heard.digest},
        outcome=heard.outcome,
        observed=heard.observed,
        asked_at=heard.asked_at,
        attempts=task.attempts + 1,
    )
