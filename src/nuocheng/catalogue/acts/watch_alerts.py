"""Raise alerts of the watch, settle them with a reason, open them again, and clear them."""

from __future__ import annotations

from typing import Any

from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import Alert
from nuocheng.catalogue.queries.watching import Sighting
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.occasion import Occasion, Role


@founding_act("alert.raise", by=Role.SYSTEM, file=Alert)
def raise_alert(on: Occasion, deed: Deed, *, sighting: Sighting) -> Alert:
    """Raise an alert (监测发现) about something the watch came upon.

    Raises:
        Overtaken: There is one about it already.

    """
    alert = Alert(
        reference=f"W{next_number('alert'):06d}",
        topic=sighting.topic,
        about=sighting.about,
        code=sighting.code,
        **_told(sighting),
    )
    return deed.found(alert, "raise", note={"evidence": sighting.digest})


@official_act("alert.reopen", by=Role.SYSTEM, file=Alert)
def reopen_alert(on: Occasion, alert: Alert, deed: Deed, *, sighting: Sighting) -> None:
    """Open an alert again because what it is about says something else now.

    Raises:
        OutOfOrder: The alert's state does not allow it.

    """
    blank: dict[str, Any] = {"reason": "", "settled_by": "", "settled_at": None}
    note = {"was": alert.digest, "evidence": sighting.digest}
    deed.move(alert, "reopen", note=note, **blank, **_told(sighting))


@official_act("alert.clear", by=Role.SYSTEM, file=Alert)
def clear_alert(on: Occasion, alert: Alert, deed: Deed) -> None:
    """Clear an alert: what it was about is there no more.

    Raises:
        OutOfOrder: It is cleared already.

    """
    deed.move(alert, "clear")


@official_act("alert.settle", by=(Role.EDITOR, Role.LEGAL, Role.BUREAU), file=Alert)
def settle_alert(on: Occasion, alert: Alert, deed: Deed, *, reason: str) -> None:
    """Settle an alert with a reason (说明情况); it opens again when its evidence changes.

    Raises:
        OutOfOrder: It is not open.
        Malformed: No reason is given.

    """
    alert.ready_for("settle")
    said = stated(reason, "请写明为什么还要这份证明，或者打算怎么改")
    deed.move(alert, "settle", note={"reason": said}, reason=said, settled_by=on.actor, settled_at=on.at)


def _told(sighting: Sighting) -> dict[str, Any]:
    return {
        "department": sighting.department,
        "edition": sighting.edition,
        "title": sighting.title,
        "evidence": canonical(sighting.evidence),
        "digest": sighting.digest,
        "units": " ".join(sighting.units)[:400],
    }
