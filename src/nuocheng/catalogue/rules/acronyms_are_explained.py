"""The rule that nobody has to guess what letters stand for."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.catalogue.rules.facts import Written
from nuocheng.catalogue.rules.sources import PLAIN_FORMS
from nuocheng.kernel.rulings import rule

#: Two capitals or more that are no part of a number such as BY-001.
_CAPITALS = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{2,}(?![A-Za-z0-9-])")


@rule(
    title="外文缩写有解释",
    cites=(PLAIN_FORMS,),
    since=date(2020, 4, 3),
    why="缩写只有内行懂。写中文，或者第一次用时在括号里说明。",
)
def acronyms_are_explained(facts: Written) -> str | None:
    """Object when a text uses capital letters that not everybody knows, and no bracket explains them."""
    for found in _CAPITALS.finditer(facts.text):
        if found.group() in facts.plain.acronyms:
            continue
        before, after = facts.text[: found.start()], facts.text[found.end() :]
        if not before.endswith(("（", "(")) and not after.startswith(("（", "(")):
            return f"{facts.called}里用了“{found.group()}”，不是人人都懂。请写中文，或者用括号解释"
    return None
