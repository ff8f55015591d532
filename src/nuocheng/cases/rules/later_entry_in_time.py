"""The rules on what was signed on a blank form while the system was down, and entered later."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import LaterEntry
from nuocheng.cases.rules.sources import ONE_CASE
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import rule


@rule(title="补录及时", cites=(ONE_CASE,), since=date(2020, 4, 3))
def later_entry_in_time(facts: LaterEntry) -> str | None:
    """Object when a paper is dated wrongly, or is entered late without a reason."""
    if facts.paper_on > facts.today:
        return "纸上日期不能晚于今天，请照着纸再核对"
    if facts.paper_on < facts.drawn_on:
        return f"这个号是{cn_date(facts.drawn_on)}才领的，纸上日期不能更早，请照着纸再核对"
    if facts.today > facts.due_on and not facts.reason.strip():
        return f"应当在{cn_date(facts.due_on)}前补录，现在晚了，请写明原因"
    return None
