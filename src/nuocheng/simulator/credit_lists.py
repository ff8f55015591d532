"""What the stand-in for the credit platform holds: four lists, and about whom it keeps a file at all."""

from __future__ import annotations

import csv
import secrets
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nuocheng.simulator.faults import VERY_OLD, Fault, Mode
from nuocheng.simulator.registers import DATA, plain_name

#: The lists by their codes.
LISTS: Mapping[str, str] = {
    "YZSX": "严重失信主体名单",
    "XZCF": "行政处罚",
    "CNBS": "承诺不实",
    "JYYC": "经营异常名录",
}
PERSON, ORGANISATION = "1", "2"
#: Where each kind of party is known from, and under which word its number travels.
KNOWN_FROM = {PERSON: "population", ORGANISATION: "company"}
NUMBER_KEYS = {PERSON: "idNo", ORGANISATION: "uscc"}


@dataclass(frozen=True)
class Listed:
    """One entry of one list."""

    number: str
    name: str
    list: str
    plain: Mapping[str, str | None]


@dataclass(frozen=True)
class Asked:
    """A request that has passed every formal check."""

    request_no: str
    type: str
    number: str
    name: str
    lists: tuple[str, ...]
    purpose: str
    basis: str
    asked_by: str


@dataclass
class Files:
    """The files of the platform: read once, answered from at any time."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    entries: dict[str, list[Listed]] = field(default_factory=lambda: defaultdict(list))
    issued: int = 0
    run: str = field(default_factory=lambda: secrets.token_hex(2))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Read whom the platform knows, and who is on its lists."""
        for type_, register in KNOWN_FROM.items():
            for row in _rows(register):
                self.names.setdefault((type_, row["number"]), row["name"])
        for row in _rows("credit_lists"):
            plain = {
                "entryNo": row["entry_no"],
                "authority": row["authority"],
                "documentNo": row["document_no"],
                "basis": row["basis"],
                "listedOn": row["listed_on"],
                "validFrom": row["valid_from"],
                "validUntil": row["valid_until"] or None,
                "content": row["content"],
            }
            self.entries[row["number"]].append(Listed(row["number"], row["name"], row["list"], plain))

    def answer(self, asked: Asked, fault: Fault, today: date) -> dict[str, Any]:
        """Answer a request about the party asked for, unless a fault bends it."""
        number, name = self._about(asked, fault)
        held = self.names.get((asked.type, number))
        known = held is not None and plain_name(held) == plain_name(name)
        subject = {"type": asked.type, NUMBER_KEYS[asked.type]: number, "name": held if known else name}
        document: dict[str, Any] = {
            "code": "0000" if known else "0104",
            "message": "查询成功" if known else "没有该主体的信用档案，或者号码与名称不一致",
            "reqNo": asked.request_no,
            "reportNo": self._report_no(today),
            "dataDate": (today - timedelta(days=1)).isoformat(),
            "subject": subject,
            "lists": [self._list(one, number) for one in asked.lists] if known else [],
        }
        return _bent(document, fault, today)

    def _about(self, asked: Asked, fault: Fault) -> tuple[str, str]:
        if fault.mode is not Mode.WRONG_SUBJECT:
            return asked.number, asked.name
        # A mix-up is only dangerous when it looks like a proper answer: somebody of the same kind who is listed.
        other = next(
            one
            for number, rows in sorted(self.entries.items())
            for one in rows
            if number != asked.number and (asked.type, number) in self.names
        )
        return other.number, other.name

    def _list(self, code: str, number: str) -> dict[str, Any]:
        rows = [dict(one.plain) for one in self.entries.get(number, []) if one.list == code]
        return {"list": code, "title": LISTS[code], "entries": rows}

    def _report_no(self, today: date) -> str:
        with self.lock:
            self.issued += 1
            return f"XYBG-{today:%Y%m%d}-{self.run}-{self.issued:06d}"


def _bent(document: dict[str, Any], fault: Fault, today: date) -> dict[str, Any]:
    """Falsify the content of an answer where the fault is one of content."""
    if fault.mode is Mode.WRONG_REQUEST:
        return {**document, "reqNo": document["reqNo"][::-1]}
    if fault.mode is Mode.STALE:
        return {**document, "dataDate": (today - VERY_OLD).isoformat()}
    if fault.mode is Mode.EXTRA_FIELD:
        return {**document, "creditScore": "812"}
    return document


def _rows(register: str) -> list[dict[str, str]]:
    with (DATA / f"{register}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
