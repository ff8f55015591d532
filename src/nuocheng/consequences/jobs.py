"""What happens by itself in consequences: terms that run out in silence."""

from __future__ import annotations

from nuocheng.consequences import acts, queries
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion

BATCH = 100


def note_silences(on: Occasion) -> int:
    """Note every matter whose term for statement and defence ran out; return how many."""
    done = 0
    for reference in queries.past_defence(on.today, BATCH):
        try:
            acts.note_silence(on, reference)
        except Refusal:
            continue
        done += 1
    return done
