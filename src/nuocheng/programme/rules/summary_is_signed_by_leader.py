"""The rule that a summary is signed off by the leader in charge."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import SummaryHanding
from nuocheng.programme.rules.signing import missigned
from nuocheng.programme.rules.sources import CONTACTS, SUMMARY


@rule(title="总结由负责领导签发", cites=(SUMMARY, CONTACTS), since=date(2020, 4, 3))
def summary_is_signed_by_leader(facts: SummaryHanding) -> str | None:
    """Object when it is signed by nobody, by somebody else than the leader in charge, or on a day to come."""
    return missigned("总结", facts)
