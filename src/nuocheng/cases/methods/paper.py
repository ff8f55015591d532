"""Signing on paper at the window: the clerk copies the name, and the scan of the paper is kept."""

from __future__ import annotations

from collections.abc import Sequence

from nuocheng.cases.methods.protocol import Asked, Verified
from nuocheng.cases.rules.ceremony import Evidence, Method

SCAN = "scan"


class Paper:
    """A hand-written signature (or a fingerprint with scribe and witness) on the printed pledge."""

    key = str(Method.PAPER)

    def verify(self, asked: Asked, evidence: Sequence[Evidence]) -> Verified:
        """Return the name that the clerk copied from the paper, and the scans that came with it."""
        scans = tuple(one for one in evidence if one.what == SCAN)
        return Verified(asked.signed_as, {"scans": str(len(scans))}, scans)


METHOD = Paper()
