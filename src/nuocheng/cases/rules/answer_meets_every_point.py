"""The rule that every point of a correction is answered: mended, or said why not."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import CorrectionAnswered
from nuocheng.cases.rules.sources import ASKED_ONCE
from nuocheng.kernel.rulings import rule


@rule(title="补正逐项答复", cites=(ASKED_ONCE,), since=date(2020, 4, 3))
def answer_meets_every_point(facts: CorrectionAnswered) -> str | None:
    """Object when a point is neither mended nor spoken to."""
    open_points = [f"第{number}项（{what}）" for number, what in facts.asked if number not in facts.answered]
    if not open_points:
        return None
    return f"还有没补的：{'、'.join(open_points)}。补不了的，请在那一项写明原因"
