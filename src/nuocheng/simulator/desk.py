"""The desk of the exchange: answers queries out of the registers, gives receipts and keeps the log."""

import hashlib
import json
import random
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from nuocheng.simulator.faults import Fault, FaultBoard, Mode, bend
from nuocheng.simulator.problems import Problem
from nuocheng.simulator.questions import Query
from nuocheng.simulator.registers import Finding, Registers, Status

CHINA = timezone(timedelta(hours=8))
KEPT = 10_000
PAGE = 200

Clock = Callable[[], datetime]


def china_clock() -> datetime:
    """Say what time it is in China."""
    return datetime.now(CHINA)


@dataclass(frozen=True)
class Entry:
    """One line of the log: who asked what for which purpose, and what came of it."""

    seq: int
    received_at: str
    outcome: str
    fault: str
    took_ms: int
    late: bool
    request_id: str | None = None
    receipt_no: str | None = None
    source: str | None = None
    subject_number: str | None = None
    fields: tuple[str, ...] = ()
    purpose: str | None = None
    basis: str | None = None
    asked_by: str | None = None


@dataclass
class Visit:
    """What becomes known about one query while it is handled, for the log."""

    received_at: datetime
    query: Query | None = None
    fault: Fault = field(default_factory=Fault)
    receipt_no: str | None = None
    outcome: str = "500"


@dataclass(frozen=True)
class Latency:
    """How long a proper answer takes: a base and a random part on top, in milliseconds."""

    base_ms: int = 0
    jitter_ms: int = 0
    seed: int = 1


class Desk:
    """Everything the exchange knows and remembers, apart from how it is reached."""

    def __init__(self, *, clock: Clock = china_clock, latency: Latency | None = None) -> None:
        """Open the registers."""
        self.registers = Registers()
        self.board = FaultBoard()
        self.clock = clock
        self._latency = latency or Latency()
        self._dice = random.Random(self._latency.seed)  # noqa: S311 - dice, not secrets
        self._run = secrets.token_hex(2)
        self._receipts: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._issued = 0
        self._logged = 0
        self._lock = threading.Lock()

    def today(self) -> date:
        """Say which day it is at the exchange."""
        return self.clock().date()

    def pace(self) -> float:
        """Draw how many seconds the next proper answer takes."""
        with self._lock:
            extra = self._dice.random() * self._latency.jitter_ms
        return (self._latency.base_ms + extra) / 1000

    def answer(self, visit: Visit, query: Query) -> dict[str, Any]:
        """Answer a query with the fields asked for, about the subject asked for, unless a fault bends it.

        Raises:
            Problem: The request number was used for a different query before (409).

        """
        visit.receipt_no = self._receipt(query)
        finding = self._find(visit.fault, query)
        visit.outcome = finding.status.value
        due = visit.received_at + timedelta(seconds=query.source.answer_within_s)
        answer: dict[str, Any] = {
            "request_id": query.request_id,
            "source": query.source.key,
            "subject": {"kind": query.kind, "number": finding.number, "name": finding.name},
            "status": finding.status.value,
            "as_of": finding.as_of.isoformat(),
            "records": [{key: row.values[key] or None for key in query.fields} for row in finding.rows],
            "note": finding.note,
            "receipt_no": visit.receipt_no,
            "received_at": written(visit.received_at),
            "answered_at": written(self.clock()),
            "answer_due_at": written(due),
        }
        return bend(visit.fault, answer, self.today())

    def record(self, visit: Visit) -> None:
        """Write one line of the log."""
        answered = self.clock()
        took = answered - visit.received_at
        query = visit.query
        asked: Mapping[str, Any] = _asked(query) if query else {}
        with self._lock:
            self._logged += 1
            entry = Entry(
                seq=self._logged,
                received_at=written(visit.received_at),
                outcome=visit.outcome,
                fault=visit.fault.mode.value,
                took_ms=max(0, took // timedelta(milliseconds=1)),
                late=query is not None and took > timedelta(seconds=query.source.answer_within_s),
                receipt_no=visit.receipt_no,
                **asked,
            )
            self._entries.append(entry)

    def entries(self, after: int = 0, limit: int = PAGE) -> list[dict[str, Any]]:
        """Read the log after a line number, oldest first."""
        with self._lock:
            lines = [entry for entry in self._entries if entry.seq > after][:limit]
        return [asdict(entry) for entry in lines]

    def _find(self, fault: Fault, query: Query) -> Finding:
        if fault.mode is not Mode.WRONG_SUBJECT:
            return self.registers.find(query.source, (query.number, query.name), self.today())
        other = self.registers.somebody_else(query.source, query.number, self.today())
        # A mix-up is only dangerous when it looks like a proper answer.
        return Finding(Status.FOUND, other.number, other.name, other.as_of, other.rows[:1], "查到1条记录")

    def _receipt(self, query: Query) -> str:
        print_of = fingerprint(query)
        with self._lock:
            known = self._receipts.get(query.request_id)
            if known and known[0] != print_of:
                raise Problem(409, "同一请求编号只能用于同一次查询")
            if known:
                return known[1]
            self._issued += 1
            receipt = f"GX{self.today():%Y%m%d}-{self._run}-{self._issued:06d}"
            self._receipts[query.request_id] = (print_of, receipt)
            if len(self._receipts) > KEPT:
                self._receipts.popitem(last=False)
        return receipt


def written(moment: datetime) -> str:
    """Write a moment as the exchange does: with milliseconds and its offset."""
    return moment.isoformat(timespec="milliseconds")


def fingerprint(query: Query) -> str:
    """Digest what a query asks, to tell a repetition from a reused number."""
    parts = [
        query.source.key,
        query.kind,
        query.number,
        query.name,
        sorted(query.fields),
        query.purpose,
        query.basis,
    ]
    return hashlib.sha256(json.dumps([*parts, query.asked_by], ensure_ascii=False).encode()).hexdigest()


def masked(number: str) -> str:
    """Hide the middle of a number: the log is read by people who need not know whom it was about."""
    return number[:6] + "*" * (len(number) - 8) + number[-2:]


def _asked(query: Query) -> Mapping[str, Any]:
    return {
        "request_id": query.request_id,
        "source": query.source.key,
        "subject_number": masked(query.number),
        "fields": query.fields,
        "purpose": query.purpose,
        "basis": query.basis,
        "asked_by": query.asked_by,
    }
