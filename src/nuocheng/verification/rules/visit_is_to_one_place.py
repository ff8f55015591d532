"""The rule that one visit goes to one party, or to one address."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.addresses import place_key, read_address, same_place
from nuocheng.verification.rules.facts import Place, Planning
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(title="一次上门只去一家，或者一个地址", cites=(NO_DISTURBANCE,), since=date(2020, 4, 3))
def visit_is_to_one_place(facts: Planning) -> str | None:
    """Object when two facts are of different parties at addresses that are not known to be one."""
    apart = [(one, other) for one, other in combinations(facts.places, 2) if not _together(one, other)]
    if not apart:
        return None
    one, other = apart[0]
    return f"“{one.label}”和“{other.label}”不是同一个当事人，也不在同一个地址，请分开安排"


def _together(one: Place, other: Place) -> bool:
    if one.party == other.party:
        return True
    key = place_key(one.address)
    if not key or key != place_key(other.address):
        return False
    return same_place(read_address(one.address), read_address(other.address)) is not False
