"""A department that cannot take part explains in writing; the Bureau accepts, or sends it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.programme import queries
from nuocheng.programme.lifecycle import RoundState
from nuocheng.programme.models import Explanation
from nuocheng.programme.rules import MAY_EXPLAIN, MAY_RETURN
from nuocheng.programme.rules.content import Named, items_as_json
from nuocheng.programme.rules.facts import Explaining, SendingBack


@dataclass(frozen=True, slots=True)
class Explained:
    """What a written explanation says: the grounds, the reasons, and which items (none named: all of them)."""

    grounds: tuple[str, ...]
    text: str
    whole: bool = True
    items: tuple[Named, ...] = ()

    def columns(self) -> dict[str, Any]:
        """Return it as the columns of the file."""
        return {
            "grounds": " ".join(self.grounds),
            "text": self.text.strip(),
            "whole": self.whole,
            "items": items_as_json(() if self.whole else self.items),
        }


@founding_act("explanation.file", by=Role.EDITOR, file=Explanation)
def file_explanation(
    on: Occasion, deed: Deed, *, department: str, of_round: str, said: Explained
) -> Explanation:
    """File a written explanation (书面说明) with the Bureau: why the department cannot take part.

    Raises:
        OutOfOrder: The round is closed, or an explanation is there already.
        RuledOut: It gives no ground that the law names, or no reasons.

    """
    row = queries.a_round(of_round)
    if row.state != RoundState.OPEN:
        raise OutOfOrder(f"“{row.title}”已经结束，不能再报书面说明")
    if department in queries.explanations(row):
        raise OutOfOrder("这一轮已经报过书面说明，请接着办那一份；要重写的，请先撤回")
    _require_grounds(on, said)
    place = len(queries.explanations_of(row, department)) + 1
    told = Explanation(
        reference=f"SM-{row.reference}-{department}-{place}",
        department=department,
        round=row,
        filed_at=on.at,
        **said.columns(),
    )
    return deed.found(told, "file", note={"grounds": list(said.grounds), "whole": said.whole})


@official_act("explanation.file_again", by=Role.EDITOR, file=Explanation)
def file_explanation_again(on: Occasion, told: Explanation, deed: Deed, *, said: Explained) -> None:
    """File an explanation again that was sent back.

    Raises:
        OutOfOrder: It was not sent back.
        RuledOut: It gives no ground that the law names, or no reasons.

    """
    told.ready_for("file_again")
    _require_grounds(on, said)
    note = {"grounds": list(said.grounds), "whole": said.whole}
    deed.move(told, "file_again", note=note, filed_at=on.at, returned_reason="", **said.columns())


@official_act("explanation.accept", by=Role.BUREAU, file=Explanation)
def accept_explanation(on: Occasion, told: Explanation, deed: Deed) -> None:
    """Accept an explanation (采纳); from now on anybody may read it.

    Raises:
        OutOfOrder: It is not waiting to be read.

    """
    deed.move(told, "accept", accepted_at=on.at)


@official_act("explanation.return", by=Role.BUREAU, file=Explanation)
def return_explanation(on: Occasion, told: Explanation, deed: Deed, *, reason: str) -> None:
    """Send an explanation back (退回修改), with the reason.

    Raises:
        OutOfOrder: It is not waiting to be read.
        RuledOut: No reason is given.

    """
    told.ready_for("return")
    require(MAY_RETURN, SendingBack(reason), on=on.today)
    deed.move(told, "return", note={"reason": reason.strip()}, returned_reason=reason.strip())


@official_act("explanation.withdraw", by=Role.EDITOR, file=Explanation)
def withdraw_explanation(on: Occasion, told: Explanation, deed: Deed, *, reason: str = "") -> None:
    """Withdraw an explanation (撤回): the department takes part after all.

    Raises:
        OutOfOrder: It is withdrawn already.

    """
    deed.move(told, "withdraw", note={"reason": reason.strip()}, ended_reason=reason.strip())


def _require_grounds(on: Occasion, said: Explained) -> None:
    known = tuple(queries.grounds(on.today))
    facts = Explaining(said.grounds, known, said.text, said.whole, len(said.items))
    require(MAY_EXPLAIN, facts, on=on.today)
