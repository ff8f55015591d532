"""The rule that a finding which a re-check reopened is made anew by somebody who had no part in it."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import FindingFacts
from nuocheng.verification.rules.sources import VERIFY


@rule(title="复核不同的由第三个人下结论", cites=(VERIFY,), since=date(2020, 4, 3))
def reopened_is_found_by_a_third(facts: FindingFacts) -> str | None:
    """Object when one of the two who disagreed would decide."""
    return "这一项复核不同，要由没有参加过的第三个人下结论，请转给他" if facts.took_part else None
