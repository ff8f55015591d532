"""The rule that nobody goes alone."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Planning
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(title="现场核查的人数", cites=(NO_DISTURBANCE,), since=date(2020, 4, 3))
def visit_has_enough_officers(facts: Planning) -> str | None:
    """Object when fewer different officers go than the law of the place asks for."""
    going = {one.account for one in facts.team}
    if len(going) < len(facts.team):
        return "同一个人选了两次，请换一个人"
    if len(going) < facts.least:
        return f"现场核查至少要{facts.least}个人一起去，现在是{len(going)}个，请再选人"
    return None
