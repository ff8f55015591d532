"""The rule that every part of a summary that the law names is written."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import SummaryHanding
from nuocheng.programme.rules.sources import SUMMARY


@rule(title="总结的每一部分都要写", cites=(SUMMARY,), since=date(2020, 4, 3))
def summary_writes_every_part(facts: SummaryHanding) -> str | None:
    """Object when a part has no word in it: blank, or nothing but punctuation."""
    unwritten = [f"“{one.title}”" for one in facts.parts if not any(sign.isalnum() for sign in one.text)]
    return f"还没写{'、'.join(unwritten)}，请写好再报送" if unwritten else None
