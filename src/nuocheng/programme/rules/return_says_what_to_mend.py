"""The rule that whatever is sent back says what to mend."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.programme.rules.facts import SendingBack
from nuocheng.programme.rules.sources import IMPLEMENTATION_PLAN, MILESTONES, SUMMARY, WRITTEN_EXPLANATION

LONGEST = 400


@rule(
    title="退回要写明改哪里",
    cites=(IMPLEMENTATION_PLAN, WRITTEN_EXPLANATION, SUMMARY, MILESTONES),
    since=date(2020, 4, 3),
)
def return_says_what_to_mend(facts: SendingBack) -> str | None:
    """Object when something is sent back without a word on what to mend, or with too many."""
    length = len(facts.reason.strip())
    if not length:
        return Fault("请写明退回的原因，让单位知道要改哪里", "reason")
    return Fault(f"退回的原因请写在{LONGEST}个字以内", "reason") if length > LONGEST else None
