"""How the two databases answer a question: SQLite by FTS5, PostgreSQL by lexemes, both in the order of their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection
from django.db.models.expressions import RawSQL

from nuocheng.catalogue.queries.matching import But, Every, Leaf, Question

#: How many candidates are looked at in one statement at most.
MOST_AT_ONCE: Final = 2000
#: How many rows are read one after the other in the hope of finding enough among them.
LOOKED_AT: Final = 1000


def _fts(question: Question) -> str:
    """Return the question in the language of FTS5."""
    if isinstance(question, Leaf):
        column = "names : " if question.in_names else ""
        return f'{column}"{" ".join(question.grams)}"{" *" if question.unfinished else ""}'
    if isinstance(question, But):
        return f"({_fts(question.wanted)} NOT {_fts(question.unwanted)})"
    word = " AND " if isinstance(question, Every) else " OR "
    return f"({word.join(_fts(one) for one in question.parts)})"


def _lexemes(question: Question) -> tuple[str, str]:
    """Return what the two indexes of PostgreSQL can tell of the question: of names, and of everything.

    They know neither order nor what is not wanted; that is looked at afterwards.
    """
    if isinstance(question, Leaf):
        *first, last = (f"'{one}'" for one in question.grams)
        said = f"({' & '.join([*first, f'{last}:*' if question.unfinished else last])})"
        return (said, "") if question.in_names else ("", said)
    if isinstance(question, But):
        return _lexemes(question.wanted)
    word = " & " if isinstance(question, Every) else " | "
    names, everything = zip(*(_lexemes(one) for one in question.parts), strict=True)
    return _joined(names, word), _joined(everything, word)


def _joined(parts: Sequence[str], word: str) -> str:
    said = [one for one in parts if one]
    return f"({word.join(said)})" if said else ""


def _sure(question: Question, values: list[str], *, told: bool = True) -> str:
    """Return the rest of the question for PostgreSQL; *told* says that the index has told of single grams."""
    if isinstance(question, Leaf):
        if told and len(question.grams) == 1:
            return "true"
        columns = ("names",) if question.in_names else ("names", "words")
        values += [f"%{question.said}%"] * len(columns)
        return "(" + " OR ".join(f"{one} || ' ' LIKE %s" for one in columns) + ")"
    if isinstance(question, But):
        wanted = _sure(question.wanted, values, told=told)
        return f"({wanted} AND NOT {_sure(question.unwanted, values, told=False)})"
    word = " AND " if isinstance(question, Every) else " OR "
    return f"({word.join(_sure(one, values, told=told) for one in question.parts)})"


@dataclass(frozen=True, slots=True)
class Between:
    """Which keys are wanted: those after one, and before another if there is one."""

    after: int = -1
    before: int | None = None

    def said(self, key: str) -> str:
        """Return the rest of a statement: the condition, the order, and how many, which is given as a value."""
        return f"{self.bounds(key)} ORDER BY {key} LIMIT %s"

    def bounds(self, key: str) -> str:
        """Return the condition alone."""
        after = f"AND {key} > {self.after:d}" if self.after >= 0 else ""
        return after + (f" AND {key} < {self.before:d}" if self.before is not None else "")


@dataclass(frozen=True, slots=True)
class Index:
    """An index of grams: its table, and the key in whose order it is read."""

    table: str
    key: str

    def find(self, question: Question, between: Between, most: int, *, many: bool = False) -> list[int]:
        """Return the keys of what answers the question, in their order; *many* says that much is known to."""
        if connection.vendor == "postgresql":
            return self._found_by_lexemes(question, between, most, many=many)
        index = f"{self.table}_grams"
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608
        return [key for (key,) in _rows(f"{sql} {between.said('rowid')}", [_fts(question), most])]

    def counts(self, leaves: Sequence[Leaf], most: int) -> list[int]:
        """Return how many names hold each of these grams; more than *most* are not counted."""
        parts: list[str] = []
        values: list[str] = []
        for leaf in leaves:
            condition, said = self._condition(leaf)
            parts.append(f"(SELECT count(*) FROM (SELECT 1 FROM {condition} LIMIT {most:d}) AS counted)")  # noqa: S608
            values += said
        return list(_rows(f"SELECT {', '.join(parts)}", values)[0]) if parts else []

    def _condition(self, question: Question) -> tuple[str, list[str]]:
        """Return where the index finds what a question asks for, and the values of that."""
        if connection.vendor == "postgresql":
            condition, values = self._lexemes(question)
            return f"{self.table} WHERE {condition}", values
        index = f"{self.table}_grams"
        return f"{index} WHERE {index} MATCH %s", [_fts(question)]

    def few(self, question: Question, between: Between, most: int) -> list[int]:
        """Return the keys of everything that may answer the question if there are so many at most, else more.

        In no order, and on PostgreSQL without a second look: whoever asks looks at each of them anyway.
        """
        condition, values = self._condition(question)
        key = self.key if connection.vendor == "postgresql" else "rowid"
        sql = f"SELECT {key} FROM {condition} {between.bounds(key)} LIMIT {most + 1:d}"  # noqa: S608
        return [key for (key,) in _rows(sql, values)]

    def roughly(self, question: Question, most: int) -> list[int]:
        """Return the keys of what holds the grams asked for, in whatever order they stand there."""
        if connection.vendor != "postgresql":
            return self.find(question, Between(), most)
        condition, values = self._condition(question)
        return [key for (key,) in _rows(f"SELECT {self.key} FROM {condition} LIMIT %s", [*values, most])]  # noqa: S608

    def keys(self, question: Question) -> RawSQL:
        """Return the keys of everything that answers the question, for a condition ``in``."""
        if connection.vendor == "postgresql":
            condition, values = self._lexemes(question)
            more: list[str] = []
            sure = _sure(question, more)
            sql = f"SELECT {self.key} FROM {self.table} WHERE {condition} AND {sure}"  # noqa: S608
            return RawSQL(sql, [*values, *more])  # noqa: S611 - our own names; what was typed goes as values
        index = f"{self.table}_grams"
        return RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [_fts(question)])  # noqa: S608, S611

    def _lexemes(self, question: Question) -> tuple[str, list[str]]:
        """Return the condition that the indexes of PostgreSQL answer, and its values."""
        asked_of = zip(("names_grams", "grams"), _lexemes(question), strict=True)
        said = {column: words for column, words in asked_of if words}
        return " AND ".join(f"{column} @@ %s::tsquery" for column in said), list(said.values())

    def _found_by_lexemes(self, question: Question, between: Between, most: int, *, many: bool) -> list[int]:
        """Return the keys on PostgreSQL: its index finds candidates in their order, only those wanted are looked at.

        To look at every candidate would cost more than to find them: names lie outside the row. Where there are
        many, the first rows of all hold enough of them; to gather thousands and sort them would cost ten times that.
        """
        condition, values = self._lexemes(question)
        more: list[str] = []
        sure = _sure(question, more)
        found: list[int] = []
        batch = most + most // 2 + 8
        while True:
            table = f"({self._first(between)}) AS first" if many else self.table
            inner = f"SELECT {self.key}, names, words FROM {table} WHERE {condition} {between.said(self.key)}"  # noqa: S608
            rows = _rows(f"SELECT {self.key}, {sure} FROM ({inner}) AS found", [*more, *values, batch])  # noqa: S608
            if many and len(rows) < batch:
                many = False
                continue
            found += [key for key, is_sure in rows if is_sure]
            if len(found) >= most or len(rows) < batch:
                return found[:most]
            between, batch = replace(between, after=rows[-1][0]), min(batch * 4, MOST_AT_ONCE)

    def _first(self, between: Between) -> str:
        """Return the statement for the first rows of all, whatever they hold."""
        return f"SELECT * FROM {self.table} WHERE true {between.bounds(self.key)} ORDER BY {self.key} LIMIT {LOOKED_AT}"  # noqa: S608


def _rows(sql: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
