"""What was typed, as a question that both databases can answer from their index of grams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from nuocheng.catalogue.queries import grams

#: More words than these are not asked for; nobody types them.
MOST_WORDS: Final = 8
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
