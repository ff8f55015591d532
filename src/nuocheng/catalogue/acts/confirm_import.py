"""Say how the columns of a table are meant, confirm its import, or drop it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nuocheng.catalogue.models import Import
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("import.match", by=Role.EDITOR, file=Import)
def match_import(on: Occasion, of: Import, deed: Deed, *, matchings: Sequence[Mapping[str, Any]]) -> None:
    """Confirm what each column of the table means (核对列); it may be done again until the import is confirmed.

    Raises:
        OutOfOrder: The import is confirmed or dropped already.

    """
    said = canonical(list(matchings))
    deed.move(of, "match", note={"matchings": sha256(said)}, matchings=said)


@official_act("import.confirm", by=Role.EDITOR, file=Import)
def confirm_import(on: Occasion, of: Import, deed: Deed, *, good_rows: bool = False) -> None:
    """Confirm an import (确认导入) after its trial reading: from now it is written, a few items at a time.

    Raises:
        OutOfOrder: Its columns are not confirmed, or it is under way already.

    """
    deed.move(of, "confirm", note={"good_rows": good_rows}, good_rows=good_rows, by=on.actor)


@official_act("import.drop", by=Role.EDITOR, file=Import)
def drop_import(on: Occasion, of: Import, deed: Deed) -> None:
    """Drop an import (不导入了) that was not confirmed: nothing of it was written.

    Raises:
        OutOfOrder: It was confirmed.

    """
    deed.move(of, "drop")
