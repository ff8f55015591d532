"""The rule that one further question may follow a reply, and no more."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import AskingFurther
from nuocheng.verification.rules.sources import COOPERATION


@rule(title="补充询问只有一次", cites=(COOPERATION,), since=date(2020, 4, 3))
def further_question_comes_once(facts: AskingFurther) -> str | None:
    """Object to a second further question, and to one that asks nothing."""
    if facts.before:
        return "已经补充询问过一次。请采用或者不采用现有的答复；还不清楚的，改用别的核查方式"
    return None if facts.text.strip() else "请写明还要问什么，例如：登记的地址是哪个小区"
