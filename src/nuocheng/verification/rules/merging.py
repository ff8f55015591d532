"""Which things that wait for a visit could be looked at in one going: of one party, or at one address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One task that waits for a visit: whose, and under which word its address is found."""

    reference: str
    party: str
    place_key: str


def merged(waiting: Iterable[Waiting]) -> list[tuple[str, ...]]:
    """Return the tasks in groups, each in the order in which it came: who shares a party or an address is together."""
    group_of: dict[str, list[str]] = {}
    groups: list[list[str]] = []
    for one in waiting:
        names = [f"party:{one.party}", *([f"place:{one.place_key}"] if one.place_key else [])]
        found = [group_of[name] for name in names if name in group_of]
        group = found[0] if found else []
        if not found:
            groups.append(group)
        for other in found[1:]:
            if other is not group:
                group += other
                other.clear()
                group_of |= {name: group for name, held in group_of.items() if held is other}
        group.append(one.reference)
        group_of |= dict.fromkeys(names, group)
    return [tuple(group) for group in groups if group]
