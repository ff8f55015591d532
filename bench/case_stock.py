"""A district with any number of cases for the benchmarks: a few are lived by acts, the others copied from them in SQL.

Each situation is lived once, with every row that acts leave behind: entries, outbox, papers, checks, facts, signatures,
tasks, letters. A copy is the same rows with numbers, names, ids, departments and days of its own. So a million
cases stand in some twenty-four million rows, in minutes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from bench.life import DEPARTMENT, Stage, resident_number

DEPARTMENTS = 5
#: How many cases wait for a decision in each department: a full page at every size, and a backlog that grows.
LEAST_WAITING, SHARE_WAITING = 100, 0.005
#: How the others stand: their share, the oldest first.
OTHERS = {"withdrawn": 0.04, "closed": 0.78, "granted": 0.13, "ordinary": 0.02, "acknowledged": 0.03}
STEP = 100_000
#: Ids of copies are older than any drawn while measuring.
FIRST_ID = 1_600_000_000_000
SURNAMES = "王王王王李李李李张张张刘刘陈陈杨赵黄周吴徐孙马胡朱郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文红梅玲玉兰辉鹏飞宇浩然子轩雨欣怡佳琪志海龙凤云山林春生"
ME = "bench-reviewer"
#: Names to search for, and how many cases bear each at least: the first alone fills a page at every size.
ALIKE, SURNAME = {"欧阳建国": 55, "欧阳秀英": 20}, "欧阳"


class Town(Stage):
    """The benchmark's own department with its item and its reviewer, and four departments beside it."""

    def __init__(self) -> None:
        from nuocheng.people.models import Account, Department, PostHeld

        super().__init__()
        for n in range(1, DEPARTMENTS):
            Department.objects.create(
                code=code_of(n), name=f"白银区第{n}号局", short=f"区{n}号局", mark=f"局{n}"
            )
        self.reviewer = Account.objects.create(username=ME, password=None, name="陈审查")
        held = {"account": self.reviewer, "role": "reviewer", "department_id": DEPARTMENT}
        PostHeld.objects.create(**held, since=date(2026, 1, 1))

    def key(self, on: Any) -> Any:
        """Return the occasion as it is: a page of ours sends no key."""
        return on

    def lived(self, state: str) -> str:
        """Live one case up to a state; return its reference."""
        steps = self.steps()
        if state in {"ordinary", "submitted", "withdrawn"}:
            return self._without_pledge(steps, state)
        last = {"acknowledged": "acknowledge_notice", "pledged": "sign_pledge", "granted": "grant"}.get(
            state, ""
        )
        for name, do in steps:
            do()
            if name == last:
                break
        return self._newest()

    def _without_pledge(self, steps: Iterator[tuple[str, Callable[[], Any]]], state: str) -> str:
        from nuocheng.cases import acts

        for name, do in steps:
            do()
            if name == "acknowledge_notice":
                break
        reference = self._newest()
        applicant = self.occasion("applicant", resident_number(self.serial))
        if state == "withdrawn":
            acts.withdraw(applicant, reference)
            return reference
        acts.decline_pledge(applicant, reference)
        if state == "submitted":
            paper = acts.Upload(
                "证明.pdf", "application/pdf", b"%PDF-1.4 " + reference.encode() + b"\n%%EOF\n"
            )
            acts.submit_certificate(applicant, reference, certificate="premises", upload=paper)
            acts.hand_in(applicant, reference)
        return reference

    def _newest(self) -> str:
        from nuocheng.cases.models import Case

        return Case.objects.order_by("-reference").values_list("reference", flat=True)[0]


def code_of(n: int) -> str:
    """Return the code of a department by its place."""
    return f"620402-d{n:02d}" if n else DEPARTMENT


