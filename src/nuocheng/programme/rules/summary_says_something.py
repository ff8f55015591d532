"""The rule that a summary says something: one part may have nothing to tell, not all of them."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import SummaryHanding
from nuocheng.programme.rules.sources import SUMMARY

#: What people write into a part in which they have nothing to tell.
NOTHING = frozenset({"无", "没有", "暂无", "略", "同上", "none", "na", "不适用", "无内容"})


@rule(title="总结要写明做了什么", cites=(SUMMARY,), since=date(2020, 4, 3))
def summary_says_something(facts: SummaryHanding) -> str | None:
    """Object when every part that is written says no more than that there is nothing."""
    words = ["".join(sign for sign in one.text.lower() if sign.isalnum()) for one in facts.parts]
    said = [one for one in words if one]
    if said and NOTHING.issuperset(said):
        return "不能每一部分都写“无”，请写明做了哪些工作"
    return None
