"""The rule that a report is sent back with the reason."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.oversight.rules.facts import SendingBack
from nuocheng.oversight.rules.sources import MONTHLY_REPORT

LONGEST = 400


@rule(title="退回要写明原因", cites=(MONTHLY_REPORT,), since=date(2020, 4, 3))
def return_gives_reasons(facts: SendingBack) -> str | None:
    """Object when a report is sent back without a word on what to mend, or with too many."""
    if not facts.reason.strip():
        return Fault("请写明退回的原因，让报送单位知道要改哪里", "reason")
    if len(facts.reason.strip()) > LONGEST:
        return Fault(f"退回的原因请写在{LONGEST}个字以内", "reason")
    return None
