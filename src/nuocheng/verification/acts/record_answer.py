"""Record what a source answered to a task's question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from nuocheng.holdings.official import Purpose
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.acts.keeping import Picture, kept
from nuocheng.verification.acts.ways import goes_on
from nuocheng.verification.models import Answer, Photo, Task


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as it is kept: the typed outcome for this fact, and the source's own bytes.

    *gives_up* says that the source is not asked by machine any more, so that trying again would be in vain.
    """

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
    gives_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What people said of a fact, on which way and in which file: a reply, a visit, a written check, a publicity."""

    channel: str
    source: str
    outcome: str
    observed: str
    note: str
    file: str
    asked_at: datetime
    answered_at: datetime


def heard_from(said: Told, record: Mapping[str, Any]) -> Heard:
    """Return what people said as an answer is kept: its bytes are the record itself, and no machine took its time."""
    raw = canonical(record)
    return Heard(
        channel=said.channel,
        source=said.source,
        outcome=said.outcome,
        observed=said.observed,
        note=said.note[:400],
        raw=raw.encode(),
        digest=sha256(raw),
        receipt_no=said.file,
        source_time=None,
        asked_at=said.asked_at,
        answered_at=said.answered_at,
        latency_ms=0,
    )


#: The columns of an answer that it brings along.
_KEPT = tuple(name for name in Heard.__slots__ if name != "gives_up")


@dataclass(frozen=True, slots=True)
class HeldPhoto:
    """A photograph that was kept before, by the act that took it; only its digest comes with the answer."""

    filename: str
    media_type: str
    size: int
    digest: str


@official_act("task.record_answer", by=(Role.VERIFIER, Role.SYSTEM), file=Task)
def record_answer(
    on: Occasion,
    task: Task,
    deed: Deed,
    *,
    heard: Heard,
    photos: tuple[Picture, ...] = (),
    held: tuple[HeldPhoto, ...] = (),
) -> None:
    """Record a source's answer, with its photographs if there are any; it is evidence, never yet a finding.

    Raises:
        OutOfOrder: A finding was made already.
        Malformed: A photograph is of a kind that is not kept.

    """
    answer = Answer(task=task, **{name: getattr(heard, name) for name in _KEPT})
    deed.move(
        task,
        "record_answer",
        rows=[
            answer,
            *chain.from_iterable(kept(on, one, Purpose.PHOTO, Photo(answer=answer)) for one in photos),
            *(
                Photo(answer=answer, **{name: getattr(one, name) for name in HeldPhoto.__slots__})
                for one in held
            ),
        ],
        note={"source": heard.source, "outcome": heard.outcome, "digest": heard.digest},
        outcome=heard.outcome,
        observed=heard.observed,
        asked_at=heard.asked_at,
        attempts=task.attempts + 1,
        goes_on=goes_on(on, task, heard.outcome, gives_up=heard.gives_up),
        **({"urgent_until": None} if task.urgent_until else {}),
    )
