"""Claims and reference sets made up for tests, matched as a whole, and judged one by one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from nuocheng.kernel.facts import FactType
from nuocheng.verification.channels.batch import engines, store
from nuocheng.verification.channels.batch.expression import Reading, Verdict
from nuocheng.verification.channels.batch.matching import Match, match
from nuocheng.verification.channels.exchange_answer import plain_name
from nuocheng.verification.channels.internal_record import InternalRecord, Row
from nuocheng.verification.channels.protocol import Outcome, Question
from nuocheng.verification.rules.columns import CRITERIA, party_check, party_key, pledged, seen
from nuocheng.verification.rules.compare import Claim, compare_any

SOURCE = "premises"
AS_OF = date(2026, 10, 1)
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Pledged:
    """What one party pledged, and what the set holds about it: (name, text) of each record."""

    number: str
    name: str
    claim: Claim
    held: tuple[tuple[str, str | None], ...]


def a_number(serial: int) -> str:
    """Return an identity number with its check digit."""
    digits = f"620402{1950 + serial % 50}{1 + serial % 12:02}{1 + serial % 28:02}{serial % 1000:03}"
    weighed = sum(int(one) * (1 << (17 - place)) for place, one in enumerate(digits))
    return digits + "10X98765432"[weighed % 11]


def lay_out(folder: Path, told: Iterable[Pledged], kind: FactType) -> None:
    """Write what was pledged and what is held as the tables that are matched; in no order, and in two segments."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    told = list(told)
    claims = [
        {
            "key": party_key(one.number),
            "who": party_check(one.number, plain_name(one.name)),
            "criterion": CRITERIA.get(one.claim.comparison, 0),
            "task": f"{place:06d}",
            **store.in_parts(pledged(one.claim)),
        }
        for place, one in enumerate(told)
    ]
    rows = [
        {
            "key": party_key(one.number),
            "who": party_check(one.number, plain_name(name)),
            "c0_text": text,
            **store.in_parts(seen(kind, text), "c0_"),
        }
        for one in told
        for name, text in one.held
    ]
    room = store.Room("256MB", folder / "spill")
    for name, table, schema in (
        ("claims", claims, store.CLAIM),
        ("reference", rows, store.reference_schema(["c0"])),
    ):
        halves = [folder / f"{name}-{half}.segment" for half in (0, 1)]
        for half, path in enumerate(halves):
            store.write_rows(path, table[half::2], schema)
        sort = store.sort_claims if name == "claims" else store.sort_reference
        sort(halves, folder / f"{name}.parquet", room)


def matched(
    folder: Path, reading: Reading, engine: engines.Engine, size: int = 0
) -> tuple[str, dict[str, Verdict]]:
    """Match what lies in a folder; return the digest of the results, and the verdict on each task."""
    results = folder / f"results-{engine.title}-{size}-{reading.many}-{reading.stale}"
    results.mkdir()
    what = Match(folder / "claims.parquet", folder / "reference.parquet", reading, results)
    paths = [one.path for one in match(what, engine, size)]
    found = store.claimed(what.claims, paths, 0, 10**9)
    return store.digest_of_results(paths)[0], {task: Verdict(verdict) for _, task, verdict in found}


def one_by_one(told: Pledged, *, many: bool = False, stale: bool = False) -> str:
    """Return what asking about one claim alone yields: by the channel of registers, and by `compare_any`."""
    rows = [Row(told.number, name, AS_OF, {"x": text}) for name, text in told.held]
    channel = InternalRecord(lambda *_: rows, many=frozenset({SOURCE} if many else ()))
    question = Question(
        source=SOURCE,
        subject_kind="person",
        subject_number=told.number,
        subject_name=told.name,
        fields=("x",),
        purpose="p",
        basis="b",
        request_id="r",
        asked_by="a",
        oldest_acceptable=date(2026, 10, 2) if stale else None,
    )
    answer = channel.ask(question, at=NOON)
    if answer.outcome is not Outcome.FOUND:
        return str(answer.outcome)
    return str(compare_any(told.claim, [record["x"] for record in answer.records]).verdict)
