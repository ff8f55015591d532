"""The rule that every sentence can be read in one breath."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.catalogue.rules.facts import Written
from nuocheng.catalogue.rules.sources import PLAIN_FORMS
from nuocheng.kernel.rulings import rule

SHOWN = 12
_ENDS = re.compile(r"[。！？；\n]")
_NAMES = re.compile(r"“[^”]*”|《[^》]*》")
_BLANKS = re.compile(r"\s")


@rule(
    title="一句话不太长",
    cites=(PLAIN_FORMS,),
    since=date(2020, 4, 3),
    why="长句子看不懂也听不懂，拆开说，字数一样多，看得快一倍。",
)
def sentences_are_short(facts: Written) -> str | None:
    """Object when a sentence is longer than plain language allows; names in quotation marks do not count."""
    for sentence in _ENDS.split(facts.text):
        length = len(_BLANKS.sub("", _NAMES.sub("", sentence)))
        if length > facts.plain.longest:
            return f"{facts.called}里有一句{length}个字：“{sentence.strip()[:SHOWN]}…”。请拆短，每句不超过{facts.plain.longest}个字"
    return None
