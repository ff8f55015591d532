"""The rule that another body is troubled only where data gave nothing, and that the file says why."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Requesting
from nuocheng.verification.rules.sources import ASSISTANCE


@rule(title="先在线查，查不清再请协助", cites=(ASSISTANCE,), since=date(2020, 4, 3))
def online_comes_first(facts: Requesting) -> str | None:
    """Object when a fact was not asked about online yet, is settled already, or the reason is missing."""
    unasked = [one.label for one in facts.questions if one.by_machine and not one.outcome]
    if unasked:
        return f"“{'、'.join(unasked)}”还没有在线查过。请先查数据来源，查不清再请别的单位协助"
    settled = [one.label for one in facts.questions if one.outcome == "consistent"]
    if settled:
        return f"“{'、'.join(settled)}”查到的和承诺一致，不用再问别的单位，请去掉"
    return None if facts.why.strip() else "请写明为什么要请别的单位协助，例如：平台上查无数据"