def shares(size: int, others: Mapping[str, float] = OTHERS) -> dict[str, int]:
    """Return how many copies stand in each state, in the order of their age; the first takes the rest where none is closed."""
    waiting = max(LEAST_WAITING, round(size * SHARE_WAITING)) * DEPARTMENTS
    rest = size - waiting
    found = {state: round(rest * share) for state, share in others.items()}
    taking = "closed" if "closed" in found else next(iter(found))
    found[taking] += rest - sum(found.values())
    return {**found, "pledged": waiting * 4 // 5, "submitted": waiting - waiting * 4 // 5}


def fill(size: int, others: Mapping[str, float] = OTHERS) -> Town:
    """Live one case of each situation and copy it, until there are so many cases."""
    from django.db import connection

    began = time.monotonic()
    town = Town()
    wanted = shares(size, others)
    patterns = {state: _pattern(town, state) for state in wanted}
    sql = _postgres if connection.vendor == "postgresql" else _sqlite
    with sql(sorted({row.table for rows in patterns.values() for row in rows})):
        first = 1
        for state, count in wanted.items():
            for start in range(first, first + count, STEP):
                _copied(patterns[state], (start, min(start + STEP, first + count) - 1), size)
            first += count
        _named_alike(size)
    connection.close()  # what is measured opens its own, as the house opens it
    print(f"{connection.vendor} {size:,}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return town


def _named_alike(size: int) -> None:
    """Give some closed cases names to search for: at every size they fill a page, and they grow with the cases."""
    from nuocheng.cases.models import Case

    closed = Case.objects.filter(department=DEPARTMENT, state="closed").order_by("reference")
    rest = iter(list(closed.values_list("reference", flat=True)[: len(ALIKE) * max(100, size // 1_000)]))
    for name, least in ALIKE.items():
        chosen = list(islice(rest, max(least, size // 1_000)))
        Case.objects.filter(reference__in=chosen).update(party_name=name)


# --- a case as rows, and the same rows as SQL of n --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One row to be copied: its table, and each column as SQL of n with the values in it."""

    table: str
    columns: tuple[str, ...]
    sql: tuple[str, ...]
    values: tuple[Any, ...]


class Dialect:
    """How SQLite writes what is another in each copy; *n* is the copy, *age* how many seconds it is older."""

    number, seven = "printf('%%05d', n)", "printf('%%07d', n)"
    series = "WITH RECURSIVE copies(n) AS (SELECT {0} UNION ALL SELECT n + 1 FROM copies WHERE n < {1})"
    source = "copies"

    def hexed(self, tail: str) -> str:
        """Return an id that sorts by age."""
        return f"(printf('%%012x', {FIRST_ID} + n) || '{tail}')"

    def uuid(self, tail: str) -> str:
        """Return the same as the database keeps ids."""
        return self.hexed(tail)

    def letter(self, letters: str, step: int) -> str:
        """Return one letter of a name."""
        return f"substr('{letters}', 1 + n * {step} / {DEPARTMENTS} %% {len(letters)}, 1)"

    def moment(self, at: datetime, age: str) -> str:
        """Return a time so much earlier."""
        return f"strftime('%%Y-%%m-%%d %%H:%%M:%%f', '{at:%Y-%m-%d %H:%M:%S}', printf('-%%d seconds', {age}))"

    def day(self, on: date, age: str) -> str:
        """Return a day so much earlier."""
        return f"date('{on}', printf('-%%d days', ({age}) / 86400))"


class Postgres(Dialect):
    """How PostgreSQL writes it."""

    number, seven = "lpad(n::text, greatest(5, length(n::text)), '0')", "lpad(n::text, 7, '0')"
    series = ""
    source = "generate_series({0}::bigint, {1}::bigint) AS copies(n)"

    def hexed(self, tail: str) -> str:
        return f"(lpad(to_hex({FIRST_ID} + n), 12, '0') || '{tail}')"

    def uuid(self, tail: str) -> str:
        return f"{self.hexed(tail)}::uuid"

    def letter(self, letters: str, step: int) -> str:
        return f"substr('{letters}', (1 + n * {step} / {DEPARTMENTS} %% {len(letters)})::int, 1)"

    def moment(self, at: datetime, age: str) -> str:
        return f"'{at.isoformat()}'::timestamptz - ({age}) * interval '1 second'"

    def day(self, on: date, age: str) -> str:
        return f"'{on}'::date - (({age}) / 86400)::int"


def _dialect() -> Dialect:
    from django.db import connection

    return Postgres() if connection.vendor == "postgresql" else Dialect()


def _pattern(town: Town, state: str) -> list[Row]:
    """Live one case up to a state; return the rows that it left, written as SQL."""
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in _tables()}
    reference = town.lived(state)
    found = [
        (model, one) for model, known in before.items() for one in model._base_manager.exclude(pk__in=known)
    ]
    said = _another_in_each_copy(reference, [one for _, one in found])
    rows = [_row(model, one, said, waiting=state in {"pledged", "submitted"}) for model, one in found]
    return [row for row in rows if row is not None]


def _tables() -> list[Any]:
    """Return every table in which a case leaves rows of its own."""
    from django.apps import apps

    offices = ("journal", "letters", "papers", "credit", "verification", "cases", "holdings")
    models = [model for office in offices for model in apps.get_app_config(office).get_models()]
    return [model for model in models if model._meta.label not in {"journal.Series", "journal.Answered"}]


def _another_in_each_copy(reference: str, rows: list[Any]) -> dict[str, str]:
    """Return what is written in place of the values that no two cases share."""
    from django.conf import settings

    from nuocheng.cases.models import Case
    from nuocheng.journal.files import File

    to, case = _dialect(), Case.load(reference)
    files = [row for row in rows if isinstance(row, File)]
    units = " ".join(f"WHEN {n} THEN '{code_of(n)}'" for n in range(DEPARTMENTS))
    return {
        **{file.reference: f"'{file.reference}.' || n" for file in files},
        case.reference: f"'2025-' || {to.number}",
        case.number: f"'{settings.NUOCHENG_MARK}〔2025〕' || {to.number} || '号'",
        case.code: f"'0' || {to.hexed('')}",
        case.party: f"'6204020000' || {to.seven} || 'X'",
        case.party_name: " || ".join((to.letter(SURNAMES, 1), to.letter(GIVEN, 7), to.letter(GIVEN, 31))),
        case.department: f"CASE n %% {DEPARTMENTS} {units} END",
    }


def _row(model: Any, row: Any, said: Mapping[str, str], *, waiting: bool) -> Row | None:
    """Return one row as SQL; nothing where its key says what it holds, so that there is only one of it."""
    from django.db import connection, models

    columns, sql, values = [], [], []
    special = (
        _as_waiting() if waiting and model._meta.label == "cases.Case" else SHORT.get(model._meta.label, {})
    )
    for field in model._meta.concrete_fields:
        if isinstance(field, models.AutoField):
            continue
        value = getattr(row, field.attname)
        written = special.get(field.column) or _written(value, said)
        if written is None and field.primary_key:
            return None
        columns.append(connection.ops.quote_name(field.column))
        sql.append(written or "%s")
        values += [] if written else [field.get_db_prep_save(value, connection)]
    return Row(model._meta.db_table, tuple(columns), tuple(sql), tuple(values))


#: Papers are read one at a time by their key: the copies say little, so that a million cases fit a small disk.
SHORT = {"papers.Paper": {"content": "'{}'"}}


def _as_waiting() -> dict[str, str]:
    """Return what tells the cases that wait from each other: when they are due, and who has taken them up."""
    from nuocheng.edge.clock import today

    due = _dialect().day(today() + timedelta(days=25), "n * 7919 %% 30 * 86400")
    taken = f"CASE n / {DEPARTMENTS} %% 4 WHEN 0 THEN '{ME}' WHEN 1 THEN 'reviewer-2' ELSE '' END"
    return {"due_on": due, "assigned_to": taken}


#: How many seconds a copy is older than what it was copied from: the cases of two years.
AGE = "({size} - n) * 63072000 / {size}"


def _written(value: Any, said: Mapping[str, str]) -> str | None:
    """Return a value as SQL of n, or nothing where it is the same in every copy."""
    to = _dialect()
    if isinstance(value, UUID):
        return to.uuid(value.hex[12:])
    if isinstance(value, datetime):
        return to.moment(value, AGE)
    if isinstance(value, date):
        return to.day(value, AGE)
    if isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef"):
        return to.hexed(value[12:])
    return said.get(value) if isinstance(value, str) and value else None


def _copied(rows: list[Row], span: tuple[int, int], size: int) -> None:
    """Write the copies of one case."""
    from django.db import connection

    to = _dialect()
    with connection.cursor() as cursor:
        for row in rows:
            columns = ", ".join(row.columns)
            selected = ", ".join(one.replace("{size}", str(size)) for one in row.sql)
            cursor.execute(
                f"{to.series.format(*span)} INSERT INTO {row.table} ({columns}) "
                f"SELECT {selected} FROM {to.source.format(*span)}",
                row.values,
            )


# --- what makes it fast -----------------------------------------------------------------------------


@contextmanager
def _sqlite(tables: list[str]) -> Iterator[None]:
    """Fill from memory, without a log and without the indexes that can be built at once afterwards."""
    from django.db import connection

    listed = ", ".join(f"'{one}'" for one in tables)
    where = f"FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({listed})"
    with connection.cursor() as cursor:
        indexes = cursor.execute(f"SELECT name, sql {where}").fetchall()
        quick = ("cache_size = -4000000", "synchronous = OFF", "journal_mode = OFF", "foreign_keys = OFF")
        for statement in (
            *(f"PRAGMA {one}" for one in quick),
            *(f'DROP INDEX "{name}"' for name, _ in indexes),
        ):
            cursor.execute(statement)
        yield
        for statement in (*(sql for _, sql in indexes), "ANALYZE"):
            cursor.execute(statement)


@contextmanager
def _postgres(tables: list[str]) -> Iterator[None]:
    """Fill without looking up what each row points to, and without the indexes that can be built afterwards."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s) "
            "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)",
            [tables],
        )
        indexes = cursor.fetchall()
        quick = (
            "session_replication_role = replica",
            "synchronous_commit = off",
            "maintenance_work_mem = '512MB'",
        )
        for statement in (*(f"SET {one}" for one in quick), *(f'DROP INDEX "{name}"' for name, _ in indexes)):
            cursor.execute(statement)
        yield
        for statement in (*(sql for _, sql in indexes), "VACUUM ANALYZE", "CHECKPOINT"):
            cursor.execute(statement)
