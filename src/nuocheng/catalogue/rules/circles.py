"""Circles (循环证明): one needs the other, and the other needs the one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

Graph = Mapping[str, Iterable[str]]


def circles(graph: Graph) -> list[tuple[str, ...]]:
    """Return circles of a graph so that whoever stands in any circle stands in one of those returned.

    Each is the shortest through one of its members and begins with its smallest; none comes twice. All
    circles there are could be more than anybody can read.
    """
    after = {one: sorted(set(others)) for one, others in graph.items()}
    found: set[tuple[str, ...]] = set()
    for group in knots(after):
        members, told = set(group), set[str]()
        for one in group:
            if one not in told:
                ring = _shortest(one, members, after)
                found.add(ring)
                told.update(ring)
    return sorted(found, key=lambda ring: (len(ring), ring))


def knots(graph: Graph) -> list[list[str]]:
    """Return every set of members that all reach each other (Tarjan), those without any circle left out."""
    state = _Walk({one: list(others) for one, others in graph.items()})
    for one in sorted(state.after):
        if one not in state.number:
            state.walk(one)
    return [group for group in state.groups if len(group) > 1 or group[0] in state.after.get(group[0], [])]


class _Walk:
    """Tarjan's walk with a stack of its own: no chain of certificates is too long for it."""

    def __init__(self, after: dict[str, list[str]]) -> None:
        self.after = after
        self.number: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.open: list[str] = []
        self.is_open: set[str] = set()
        self.groups: list[list[str]] = []

    def walk(self, start: str) -> None:
        """Walk everything that can be reached from *start*."""
        path = [(start, iter(self._enter(start)))]
        while path:
            here, rest = path[-1]
            step = next(rest, None)
            if step is None:
                path.pop()
                self._leave(here, path[-1][0] if path else "")
            elif step not in self.number:
                path.append((step, iter(self._enter(step))))
            elif step in self.is_open:
                self.low[here] = min(self.low[here], self.number[step])

    def _enter(self, one: str) -> list[str]:
        self.number[one] = self.low[one] = len(self.number)
        self.open.append(one)
        self.is_open.add(one)
        return self.after.get(one, [])

    def _leave(self, one: str, before: str) -> None:
        if before:
            self.low[before] = min(self.low[before], self.low[one])
        if self.low[one] != self.number[one]:
            return
        group: list[str] = []
        while not group or group[-1] != one:
            group.append(self.open.pop())
        self.is_open.difference_update(group)
        self.groups.append(sorted(group))


def _shortest(start: str, members: set[str], after: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the shortest circle through *start* within its knot, turned so that its smallest comes first."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while start not in came:
        here = waiting.popleft()
        for step in after.get(here, []):
            if step in members and step not in came:
                came[step] = here
                waiting.append(step)
    ring = [start]
    while came[ring[-1]] != start:
        ring.append(came[ring[-1]])
    ring.reverse()
    turn = ring.index(min(ring))
    return (*ring[turn:], *ring[:turn])
