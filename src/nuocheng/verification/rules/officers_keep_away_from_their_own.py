"""The rule that whoever handled the case, or is the party, does not verify it (回避)."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Planning
from nuocheng.verification.rules.sources import VERIFY


@rule(title="经办的人回避", cites=(VERIFY,), since=date(2020, 4, 3))
def officers_keep_away_from_their_own(facts: Planning) -> str | None:
    """Object when somebody is to go who handled the case, or is the party."""
    names = [one.name for one in facts.team if one.keeps_away]
    return f"{'、'.join(names)}经办过这一件，或者就是当事人，要回避，请换人" if names else None
