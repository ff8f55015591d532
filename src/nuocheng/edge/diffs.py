"""What changed between two wordings, sign by sign, for the comparison of two versions."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of signs that was kept, taken out or put in."""

    text: str
    changed: bool


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return the old and the new wording as runs, with what went and what came marked."""
    before: list[Piece] = []
    after: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = kind != "equal"
        if old_to > old_from:
            before.append(Piece(old[old_from:old_to], changed))
        if new_to > new_from:
            after.append(Piece(new[new_from:new_to], changed))
    return before, after
