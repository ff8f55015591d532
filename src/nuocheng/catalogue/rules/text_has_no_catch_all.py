"""The rule that a text names what it means, without a catch-all at its end."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.catalogue.rules.facts import PlainWords, Written
from nuocheng.catalogue.rules.sources import PLAIN_FORMS
from nuocheng.kernel.rulings import rule

#: 等 that leaves a list open: not 平等, 等级, 一等奖, and not 等3项, which closes it.
_AND_SO_ON = re.compile(
    r"[^，。；、“”（）]{0,6}(?<![平不同高中初优劣均对上下头特何伊甲乙丙一二三四五六此再要先请久])等"
    r"(?![级待于同效值额边分比次候第式离高身不了着您我他结收通])(?![0-9一二三四五六七八九十两]+[个项种类份条])[^，。；、“”（）]{0,4}"
)


@rule(
    title="没有兜底的话",
    cites=(PLAIN_FORMS,),
    since=date(2020, 4, 3),
    why="“等”“有关规定”让人猜不出还要什么，办的人也容易多要材料。",
)
def text_has_no_catch_all(facts: Written) -> str | None:
    """Object when a text ends a list with “and so on”, or points to rules it does not name."""
    phrase = catch_all(facts.text, facts.plain)
    if not phrase:
        return None
    return f"{facts.called}里写了“{phrase}”，看的人不知道还有什么。请逐项写全，或者写明是哪一条"


def catch_all(text: str, plain: PlainWords) -> str:
    """Return the phrase that leaves a text open, or nothing."""
    listed = next((word for word in plain.catch_alls if word in text), "")
    if listed:
        return listed
    found = _AND_SO_ON.search(text)
    return found.group() if found else ""
