"""Runs of batch verification: claims laid out, matched piece by piece, results entered a few at a time.

Whenever the worker ends, the next one goes on: laid out claims and matched pieces are written whole or not at all, and
the mark of what is entered moves in the transaction of the entries themselves. So no result is entered twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from nuocheng.edge.clock import now
from nuocheng.kernel.errors import OutOfOrder, Overtaken, Refusal
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import CHINA, Occasion
from nuocheng.verification import acts
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.jobs.hearing import heard, question_about
from nuocheng.verification.lifecycle import BatchState
from nuocheng.verification.models import Advance, Batch
from nuocheng.verification.queries import batches, by_reference

log = logging.getLogger(__name__)

#: How long one run of the job may take, and how many results one transaction enters: others wait no longer than that.
BUDGET, TOGETHER = timedelta(seconds=5), 25
#: How many results are read from disk at once.
CHUNK = 1_000
BROKE_OFF = "比对时出了错，没有记错任何结果。请管理员看系统日志，修好以后点“接着做”"
#: From when to when the night is, for runs that begin by themselves.
NIGHT = range(1, 6)


def prepare_batches(on: Occasion) -> int:
    """Prepare tonight's run for every department in which something waits that can be matched; return how many."""
    today = on.at.astimezone(CHINA)
    if folders.missing() or today.hour not in NIGHT:
        return 0
    done = 0
    for department in batches.departments(on.today):
        if batches.opened_since(department, on.today):
            continue
        try:
            acts.prepare_batch(on, department=department)
        except Refusal:  # what waits there is of another type than the set
            continue
        done += 1
    return done


def carry_on_batches(on: Occasion, budget: timedelta = BUDGET) -> int:
    """Go on with the runs under way, a few seconds in all; return how many were finished."""
    if folders.missing():
        return 0
    until, finished = now() + budget, 0
    for batch in batches.at_work():
        try:
            finished += _go_on(on, batch, until)
        except (Overtaken, OutOfOrder) as met:  # stopped, or another worker was first: look again next time
            log.info("%s: %s", batch.reference, met)
        except DatabaseError:
            raise
        except Exception:
            # One run's trouble is not the others': it stops where it is, and somebody lets it go on.
            log.exception("%s broke off", batch.reference)
            _engine.cache_clear()
            acts.stop_batch(on, batch.reference, reason=BROKE_OFF)
    for reference in set(folders.there("batch")) & set(batches.over()):
        folders.discard("batch", reference)
    return finished


def _go_on(on: Occasion, batch: Batch, until: datetime) -> bool:
    """Take a run as far as time allows; say whether it is finished."""
    for state, step in STEPS.items():
        if batch.state == state:
            if not step(on, batch, until):
                return False
            batch = batches.batch(batch.reference)
    return batch.state == BatchState.DONE


def _begin(on: Occasion, batch: Batch, until: datetime) -> bool:
    """Lay the claims out, unless an earlier attempt of this run did, and begin."""
    folder = folders.of_batch(batch.reference)
    strands = batch.threads
    if not strands or any(not _claims(folder, one).exists() for one in strands):
        strands = _lay_out(on, batch, folder)
    acts.begin_batch(on, batch.reference, strands=tuple(strands))
    return True


def _lay_out(on: Occasion, batch: Batch, folder: Path) -> list[dict[str, Any]]:
    laying: Any = import_module("nuocheng.verification.channels.batch.claims")
    laying.clear(folder)
    spools: dict[batches.Usable, Any] = {}
    labels: dict[batches.Usable, str] = {}
    _tell(batch, "正在取出要比对的", 0, 0)
    for column, row in batches.to_match(batch.department, on.today):
        if column not in spools:
            spools[column] = laying.Spool(folder, f"claims-{len(spools):03d}")
            labels[column] = row["label"]
        spools[column].add(_claimed(laying, row))
    strands: list[dict[str, Any]] = []
    room, first = _store().Room(settings.NUOCHENG_BATCH[1], folder / "spill"), 0
    for column, spool in spools.items():
        count = spool.close(room)
        strands.append(
            {
                **asdict(column),
                "as_of": column.as_of.isoformat(),
                "label": labels[column],
                "name": spool.name,
                "claims": count,
                "first": first,
            }
        )
        first += count
    return strands


def _claimed(laying: Any, row: Mapping[str, Any]) -> Any:
    return laying.Claimed(
        task=row["reference"],
        number=row["party"],
        name=row["party_name"],
        type=FactType(row["fact_type"]),
        comparison=Comparison(row["comparison"]),
        value=row["claimed"],
    )


