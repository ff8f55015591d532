"""Write a confirmed import piece by piece, and take it back the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nuocheng.catalogue.models import Import, ImportedEdition
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Written:
    """One edition that was drafted, or amended from the content *before*, in the piece at hand."""

    edition: str
    before: str
    after: str


@official_act("import.write", by=Role.SYSTEM, file=Import)
def write_import(
    on: Occasion, of: Import, deed: Deed, *, written: Sequence[Written], left_out: Sequence[str] = ()
) -> None:
    """Note one piece of an import (写入一批): which editions it drafted or amended, and which it left out and why.

    Raises:
        OutOfOrder: The import is not being written.

    """
    rows = [
        ImportedEdition(of=of, edition_id=one.edition, before=one.before, after=one.after) for one in written
    ]
    note = {"written": len(written), "left_out": list(left_out)}
    done, out = of.written + len(written), of.left_out + len(left_out)
    deed.move(of, "write", rows=rows, note=note, written=done, left_out=out)


@official_act("import.finish", by=Role.SYSTEM, file=Import)
def finish_import(on: Occasion, of: Import, deed: Deed) -> None:
    """Close the writing of an import, or its taking back (导入完成、撤回完成).

    Raises:
        OutOfOrder: Neither is under way.

    """
    deed.move(of, "finish", note={"written": of.written, "left_out": of.left_out, "undone": of.undone})


@official_act("import.undo", by=Role.EDITOR, file=Import)
def undo_import(on: Occasion, of: Import, deed: Deed) -> None:
    """Undo a whole import (撤回整次导入): every edition that is still as the import left it goes back.

    Raises:
        OutOfOrder: The import is not written, or is undone already.

    """
    deed.move(of, "undo", by=on.actor)


@official_act("import.take_back", by=Role.SYSTEM, file=Import)
def take_back_import(
    on: Occasion, of: Import, deed: Deed, *, editions: Sequence[str], kept: Sequence[str] = ()
) -> None:
    """Note one piece taken back (撤回一批): which editions went back, and which had moved on and stay.

    Raises:
        OutOfOrder: The import is not being undone.

    """
    note = {"editions": list(editions), "kept": list(kept)}
    deed.move(of, "take_back", note=note, undone=of.undone + len(editions))
