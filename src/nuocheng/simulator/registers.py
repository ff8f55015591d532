"""The registers behind the exchange: what each source holds, about whom, and how fresh it is."""

import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
OWN_COLUMNS = ("number", "name", "as_of")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ID_SHAPE = re.compile(r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]")
CODE_SHAPE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
# Keyboards and registers write the dot in a name like 买买提·吐尔逊 in many ways.
DOTS = re.compile("[.•‧∙⋅・･。]")


class Status(StrEnum):
    """What a register can say about a subject."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Field:
    """One field a source can share."""

    key: str
    title: str
    type: str


@dataclass(frozen=True)
class Source:
    """One register: who owns it, what it shares, for which purposes, and how fast it answers."""

    key: str
    title: str
    department: str
    subject_kinds: tuple[str, ...]
    many: bool
    sharing: str
    freshness: str
    answer_within_s: int
    purposes: tuple[str, ...]
    fields: tuple[Field, ...]

    def described(self) -> dict[str, Any]:
        """Say in plain data what this source is, for the catalogue of the exchange."""
        return {
            "key": self.key,
            "title": self.title,
            "department": self.department,
            "subject_kinds": list(self.subject_kinds),
            "many": self.many,
            "sharing": self.sharing,
            "freshness": self.freshness,
            "answer_within_s": self.answer_within_s,
            "purposes": list(self.purposes),
            "fields": [{"key": f.key, "title": f.title, "type": f.type} for f in self.fields],
        }


@dataclass(frozen=True)
class Row:
    """One record of a register, with the day on which the register last touched it."""

    number: str
    name: str
    as_of: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """What the register answers: about whom, as of when, and with which rows."""

    status: Status
    number: str
    name: str
    as_of: date
    rows: tuple[Row, ...]
    note: str


def id_check_digit(body: str) -> str:
    """Compute the last character of an ID number (GB 11643) from its first 17 digits."""
    return ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True)) % 11]


def code_check_digit(body: str) -> str:
    """Compute the last character of a credit code (GB 32100) from its first 17 characters."""
    total = sum(CODE_ALPHABET.index(character) * 3**place for place, character in enumerate(body))
    return CODE_ALPHABET[-total % 31]


def number_is_valid(kind: str, number: str) -> bool:
    """Tell whether the number has the shape and the check character its kind of subject must have."""
    if kind == "person":
        return bool(ID_SHAPE.fullmatch(number)) and id_check_digit(number[:17]) == number[17]
    return bool(CODE_SHAPE.fullmatch(number)) and code_check_digit(number[:17]) == number[17]


def plain_name(name: str) -> str:
    """Reduce a name to what identifies it, whatever width, spaces or dots it was typed with."""
    return DOTS.sub("·", "".join(unicodedata.normalize("NFKC", name).split())).casefold()


def day(as_of: str, today: date) -> date:
    """Read an as-of column: a fixed date, or an age in days such as T-3."""
    if as_of.startswith("T-"):
        return today - timedelta(days=int(as_of[2:]))
    return date.fromisoformat(as_of)


class Registers:
    """All registers of the exchange, read once from their files."""

    def __init__(self) -> None:
        """Read the catalogue and every register."""
        self.purposes = purposes()
        self.sources = self.catalogue()
        self._rows = {key: read_rows(source) for key, source in self.sources.items()}

    @staticmethod
    def catalogue() -> dict[str, Source]:
        """Read which sources the exchange offers."""
        return {entry["key"]: read_source(entry) for entry in read_catalogue()["sources"]}

    def find(self, source: Source, subject: tuple[str, str], today: date) -> Finding:
        """Look a subject (number, name) up in one register."""
        number, name = subject
        held = self._rows[source.key].get(number, ())
        rows = tuple(row for row in held if plain_name(row.name) == plain_name(name))
        if not rows:
            note = "号码与姓名不一致，按未查到答复" if held else "未查到该主体的记录"
            return Finding(Status.NOT_FOUND, number, name, today - timedelta(days=1), (), note)
        as_of = min(day(row.as_of, today) for row in rows)
        if len(rows) > 1 and not source.many:
            note = f"同一号码有{len(rows)}条互相冲突的记录，需人工判断"
            return Finding(Status.AMBIGUOUS, number, rows[0].name, as_of, rows, note)
        return Finding(Status.FOUND, number, rows[0].name, as_of, rows, f"查到{len(rows)}条记录")

    def somebody_else(self, source: Source, number: str, today: date) -> Finding:
        """Pick the answer about another subject of the same register, for the fault that mixes people up."""
        others = self._rows[source.key]
        other = next(key for key in sorted(others) if key != number)
        return self.find(source, (other, others[other][0].name), today)

    def size(self, source: Source) -> int:
        """Count the subjects one register holds."""
        return len(self._rows[source.key])


def read_catalogue() -> dict[str, Any]:
    """Read the catalogue file as it stands."""
    catalogue: dict[str, Any] = json.loads((DATA / "sources.json").read_text(encoding="utf-8"))
    return catalogue


def purposes() -> dict[str, str]:
    """Read the purposes a query may be made for, with their titles."""
    return {entry["code"]: entry["title"] for entry in read_catalogue()["purposes"]}


def read_source(entry: Mapping[str, Any]) -> Source:
    """Build a source from its catalogue entry."""
    return Source(
        **{
            key: entry[key]
            for key in ("key", "title", "department", "many", "sharing", "freshness", "answer_within_s")
        },
        subject_kinds=tuple(entry["subject_kinds"]),
        purposes=tuple(entry["purposes"]),
        fields=tuple(Field(**field) for field in entry["fields"]),
    )


def read_rows(source: Source) -> dict[str, tuple[Row, ...]]:
    """Read one register file, grouped by the number of the subject.

    Raises:
        ValueError: The file's columns are not the ones its catalogue entry promises.

    """
    wanted = [*OWN_COLUMNS, *(f"value.{field.key}" for field in source.fields)]
    grouped: defaultdict[str, tuple[Row, ...]] = defaultdict(tuple)
    with (DATA / f"{source.key}.csv").open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != wanted:
            message = f"{source.key}.csv has columns {reader.fieldnames}, expected {wanted}"
            raise ValueError(message)
        for line in reader:
            values = {field.key: line[f"value.{field.key}"] for field in source.fields}
            grouped[line["number"]] += (Row(line["number"], line["name"], line["as_of"], values),)
    return dict(grouped)
