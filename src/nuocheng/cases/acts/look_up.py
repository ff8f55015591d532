"""Keep what was looked up about a party before it fills in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nuocheng.cases.models import Case, Enquiry
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Looked:
    """One question that was asked outside, for which purpose and by which law, and what it answered."""

    channel: str
    source: str
    title: str
    fields: tuple[str, ...]
    purpose: str
    basis: str
    outcome: str
    receipt_no: str
    digest: str
    asked_at: datetime
    values: tuple[tuple[str, str, str], ...]


@official_act("case.look_up", by=(Role.APPLICANT, Role.CLERK), file=Case)
def look_up(on: Occasion, case: Case, deed: Deed, *, looked: tuple[Looked, ...]) -> None:
    """Note what was looked up about the party (查询已有的信息), for which purpose and by which law (PIPL).

    Raises:
        Malformed: Nothing was looked up.
        OutOfOrder: The pledge is signed already, or no notice was served.

    """
    case.ready_for("look_up")
    if not looked:
        raise Malformed.at("looked", "没有查询任何来源，不用记录")
    rows = [
        Enquiry(
            case=case,
            channel=one.channel,
            source=one.source,
            title=one.title,
            fields=canonical(list(one.fields)),
            purpose=one.purpose,
            basis=one.basis,
            outcome=one.outcome,
            receipt_no=one.receipt_no,
            digest=one.digest,
            values=canonical([list(value) for value in one.values]),
            at=one.asked_at,
        )
        for one in looked
    ]
    asked = [{"source": one.source, "purpose": one.purpose, "basis": one.basis} for one in looked]
    deed.move(case, "look_up", rows=rows, note={"asked": asked})
