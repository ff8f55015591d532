"""What changed between two wordings, phrase by phrase, for the comparison of two versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"[0-9A-Za-z.]+|.", re.DOTALL)
"""A number or a Latin word is one thing; every other sign stands alone."""
#: A run of so few signs kept between two changes is no island: marking around it would leave confetti.
ISLAND = 2
#: Where less of both wordings than this was kept, nobody is helped by single signs: all of it was changed.
LITTLE = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of signs that was kept, taken out or put in."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of both wordings that was kept or changed."""

    old: str
    new: str
    kept: bool


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return the old and the new wording as runs, with what went and what came marked."""
    runs = list(_joined(_without_islands(list(_runs(old, new)))))
    before = [Piece(run.old, not run.kept) for run in runs if run.old]
    after = [Piece(run.new, not run.kept) for run in runs if run.new]
    return before, after


def _runs(old: str, new: str) -> Iterator[_Run]:
    old_words, new_words = WORD.findall(old), WORD.findall(new)
    found = SequenceMatcher(None, old_words, new_words, autojunk=False)
    if old and new and found.ratio() < LITTLE:
        yield _Run(old, new, kept=False)
        return
    for kind, old_from, old_to, new_from, new_to in found.get_opcodes():
        yield _Run("".join(old_words[old_from:old_to]), "".join(new_words[new_from:new_to]), kind == "equal")


def _without_islands(runs: list[_Run]) -> Iterator[_Run]:
    """Yield the runs, counting as changed what was kept by chance between two changes."""
    last = len(runs) - 1
    for place, run in enumerate(runs):
        island = run.kept and 0 < place < last and len(run.old) < ISLAND and run.old.isalnum()
        yield _Run(run.old, run.new, kept=run.kept and not island)


def _joined(runs: Iterator[_Run]) -> Iterator[_Run]:
    held: _Run | None = None
    for run in runs:
        if held is not None and held.kept == run.kept:
            held = _Run(held.old + run.old, held.new + run.new, run.kept)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
