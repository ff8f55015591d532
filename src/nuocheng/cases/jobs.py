"""What happens by itself in cases: those with nothing left to verify are closed."""

from __future__ import annotations

from datetime import timedelta

from nuocheng.cases import acts, queries
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.verification import queries as verification

LOOK_BACK = timedelta(days=7)


def close_verified(on: Occasion) -> int:
    """Close granted cases whose every pledged fact has a finding, none against the party; return how many."""
    done = 0
    settled = verification.settled_since(on.at - LOOK_BACK)
    for reference in queries.still_granted(settled):
        try:
            acts.close(on, reference)
        except Refusal:
            continue
        done += 1
    return done
