"""Record what a source answered to a task's question."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.models import Answer, Photo, Task


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph that comes with an answer: its name, its media type, and its bytes."""

    filename: str
    media_type: str
    content: bytes


@official_act("task.record_answer", by=(Role.VERIFIER, Role.SYSTEM), file=Task)
def record_answer(
    on: Occasion, task: Task, deed: Deed, *, heard: Heard, photos: tuple[Picture, ...] = ()
) -> None:
    """Record a source's answer, with its photographs if there are any; it is evidence, never yet a finding.

    Raises:
        OutOfOrder: A finding was made already.

    """
    answer = Answer(task=task, **{name: getattr(heard, name) for name in Heard.__slots__})
    deed.move(
        task,
        "record_answer",
        rows=[answer, *(_photo(answer, one) for one in photos)],
        note={"source": heard.source, "outcome": heard.outcome, "digest": heard.digest},
        outcome=heard.outcome,
        observed=heard.observed,
        asked_at=heard.asked_at,
        attempts=task.attempts + 1,
    )


def _photo(answer: Answer, picture: Picture) -> Photo:
    return Photo(
        answer=answer,
        filename=picture.filename[:200],
        media_type=picture.media_type,
        size=len(picture.content),
        digest=hashlib.sha256(picture.content).hexdigest(),
        content=picture.content,
    )
