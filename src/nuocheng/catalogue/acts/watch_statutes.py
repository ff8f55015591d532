"""Register laws that certificates rest on, their changes, and that an entry still stands after one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import BasisReview, Statute
from nuocheng.catalogue.queries import statutes as queries
from nuocheng.catalogue.rules.naming import statute_key
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, NotInOffice
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a law: from which day, written where, what changed, and what takes its place."""

    on: date
    citation: str
    note: str = ""
    successor: str = ""


@founding_act("statute.open", by=(Role.LEGAL, Role.BUREAU, Role.SYSTEM), file=Statute)
def open_statute(on: Occasion, deed: Deed, *, title: str, number: str = "", level: str = "") -> Statute:
    """Register a law or document (设定依据) that certificates rest on.

    Raises:
        Malformed: It has no title.
        Overtaken: It is registered already.

    """
    key = statute_key(title, number)
    if not key:
        raise Malformed.at("title", "请填写依据的名称")
    statute = Statute(
        reference=f"L{next_number('statute'):06d}",
        key=key,
        title=title.strip().strip("《》"),
        number=number.strip(),
        level=level,
    )
    return deed.found(statute, "open")


@official_act("statute.amend", by=(Role.LEGAL, Role.BUREAU), file=Statute)
def amend_statute(on: Occasion, statute: Statute, deed: Deed, *, change: Change) -> None:
    """Register that a law was amended (已修改): every entry that rests on it is to be looked at again.

    Raises:
        OutOfOrder: The law is repealed.
        Malformed: It is not said since when, or where that is written.

    """
    _change(on, statute, deed, "amend", change)


@official_act("statute.repeal", by=(Role.LEGAL, Role.BUREAU), file=Statute)
def repeal_statute(on: Occasion, statute: Statute, deed: Deed, *, change: Change) -> None:
    """Register that a law was repealed (已废止): no edition that rests on it is published any more.

    Raises:
        OutOfOrder: The law is repealed already.
        Malformed: It is not said since when, or where that is written.

    """
    _change(on, statute, deed, "repeal", change)


@official_act("statute.restore", by=(Role.LEGAL, Role.BUREAU), file=Statute)
def restore_statute(on: Occasion, statute: Statute, deed: Deed, *, reason: str) -> None:
    """Take back a change that was registered by mistake: the law holds as before.

    Raises:
        OutOfOrder: No change is registered.
        Malformed: No reason is given.

    """
    statute.ready_for("restore")
    said = stated(reason, "请写明为什么更正")
    was = {"reason": said, "was": str(statute.changed_on), "citation": statute.citation}
    blank: dict[str, Any] = {
        "changed_on": None,
        "changed_at": None,
        "citation": "",
        "change": "",
        "successor": "",
    }
    deed.move(statute, "restore", note=was, **blank)


@official_act("statute.confirm", by=Role.EDITOR, file=Statute)
def confirm_basis(on: Occasion, statute: Statute, deed: Deed, *, edition: str, key: str, reason: str) -> None:
    """Confirm that a certificate still stands after its law changed (复核确认), with the reason.

    Raises:
        OutOfOrder: The law did not change.
        NotFound: No edition in force asks for it by this law.
        NotInOffice: It is another department's.
        Malformed: No reason is given.

    """
    statute.ready_for("confirm")
    said = stated(reason, "请写明复核的结论，例如条文顺序变了、要求没变")
    row = queries.listed(statute, edition, key)
    if row.department != on.post.department:
        raise NotInOffice("这一条由别的单位负责，请转给那个单位")
    assert statute.changed_on is not None  # a law that changed says since when
    review = BasisReview(
        statute=statute,
        edition=edition,
        key=key,
        changed_on=statute.changed_on,
        reason=said,
        by=on.actor,
        at=on.at,
    )
    deed.move(statute, "confirm", rows=[review], note={"edition": edition, "key": key, "reason": said})


def _change(on: Occasion, statute: Statute, deed: Deed, verb: str, change: Change) -> None:
    """Register a change of a law.

    Raises:
        Malformed: The day lies ahead, or it is not said where the change is written.

    """
    statute.ready_for(verb)
    if change.on > on.today:
        raise Malformed.at("on", "变动日期还没有到。到那天再登记，在那以前依据照样有效")
    citation = stated(change.citation, "请写明出处，例如主席令第几号、哪天公布")
    deed.move(
        statute,
        verb,
        note={"on": change.on.isoformat(), "reason": citation},
        changed_on=change.on,
        changed_at=on.at,
        citation=citation,
        change=change.note.strip(),
        successor=change.successor.strip(),
    )
