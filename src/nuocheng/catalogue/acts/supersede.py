"""Supersede the edition in force by a newer one."""

from __future__ import annotations

from nuocheng.catalogue.models import Edition
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.supersede", by=(Role.EDITOR, Role.BUREAU, Role.SYSTEM), file=Edition)
def supersede(on: Occasion, edition: Edition, deed: Deed, *, by: str) -> None:
    """Supersede an edition: it stays readable, and nothing new begins under it.

    It happens only in the deed that publishes its successor, so that no item is ever without an edition.

    Raises:
        OutOfOrder: The edition is not in force, or no successor is being published in this deed.

    """
    edition.lifecycle.after("supersede", edition.state)
    successor = deed.held.get(f"{Edition._meta.label}:{by}")
    if successor is None or successor.file.pk == edition.pk:
        raise OutOfOrder("旧版在公布新版时自动停用，不单独办理")
    deed.move(edition, "supersede", note={"by": by}, ended_at=on.at)
