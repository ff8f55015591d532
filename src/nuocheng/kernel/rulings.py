"""Rules: pure functions from facts to an objection or nothing, each with its law and its dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Self, TypeVar

from nuocheng.kernel.errors import Objection, RuledOut

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause of a document (文号、条款), quoted word for word; *clause_id* is our own short id."""

    document: str
    clause: str
    quote: str
    clause_id: str = ""

    def __str__(self) -> str:
        """Write the citation as people cite it."""
        return f"{self.document}{self.clause}"


class Fault(str):
    """An objection's sentence that knows the place it speaks of, such as ``plan.standard``."""

    __slots__ = ("at",)
    at: str

    def __new__(cls, text: str, at: str) -> Self:
        """Take the sentence and its place."""
        made = super().__new__(cls, text)
        made.at = at
        return made


@dataclass(frozen=True)
class Rule(Generic[F]):
    """One question of law with its answer, valid from *since* until *until* (exclusive).

    *why* tells in one plain sentence what the rule is for, to whoever meets it on a checklist.
    """

    name: str
    title: str
    cites: tuple[Citation, ...]
    since: date
    until: date | None
    doc: str
    judge: Callable[[F], str | None]
    why: str = ""

    def in_force(self, on: date) -> bool:
        """Say whether the rule is law on that day."""
        return self.since <= on and (self.until is None or on < self.until)

    def objection(self, facts: F) -> Objection | None:
        """Return this rule's objection to *facts*, if it has one."""
        text = self.judge(facts)
        if text is None:
            return None
        clauses = tuple(str(cite) for cite in self.cites)
        at = text.at if isinstance(text, Fault) else ""
        return Objection(rule=self.name, text=str(text), clauses=clauses, at=at)


def rule(
    *, title: str, cites: tuple[Citation, ...], since: date, until: date | None = None, why: str = ""
) -> Callable[[Callable[[F], str | None]], Rule[F]]:
    """Make a pure function a rule that can be listed, dated and cited.

    Raises:
        ValueError: The rule cites no law, or does not say what it is for.

    """
    if not cites:
        raise ValueError(f"rule “{title}” cites no law")

    def made(judge: Callable[[F], str | None]) -> Rule[F]:
        if not judge.__doc__:
            raise ValueError(f"rule “{title}” has no docstring")
        return Rule(judge.__name__, title, cites, since, until, judge.__doc__, judge, why)

    return made


def objections(rules: Iterable[Rule[F]], facts: F, *, on: date) -> tuple[Objection, ...]:
    """Return what the rules in force on that day object to, in the rules' order."""
    found = (rule.objection(facts) for rule in rules if rule.in_force(on))
    return tuple(objection for objection in found if objection is not None)


def require(rules: Iterable[Rule[F]], facts: F, *, on: date) -> None:
    """Let the act go on only if no rule objects.

    Raises:
        RuledOut: At least one rule in force objects.

    """
    found = objections(rules, facts, on=on)
    if found:
        raise RuledOut(found)