def _match(on: Occasion, batch: Batch, until: datetime) -> bool:
    """Match piece by piece; when all of them are there, record what was found."""
    engine, done = _engine(), 0
    found: list[Path] = []
    for strand in batch.threads:
        for piece in _pieces(batch, strand, engine):
            done, found = strand["first"] + piece.last + 1, [*found, piece.path]
            _tell(batch, "正在比对", done, batch.claimed)
            if piece.fresh and now() >= until:
                return False
    digest, counts = _store().digest_of_strands(found)
    names = import_module("nuocheng.verification.channels.batch.expression").Verdict
    named = {names(number).name.lower(): count for number, count in counts.items()}
    acts.match_batch(on, batch.reference, matched=acts.Matched(engine.title, digest, named))
    return True


def _pieces(batch: Batch, strand: Mapping[str, Any], engine: Any) -> Iterator[Any]:
    matching: Any = import_module("nuocheng.verification.channels.batch.matching")
    expression: Any = import_module("nuocheng.verification.channels.batch.expression")
    folder = folders.of_batch(batch.reference)
    content = folders.content(strand["snapshot"])
    if not content.exists() or not _claims(folder, strand).exists():
        raise OutOfOrder("参照库或者比对用的文件不在了，请停下这一次，重新开始")
    reading = expression.Reading(strand["column"], FactType(strand["type"]), strand["many"])
    results = folder / "results"
    results.mkdir(exist_ok=True)
    what = matching.Match(_claims(folder, strand), content, reading, results)
    yield from matching.match(what, engine)


def _enter(on: Occasion, batch: Batch, until: datetime) -> bool:
    """Enter what is matched from the mark on, a few results in each transaction."""
    for strand in batch.threads:
        for part in _parts(batch, strand):
            said = _said(on, batch, strand, part)
            first = strand["first"] + part[0][0]
            acts.enter_batch(on, batch.reference, first=first, said=said)
            _tell(batch, "正在记入结果", first + len(part), batch.claimed)
            if now() >= until:
                return False
    acts.finish_batch(on, batch.reference)
    return True


Part = Sequence[tuple[int, str, int]]


def _parts(batch: Batch, strand: Mapping[str, Any]) -> Iterator[Part]:
    """Yield what is not entered yet of a strand, so many results as one transaction enters."""
    folder = folders.of_batch(batch.reference)
    results = sorted((folder / "results").glob(f"{strand['name']}-*.parquet"))
    for start in range(max(batch.mark - strand["first"], 0), strand["claims"], CHUNK):
        found = _store().claimed(_claims(folder, strand), results, start, start + CHUNK - 1)
        for place in range(0, len(found), TOGETHER):
            yield found[place : place + TOGETHER]


def _said(on: Occasion, batch: Batch, strand: Mapping[str, Any], part: Part) -> tuple[acts.Said, ...]:
    """Ask the set about each task alone, and compare: what is kept says why, and holds the set-based verdict to account."""
    asking: Any = import_module("nuocheng.verification.channels.batch.asking")
    expression: Any = import_module("nuocheng.verification.channels.batch.expression")
    tasks = by_reference([task for _, task, _ in part])
    column = asking.Column(
        path=folders.content(strand["snapshot"]),
        column=strand["column"],
        source=strand["source"],
        field=strand["field"],
        as_of=datetime.fromisoformat(strand["as_of"]).date(),
        many=strand["many"],
    )
    way = asking.about(column, [asking.Party(one.party, one.party_name) for one in tasks.values()])
    said = []
    for _, reference, verdict in part:
        task, at = tasks[reference], on.at
        question = question_about([task], f"{batch.reference}.{reference}", at)
        kept = heard(task, way.ask(question, at=at))
        found = expression.Verdict(verdict).name.lower()
        said.append(acts.Said(reference, kept, differs=found not in (kept.outcome, "one_by_one")))
    return tuple(said)


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Return the engine of this installation, opened once in a process."""
    address, memory, threads = settings.NUOCHENG_BATCH
    engines: Any = import_module("nuocheng.verification.channels.batch.engines")
    spill = Path(settings.NUOCHENG_DATA) / "batch" / "spill"
    return engines.engine(address, memory=memory, threads=threads, spill=spill)


def _store() -> Any:
    return import_module("nuocheng.verification.channels.batch.store")


def _claims(folder: Path, strand: Mapping[str, Any]) -> Path:
    return folder / f"{strand['name']}.parquet"


def _tell(batch: Batch, stage: str, done: int, total: int) -> None:
    Advance.objects.update_or_create(
        pk=batch.reference, defaults={"stage": stage, "done": done, "total": total}
    )


#: What is done in each state, in their order.
STEPS: Mapping[str, Any] = {
    BatchState.PREPARED: _begin,
    BatchState.MATCHING: _match,
    BatchState.ENTERING: _enter,
}
