"""Match claims with a reference set piece by piece: each piece is written whole, and what is written is not done again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nuocheng.verification.channels.batch import store
from nuocheng.verification.channels.batch.engines import Engine
from nuocheng.verification.channels.batch.expression import Piece, Reading, verdicts


@dataclass(frozen=True, slots=True)
class Match:
    """What is matched with what, and where the results go: a file (or a folder of them) for each piece."""

    claims: Path
    reference: Path
    reading: Reading
    results: Path

    def outcome(self, piece: Piece) -> Path:
        """Return where the results of a piece lie."""
        return self.results / f"{self.claims.stem}-{piece.first:012d}.parquet"


@dataclass(frozen=True, slots=True)
class Done:
    """A piece with its results: where they lie, the last place in it, and whether it was matched just now."""

    path: Path
    last: int
    fresh: bool


def match(what: Match, engine: Engine, size: int = 0) -> Iterator[Done]:
    """Match piece by piece, and yield what is done; pieces that an earlier attempt finished are only named."""
    claims = reference = None
    for piece in store.pieces(what.claims, size or engine.piece):
        path = what.outcome(piece)
        fresh = not path.exists()
        if fresh:
            if claims is None or reference is None:
                claims, reference = (
                    engine.read(what.claims, "claims"),
                    engine.read(what.reference, "reference"),
                )
            engine.write(verdicts(claims, reference, what.reading, piece), path)
        yield Done(path, piece.last, fresh)
