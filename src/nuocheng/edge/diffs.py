"""What changed between two wordings, sign by sign and number by number, for the comparison of two versions."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"[0-9A-Za-z.]+|.", re.DOTALL)
"""A number or a Latin word is one thing; every other sign stands alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of signs that was kept, taken out or put in."""

    text: str
    changed: bool


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return the old and the new wording as runs, with what went and what came marked."""
    before: list[Piece] = []
    after: list[Piece] = []
    old_words, new_words = WORD.findall(old), WORD.findall(new)
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old_words, new_words, False
    ).get_opcodes():
        changed = kind != "equal"
        if old_to > old_from:
            before.append(Piece("".join(old_words[old_from:old_to]), changed))
        if new_to > new_from:
            after.append(Piece("".join(new_words[new_from:new_to]), changed))
    return before, after
