"""The rule that leave to come unannounced is given by somebody who neither planned the visit nor goes."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Allowing
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(title="不打招呼的检查由另一个人批准", cites=(NO_DISTURBANCE,), since=date(2020, 4, 3))
def leave_is_given_by_another(facts: Allowing) -> str | None:
    """Object when whoever gives leave planned the visit or goes on it."""
    return "安排的人和去的人不能自己批准，请本单位另一个审查岗位批准" if facts.own else None
