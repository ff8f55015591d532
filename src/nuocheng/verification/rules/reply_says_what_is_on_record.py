"""The rule that a reply answers every question, says what is on record, and is signed by somebody."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import WORDS_IF_DISCLOSED, WORDS_IF_NOT, Given, Replying, Word
from nuocheng.verification.rules.sources import COOPERATION, FACTS_FIRST


@rule(title="答复要逐项、有内容、有人负责", cites=(COOPERATION, FACTS_FIRST), since=date(2021, 7, 15))
def reply_says_what_is_on_record(facts: Replying) -> str | None:
    """Object to a question without a word that fits it, to a no without what is on record, and to nobody's reply."""
    odd = [one.label for one in facts.given if one.word not in _fitting(one)]
    if odd:
        return f"请逐项答复，还差：{'、'.join(odd)}"
    bare = [
        one.label for one in facts.given if one.word in {Word.DENIED, Word.TOLD} and not one.observed.strip()
    ]
    if bare:
        return f"请写明登记的是什么：{'、'.join(bare)}。没有登记的，选“查无此记录”"
    return None if facts.signed_by.strip() else "请写责任人的姓名和职务，由他对答复负责"


def _fitting(one: Given) -> tuple[Word, ...]:
    return WORDS_IF_DISCLOSED if one.discloses else WORDS_IF_NOT
