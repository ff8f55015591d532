"""The rule that a reply is evidence only as far as it speaks about the fact."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Using, Word
from nuocheng.verification.rules.sources import FACTS_FIRST


@rule(title="答复说了事实才能采用", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def used_reply_says_something(facts: Using) -> str | None:
    """Object to using a reply in which the body only says that nothing of it is its business."""
    if all(word == Word.NOT_OURS for word in facts.words):
        return "对方每一项都答“不归我们管”，没有可以采用的内容。请选“不采用”，再问该管的单位"
    return None
