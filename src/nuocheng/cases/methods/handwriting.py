"""Signing with a hand on a pad: the strokes are kept, and the picture is drawn here from them."""

from __future__ import annotations

from collections.abc import Sequence

from nuocheng.cases.methods.protocol import Asked, Verified, piece
from nuocheng.cases.rules.ceremony import Evidence, Method
from nuocheng.edge.pads import MISSING, STROKES, draw, ink_of, read
from nuocheng.journal.canonical import canonical

PICTURE = "picture"


class Handwriting:
    """Strokes of a hand; whose hand it is, is borne out by the sign-in, and later by a look at the strokes."""

    key = str(Method.HANDWRITING)

    def verify(self, asked: Asked, evidence: Sequence[Evidence]) -> Verified:
        """Return the name of whoever is signed in, with the strokes and the picture drawn from them.

        Raises:
            Malformed: There are no strokes, they cannot be read, or they are only a dot.

        """
        strokes = read(piece(evidence, STROKES, MISSING).content)
        ink = ink_of(strokes)
        kept = Evidence(STROKES, canonical(strokes).encode(), "application/json")
        drawn = Evidence(PICTURE, draw(strokes), "image/png")
        said = {"strokes": str(len(strokes)), "points": str(sum(map(len, strokes))), "ink": str(round(ink))}
        return Verified(asked.names[0], said, (kept, drawn))


METHOD = Handwriting()
