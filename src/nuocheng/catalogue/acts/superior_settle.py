"""Say whether a row of a superior list and a certificate of ours are the same, and settle a difference."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import Settlement, SuperiorEntry, SuperiorList, SuperiorMatch
from nuocheng.catalogue.queries import superior as queries
from nuocheng.catalogue.rules.superior import Choice
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import NotFound, NotInOffice
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a difference is: the row of the list (none: ours only), and the certificate of ours (none: theirs only)."""

    entry: UUID | None = None
    edition: str = ""
    key: str = ""


@official_act("superior_list.match", by=(Role.EDITOR, Role.LEGAL, Role.BUREAU), file=SuperiorList)
def match_entry(on: Occasion, file: SuperiorList, deed: Deed, *, spot: Spot, same: bool) -> None:
    """Say whether a row and a certificate of ours are the same (是不是同一份), whatever they are called.

    Raises:
        OutOfOrder: The list is not in force.
        NotFound: There is no such row, or no such certificate in force.
        NotInOffice: The certificate is another department's.

    """
    file.ready_for("match")
    rows = SuperiorEntry.objects.filter(superior_list=file)
    entry = rows.filter(pk=spot.entry).first() if spot.entry else None
    if entry is None:
        raise NotFound("清单里没有这一行，请回到清单重新看")
    ours = queries.ours_of(spot.edition, spot.key)
    _own(on, ours.department)
    match = SuperiorMatch(
        entry=entry, code=ours.code, key=ours.key, name=ours.name, same=same, by=on.actor, at=on.at
    )
    note = {"entry": entry.pk.hex, "ours": f"{ours.edition} {ours.key}", "same": same}
    deed.move(file, "match", rows=[match], note=note)


@official_act("superior_list.settle", by=(Role.EDITOR, Role.LEGAL, Role.BUREAU), file=SuperiorList)
def settle_difference(
    on: Occasion, file: SuperiorList, deed: Deed, *, spot: Spot, choice: Choice, reason: str
) -> None:
    """Settle one difference with a reason (处理差异): it stays settled until either side says something else.

    Raises:
        OutOfOrder: The list is not in force.
        NotFound: There is no such difference any more.
        NotInOffice: It is another department's.
        Malformed: No reason is given.

    """
    file.ready_for("settle")
    said = stated(reason, "请写明理由，上级来问时要答得出")
    own = "" if on.post.role is Role.BUREAU else on.post.department
    found = queries.difference(file.reference, spot.entry, spot.edition, spot.key, department=own or None)
    _own(on, found.department)
    settlement = Settlement(
        superior_list=file,
        entry=found.entry.pk if found.entry else None,
        edition=spot.edition,
        key=spot.key,
        name=found.name,
        department=found.department,
        gap=found.gap,
        theirs=found.theirs_digest,
        ours=found.ours_digest,
        choice=choice,
        reason=said,
        by=on.actor,
        at=on.at,
    )
    note = {"gap": found.gap, "about": found.name, "choice": choice, "reason": said}
    deed.move(file, "settle", rows=[settlement], note=note)


def _own(on: Occasion, department: str) -> None:
    """Let the Bureau go on everywhere, everybody else in their own department.

    Raises:
        NotInOffice: It is another department's.

    """
    if on.post.role is not Role.BUREAU and department not in ("", on.post.department):
        raise NotInOffice("这一条由别的单位负责，请转给那个单位")
