"""How often somebody is looked at again: by how their earlier pledges stood the check, and by nothing else.

The classes and their percentages are law data (``code.sampling.*``); which class somebody is in follows from what
was found here before, so that honest parties are disturbed less, and anybody can be told why (domain.md 6.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CreditClass(StrEnum):
    """The classes of parties from which samples are drawn."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Record:
    """How many of somebody's pledged facts were found true, untrue, or could not be settled."""

    confirmed: int = 0
    refuted: int = 0
    unresolved: int = 0


#: Why somebody is in a class, in the words in which they may be told.
WHY = {
    CreditClass.A: "以前的承诺都查过，都属实",
    CreditClass.B: "以前没有核查过的承诺",
    CreditClass.C: "以前有承诺没能核实",
    CreditClass.D: "以前有承诺查出不实",
}


def class_of(record: Record) -> CreditClass:
    """Return the class of a party with such a record: the least favourable fact decides."""
    if record.refuted:
        return CreditClass.D
    if record.unresolved:
        return CreditClass.C
    return CreditClass.A if record.confirmed else CreditClass.B
