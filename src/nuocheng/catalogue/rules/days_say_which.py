"""The rule that a term in days says which days it counts."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.catalogue.rules.facts import Written
from nuocheng.catalogue.rules.sources import PLAIN_FORMS
from nuocheng.kernel.rulings import rule

#: A count of days: not a day of a month (6月30日, 每月13日, 5月1日至3日), and not 哪一天.
_DAYS = re.compile(
    r"(?<![0-9月年至到—-])[0-9]{1,3}(?:日|天)(?![期龄制])"
    r"|(?<![月一二三四五六七八九十百两哪那这某每同第])[一二三四五六七八九十百两]{1,4}(?:日|天)(?:以内|之内|内)"
)


@rule(
    title="天数写明工作日还是自然日",
    cites=(PLAIN_FORMS,),
    since=date(2020, 4, 3),
    why="20日和20个工作日差一个多星期，不写明就有争议。",
)
def days_say_which(facts: Written) -> str | None:
    """Object when a text counts days without saying whether they are working days."""
    found = _DAYS.search(facts.text)
    if found is None:
        return None
    return f"{facts.called}里写了“{found.group()}”，没有说是哪种日子。请写成“工作日”或者“自然日”"
