"""The rule that whoever stood aside takes no further part."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Decider
from nuocheng.cases.rules.sources import STAND_ASIDE
from nuocheng.kernel.rulings import rule


@rule(title="回避以后不再参与", cites=(STAND_ASIDE,), since=date(2020, 4, 3))
def decider_has_not_recused(facts: Decider) -> str | None:
    """Object when the reviewer has recused themselves from the case."""
    if facts.reviewer in facts.recused:
        return "您在这一件里已经回避，不能再参与办理"
    return None
