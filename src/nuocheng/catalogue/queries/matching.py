"""What was typed, as a question that both databases can answer from their index of grams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db import connection
from django.db.models.expressions import RawSQL

from nuocheng.catalogue.queries import grams

#: More words than these are not asked for; nobody types them.
MOST_WORDS: Final = 8
#: How many candidates are looked at in one statement at most.
MOST_AT_ONCE: Final = 2000
_LETTERS = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Grams that stand one after the other, the last one perhaps unfinished; in names only, or anywhere."""

    grams: tuple[str, ...]
    unfinished: bool = False
    in_names: bool = False

    @property
    def said(self) -> str:
        """Return the grams as they stand in a row of grams that ends with a blank; what is finished ends with one."""
        return " ".join(self.grams) + ("" if self.unfinished else " ")


@dataclass(frozen=True, slots=True)
class Every:
    """What fulfils all of these."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """What fulfils one of these."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class But:
    """What fulfils the one and not the other."""

    wanted: Question
    unwanted: Question


Question = Leaf | Every | Some | But


@dataclass(frozen=True, slots=True)
class Row:
    """A row of units that stand in a name: characters, initials, syllables, or a whole code."""

    units: tuple[str, ...]
    mark: str = ""
    unfinished: bool = False

    def within(self, *, in_names: bool) -> Leaf:
        """Return the question for names in which the row stands somewhere."""
        if len(self.units) < grams.width(self.mark):
            return Leaf((self.mark + "".join(self.units),), unfinished=True, in_names=in_names)
        found = grams.grams(self.units, self.mark, begins=False, ends=False)
        return Leaf(tuple(found), self.unfinished, in_names)

    def begins(self) -> Leaf:
        """Return the question for names that begin with the row."""
        if self.mark == grams.CODE:
            return self.within(in_names=True)
        return Leaf(tuple(grams.grams(self.units, self.mark, ends=False)), self.unfinished, in_names=True)

    def exact(self) -> Leaf:
        """Return the question for names that are the row."""
        if self.mark == grams.CODE:
            return Leaf((self.mark + self.units[0],), in_names=True)
        return Leaf(tuple(grams.grams(self.units, self.mark)), in_names=True)


def rows_of(word: str) -> list[Row]:
    """Return how a folded word can be meant: as it is written, as a code, by initials, by syllables."""
    found = [Row(tuple(word))]
    if not word.isascii():
        return found
    found.append(Row((word,), grams.CODE))
    if _LETTERS.fullmatch(word):
        found.append(Row(tuple(word), grams.INITIAL))
        found += [Row(way, grams.SYLLABLE, unfinished=True) for way in grams.spelt(word)]
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the words it is made of, folded, and all of it in one; *marks* narrow it down.

    Each of *marks* is a set of grams of which one must be there: a unit, a kind, a state.
    """

    words: tuple[str, ...]
    whole: str
    marks: tuple[tuple[str, ...], ...] = field(default=())

    def tiers(self) -> Iterator[Question]:
        """Yield the questions in the order of their worth, each without what the ones before have found."""
        rows = rows_of(self.whole)
        exact = Some(tuple(one.exact() for one in rows if one.mark in {"", grams.CODE}))
        begins, named = self.begins(), self.named()
        yield self._narrowed(exact)
        yield But(self._narrowed(begins), exact)
        yield But(self._narrowed(named), begins)
        yield But(self._narrowed(self.anywhere()), named)

    def narrowed(self) -> Question:
        """Return the question for everything that the tiers find together."""
        return self._narrowed(self.anywhere())

    def begins(self) -> Question:
        """Return the question for names that begin with what was typed."""
        return Some(tuple(one.begins() for one in rows_of(self.whole)))

    def named(self) -> Question:
        """Return the question for what holds every word in its names."""
        return self._each(in_names=True)

    def anywhere(self) -> Question:
        """Return the question for what holds every word anywhere."""
        return self._each(in_names=False)

    def _each(self, *, in_names: bool) -> Question:
        words = (rows_of(word) for word in self.words)
        return Every(tuple(Some(tuple(row.within(in_names=in_names) for row in rows)) for rows in words))

    def _narrowed(self, question: Question) -> Question:
        marks = (Some(tuple(Leaf((one,)) for one in marks)) for marks in self.marks)
        return Every((question, *marks))


def asked(typed: str, marks: Iterable[Sequence[str]] = ()) -> Asked:
    """Return what was typed, taken apart: at blanks, and where letters and characters meet."""
    words = [piece for word in typed.split() for piece in _pieces(grams.fold(word))]
    return Asked(
        tuple(dict.fromkeys(words))[:MOST_WORDS],
        "".join(words),
        tuple(tuple(one) for one in marks if one),
    )


def _pieces(word: str) -> list[str]:
    """Return a word in pieces where letters and characters meet, for ``ggcs许可`` is two ways of asking."""
    if word.isascii():
        return [word] if word else []
    return [piece for piece in re.split(r"([a-z]{2,})", word) if piece]


def holds(question: Question, names: str, words: str) -> bool:
    """Say whether what is found under these grams answers the question."""
    if isinstance(question, Leaf):
        return question.said in f"{names} " or (not question.in_names and question.said in f"{words} ")
    if isinstance(question, But):
        return holds(question.wanted, names, words) and not holds(question.unwanted, names, words)
    quantor = all if isinstance(question, Every) else any
    return quantor(holds(one, names, words) for one in question.parts)


# --- the two databases ----------------------------------------------------------------------------


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

    def find(self, question: Question, between: Between, most: int) -> list[int]:
        """Return the keys of what answers the question, in their order."""
        if connection.vendor == "postgresql":
            return self._found_by_lexemes(question, between, most)
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

    def _found_by_lexemes(self, question: Question, between: Between, most: int) -> list[int]:
        """Return the keys on PostgreSQL: its index finds candidates in their order, only those wanted are looked at.

        To look at every candidate would cost more than to find them: names lie outside the row.
        """
        condition, values = self._lexemes(question)
        more: list[str] = []
        sure = _sure(question, more)
        found: list[int] = []
        batch = most + most // 2 + 8
        while True:
            inner = f"SELECT {self.key}, names, words FROM {self.table} WHERE {condition} {between.said(self.key)}"  # noqa: S608
            rows = _rows(f"SELECT {self.key}, {sure} FROM ({inner}) AS found", [*more, *values, batch])  # noqa: S608
            found += [key for key, is_sure in rows if is_sure]
            if len(found) >= most or len(rows) < batch:
                return found[:most]
            between, batch = replace(between, after=rows[-1][0]), min(batch * 4, MOST_AT_ONCE)


def _rows(sql: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
