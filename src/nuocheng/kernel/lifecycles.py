"""Lifecycles: states, the acts that lead from one to the next, and what may be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from nuocheng.kernel.errors import OutOfOrder

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """The table of moves of one kind of file.

    *births* are the verbs that found a file, with the state it is born in; *moves* maps a verb to the
    states it may be done from and the one each leads to; *titles* are the words people read.
    """

    subject: str
    births: Mapping[str, S]
    moves: Mapping[str, Mapping[S, S]]
    titles: Mapping[S, str]

    def born(self, verb: str) -> S:
        """Return the state in which *verb* founds a file.

        Raises:
            OutOfOrder: *verb* does not found files of this kind.

        """
        if verb not in self.births:
            raise OutOfOrder(f"“{verb}”不能用来开立新件")
        return self.births[verb]

    def after(self, verb: str, state: S) -> S:
        """Return the state that follows when *verb* is done in *state*.

        Raises:
            OutOfOrder: The act is not possible in that state.

        """
        target = self.moves.get(verb, {}).get(state)
        if target is None:
            raise OutOfOrder(f"这一件现在是“{self.titles[state]}”，不能办这一步")
        return target

    def possible(self, state: S) -> tuple[str, ...]:
        """Return the verbs that may be done in *state*, in the table's order."""
        return tuple(verb for verb, table in self.moves.items() if state in table)

    def fold(self, verbs: Iterable[str]) -> S:
        """Return the state that a sequence of verbs leads to, beginning with a birth.

        Raises:
            OutOfOrder: A verb was done where it could not be, or nothing was done at all.

        """
        state: S | None = None
        for verb in verbs:
            state = self.born(verb) if state is None else self.after(verb, state)
        if state is None:
            raise OutOfOrder("没有任何记录")
        return state

    @property
    def verbs(self) -> frozenset[str]:
        """Return every verb the table knows."""
        return frozenset(self.births) | frozenset(self.moves)


def from_each(target: S, *sources: S) -> dict[S, S]:
    """Return the moves that lead from each of *sources* to *target*."""
    return dict.fromkeys(sources, target)


def staying(*states: S) -> dict[S, S]:
    """Return moves that leave each of *states* as it is."""
    return {state: state for state in states}
