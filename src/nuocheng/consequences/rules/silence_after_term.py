"""The rule that silence counts only once the term has run out."""

from __future__ import annotations

from datetime import date

from nuocheng.consequences.rules.facts import Silence
from nuocheng.consequences.rules.sources import HEAR
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import rule


@rule(title="陈述申辩期限届满", cites=(HEAR,), since=date(2021, 7, 15))
def silence_after_term(facts: Silence) -> str | None:
    """Object when the party's silence would be noted before its term has run out."""
    if facts.today > facts.due_on:
        return None
    return f"陈述申辩的期限到{cn_date(facts.due_on)}，还没有到期，请等到期后再办"
