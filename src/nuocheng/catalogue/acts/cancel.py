"""Cancel an item: it leaves the catalogue."""

from __future__ import annotations

from nuocheng.catalogue import queries
from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.cancel", by=(Role.EDITOR, Role.BUREAU), file=Edition)
def cancel(on: Occasion, edition: Edition, deed: Deed, *, reason: str, basis: str) -> None:
    """Cancel the item (取消) whose edition in force this is: lists drop it at once, its address says why.

    Cases that were pledged under it are finished under it; its editions stay readable.

    Raises:
        OutOfOrder: The edition is not in force, or a later one waits for its day.
        Malformed: No reason or no basis is given, or one of them is too long.

    """
    edition.lifecycle.after("cancel", edition.state)
    last = queries.latest([edition.code])[edition.code]
    if last.state == EditionState.SCHEDULED:  # it would bring the item back on its day
        raise OutOfOrder(f"第{last.version}版已经公布，正等着施行。要取消这个事项，请先把那一版退回")
    said = stated(reason, "请写明为什么取消，这句话会登在事项页上")
    by = stated(basis, "请写明取消的依据，例如文件的名称和文号", field="basis")
    deed.move(edition, "cancel", note={"reason": said, "basis": by}, remark=said, ended_at=on.at)
