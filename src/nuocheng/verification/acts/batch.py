"""A run of batch verification: prepared, matched by the system, its results entered, and stopped or resumed by an officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.acts.record_answer import Heard, record_answer
from nuocheng.verification.models import Batch, Task
from nuocheng.verification.queries import batches


@dataclass(frozen=True, slots=True)
class Matched:
    """What matching found: with what it was done, the digest of all verdicts, and how many there are of each."""

    engine: str
    digest: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What is entered on one task; *differs* says that judging it alone gave another verdict than the whole set."""

    reference: str
    heard: Heard
    differs: bool = False


@founding_act("batch.prepare", by=(Role.VERIFIER, Role.SYSTEM), file=Batch)
def prepare_batch(on: Occasion, deed: Deed, *, department: str) -> Batch:
    """Prepare a run of batch verification (准备批量核查) for a department: the system matches as soon as it can.

    Raises:
        OutOfOrder: A run is under way, or nothing that waits can be matched with a reference set.

    """
    running = batches.under_way(department)
    if running is not None:
        raise OutOfOrder(f"{running.reference}还没有做完，请等它做完，或者先停下它")
    if not batches.waiting(department, on.today):
        raise OutOfOrder("现在没有可以批量核查的：没有待查的承诺，或者没有装入对应的、够新的参照库")
    row = Batch(
        reference=f"PL{on.today.year}-{next_number(f'batch/{on.today.year}'):04d}",
        department=department,
        by=on.actor,
    )
    return deed.found(row, "prepare")


@official_act("batch.begin", by=Role.SYSTEM, file=Batch)
def begin_batch(on: Occasion, batch: Batch, deed: Deed, *, strands: tuple[dict[str, Any], ...]) -> None:
    """Begin matching what was laid out (开始比对): which claims, with which column of which snapshot.

    A run that goes on after a stop keeps its mark as long as the claims are the same.

    Raises:
        OutOfOrder: The run is under way already, or over.

    """
    written = canonical(list(strands))
    again = written == batch.strands
    deed.move(
        batch,
        "begin",
        note={"strands": list(strands)},
        strands=written,
        claimed=sum(int(one["claims"]) for one in strands),
        mark=batch.mark if again else 0,
        begun_at=batch.begun_at or on.at,
        stopped_for="",
    )


@official_act("batch.match", by=Role.SYSTEM, file=Batch)
def match_batch(on: Occasion, batch: Batch, deed: Deed, *, matched: Matched) -> None:
    """Record that every claim has its verdict (比对完); nothing is entered on any task yet.

    Raises:
        OutOfOrder: The run is not matching.

    """
    deed.move(
        batch,
        "match",
        note={"engine": matched.engine, "digest": matched.digest, "counts": dict(matched.counts)},
        engine=matched.engine[:60],
        result_digest=matched.digest,
        matched_at=on.at,
    )


@official_act("batch.enter", by=Role.SYSTEM, file=Batch)
def enter_batch(on: Occasion, batch: Batch, deed: Deed, *, first: int, said: tuple[Said, ...]) -> None:
    """Enter the next results (记入结果): an answer on each task that still waits, and the mark, in one transaction.

    An answer is evidence, never yet a finding. A task that was asked or found on meanwhile is passed over.

    Raises:
        OutOfOrder: The run does not enter now, or these are not the next results.

    """
    batch.ready_for("enter")
    if first != batch.mark:
        raise OutOfOrder("这一段已经记过了")
    counts, entered, differing = batch.results, 0, 0
    for one in said:
        task = deed.take(Task, one.reference, lock=True)
        if not batches.waits(task):
            continue
        record_answer.within(deed, one.reference, heard=one.heard)
        own = counts.setdefault(task.certificate, {})
        own[one.heard.outcome] = own.get(one.heard.outcome, 0) + 1
        entered, differing = entered + 1, differing + one.differs
    deed.move(
        batch,
        "enter",
        note={"first": first, "entered": entered, "passed": len(said) - entered},
        mark=first + len(said),
        entered=batch.entered + entered,
        passed=batch.passed + len(said) - entered,
        differing=batch.differing + differing,
        counts=canonical(counts),
    )


@official_act("batch.finish", by=Role.SYSTEM, file=Batch)
def finish_batch(on: Occasion, batch: Batch, deed: Deed) -> None:
    """Record that every result is entered (做完).

    Raises:
        OutOfOrder: Some results are not entered yet.

    """
    batch.ready_for("finish")
    if batch.mark < batch.claimed:
        raise OutOfOrder("还有结果没有记入，要记完才能结束")
    note = {"entered": batch.entered, "passed": batch.passed, "counts": batch.results}
    deed.move(batch, "finish", note=note, finished_at=on.at)


@official_act("batch.stop", by=(Role.VERIFIER, Role.SYSTEM), file=Batch)
def stop_batch(on: Occasion, batch: Batch, deed: Deed, *, reason: str) -> None:
    """Stop a run (停下); what is entered stays, and the run can go on from there.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: It is over, or stopped already.

    """
    batch.ready_for("stop")
    if not reason.strip():
        raise Malformed.at("reason", "请写明为什么停下")
    deed.move(batch, "stop", note={"reason": reason.strip()[:400]}, stopped_for=reason.strip()[:400])


@official_act("batch.resume", by=Role.VERIFIER, file=Batch)
def resume_batch(on: Occasion, batch: Batch, deed: Deed) -> None:
    """Let a stopped run go on from where it was (接着做).

    Raises:
        OutOfOrder: It is not stopped, or another run of the department is under way.

    """
    batch.ready_for("resume")
    running = batches.under_way(batch.department)
    if running is not None:
        raise OutOfOrder(f"{running.reference}还没有做完，请等它做完，再接着做这一次")
    deed.move(batch, "resume")
