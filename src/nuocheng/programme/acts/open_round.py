"""The Bureau opens a round of work, and closes it."""

from __future__ import annotations

from datetime import date

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.programme import queries
from nuocheng.programme.models import Round
from nuocheng.programme.rules import MAY_OPEN
from nuocheng.programme.rules.content import Asked, asked_as_json
from nuocheng.programme.rules.facts import Opening


@founding_act("round.open", by=Role.BUREAU, file=Round)
def open_round(
    on: Occasion, deed: Deed, *, title: str, begins_on: date, asked: tuple[Asked, ...], document: str = ""
) -> Round:
    """Open a round of work (部署一轮工作): what is asked of every department, and until when.

    Raises:
        Malformed: The round has no name.
        OutOfOrder: Another round is open.
        RuledOut: No milestone is named, or one is due before the round begins.

    """
    if not title.strip():
        raise Malformed.at("title", "请写这一轮工作的名称，例如2026年度证明事项告知承诺制工作")
    running = queries.current_round()
    if running is not None:
        raise OutOfOrder(f"“{running.title}”还在进行，请先结束它，再部署新一轮")
    require(MAY_OPEN, Opening(begins_on, asked), on=on.today)
    place = queries.rounds_begun_in(begins_on.year) + 1
    row = Round(
        reference=f"GZ{begins_on.year}-{place}",
        title=title.strip(),
        document=document.strip(),
        begins_on=begins_on,
        milestones=asked_as_json(tuple(sorted(asked, key=lambda one: one.due_on))),
    )
    return deed.found(row, "open", note={"title": row.title, "milestones": len(asked)})


@official_act("round.close", by=Role.BUREAU, file=Round)
def close_round(on: Occasion, row: Round, deed: Deed) -> None:
    """Close a round of work: what is still open stays as it is, and nothing more can be reported in it.

    Raises:
        OutOfOrder: It is closed already.

    """
    deed.move(row, "close", closed_on=on.today)
