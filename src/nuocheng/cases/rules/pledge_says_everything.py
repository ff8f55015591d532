"""The rules on what a pledge must say."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import FOUNDING_STATEMENTS, PledgeText
from nuocheng.cases.rules.sources import FOUR_STATEMENTS
from nuocheng.kernel.rulings import rule


@rule(title="承诺四项内容齐全", cites=(FOUR_STATEMENTS,), since=date(2020, 4, 3))
def pledge_says_everything(facts: PledgeText) -> str | None:
    """Object when one of the four founding statements, or one the notice adds, is missing."""
    missing = [text for code, text in FOUNDING_STATEMENTS.items() if code not in facts.statements]
    others = sorted(facts.required - facts.statements - set(FOUNDING_STATEMENTS))
    if not missing and not others:
        return None
    listed = "；".join(missing) or "告知书列明的其他声明"
    return f"承诺书还缺：{listed}。请逐条看过，同意的打勾；不同意的可以改为提交证明"
