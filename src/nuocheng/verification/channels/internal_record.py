"""The department's own registers (政府部门内部核查) as a channel: no network, the same kind of answer."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nuocheng.verification.channels.exchange_answer import plain_name
from nuocheng.verification.channels.protocol import Answer, Health, Outcome, Question, Record
from nuocheng.verification.channels.trouble import Trouble

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a department's own register."""

    number: str
    name: str
    as_of: date
    values: Mapping[str, str | None]


#: Finds the rows of one register (source) under one number.
Lookup = Callable[[str, str], list[Row]]


@dataclass(frozen=True, slots=True)
class Found:
    """What the rows amount to before it is written as an answer."""

    outcome: Outcome
    note: str
    rows: tuple[Row, ...] = ()
    trouble: Trouble = Trouble.NONE


class InternalRecord:
    """Asks a register the department keeps itself."""

    def __init__(self, lookup: Lookup, *, many: frozenset[str] = frozenset()) -> None:
        """Take the way to look rows up, and which registers may hold several rows about one party."""
        self._lookup = lookup
        self._many = many

    @property
    def key(self) -> str:
        """Name the channel for programs."""
        return "internal_record"

    @property
    def title(self) -> str:
        """Name the channel for people."""
        return "部门内部核查"

    def ask(self, question: Question, *, at: datetime) -> Answer:
        """Ask one question of the register.

        Raises:
            ValueError: *at* has no time zone.

        """
        if at.tzinfo is None:
            message = "the moment of asking needs a time zone"
            raise ValueError(message)
        started = time.monotonic()
        found = self._find(question)
        latency = timedelta(seconds=time.monotonic() - started)
        comparable = found.outcome in (Outcome.FOUND, Outcome.AMBIGUOUS)
        return Answer(
            outcome=found.outcome,
            source=question.source,
            channel=self.key,
            asked_at=at,
            answered_at=at + latency,
            latency_ms=latency // timedelta(milliseconds=1),
            note=found.note,
            records=tuple(_asked_for(row, question) for row in found.rows) if comparable else (),
            raw=_written(found, question),
            receipt_no=f"NB-{question.request_id}"[:64],
            source_time=min((row.as_of for row in found.rows), default=None),
            trouble=found.trouble,
        )

    def check(self) -> Health:
        """Tell whether the register can be read, by looking up a number nobody has."""
        started = time.monotonic()
        try:
            self._lookup("", "")
        except Exception:
            logger.exception("the department's own register cannot be read")
            return Health(ok=False, latency_ms=_since(started), note="本单位台账暂时读不出来")
        return Health(ok=True, latency_ms=_since(started), note="本单位台账可以查询")

    def _find(self, question: Question) -> Found:
        try:
            held = self._lookup(question.source, question.subject_number)
        except Exception:
            # A register that cannot be read says nothing about the party, and must not stop the batch.
            logger.exception("the department's own register cannot be read")
            return Found(Outcome.SOURCE_DOWN, "本单位台账暂时读不出来，这次不作结论", trouble=Trouble.BROKEN)
        named = plain_name(question.subject_name)
        same = (
            row for row in held if row.number == question.subject_number and plain_name(row.name) == named
        )
        rows = tuple(same)
        if not rows:
            note = "台账里这个号码登记的是另一个名字，按没有查到处理" if held else "台账里没有查到"
            return Found(Outcome.NOT_FOUND, f"{note}；查不到不等于不实")
        oldest = min(row.as_of for row in rows)
        if question.oldest_acceptable and oldest < question.oldest_acceptable:
            return Found(
                Outcome.STALE,
                f"台账只更新到{oldest.year}年{oldest.month}月{oldest.day}日，不能据以判断",
                rows,
                Trouble.STALE,
            )
        if any(set(question.fields) - set(row.values) for row in rows):
            text = "台账里没有要比对的栏目，这次不作结论"
            return Found(Outcome.SOURCE_DOWN, text, trouble=Trouble.SCHEMA_CHANGED)
        if len(rows) > 1 and question.source not in self._many:
            return Found(Outcome.AMBIGUOUS, f"台账里有{len(rows)}条互相冲突的记录，请人工判断", rows)
        return Found(Outcome.FOUND, f"台账里查到{len(rows)}条记录", rows)


def _asked_for(row: Row, question: Question) -> Record:
    return {key: row.values[key] for key in question.fields}


def _written(found: Found, question: Question) -> bytes:
    """Write the rows as the bytes that are kept as evidence: the same rows, the same bytes."""
    if found.outcome is Outcome.SOURCE_DOWN:
        return b""
    rows = [
        {
            "as_of": row.as_of.isoformat(),
            "values": {key: row.values.get(key) for key in sorted(question.fields)},
        }
        for row in found.rows
    ]
    document = {"number": question.subject_number, "rows": rows, "source": question.source}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _since(started: float) -> int:
    return int((time.monotonic() - started) * 1000)
