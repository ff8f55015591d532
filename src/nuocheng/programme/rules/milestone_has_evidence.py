"""The rule that a milestone is reached with something to show for it."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import Fault, rule
from nuocheng.programme.rules.facts import Reporting
from nuocheng.programme.rules.sources import MILESTONES

SHORTEST, LONGEST = 6, 1000
#: Work done before the round counts too, but not from before the scheme.
SCHEME_BEGAN = date(2020, 4, 3)


@rule(title="完成节点要有依据", cites=(MILESTONES,), since=date(2020, 4, 3))
def milestone_has_evidence(facts: Reporting) -> str | None:
    """Object to a report that shows nothing, or gives a day that cannot be the day it was reached."""
    length = len(facts.evidence.strip())
    if length < SHORTEST:
        return Fault(f"请写完成依据：{facts.shows or '写明做了什么、在哪里能看到'}", "evidence")
    if length > LONGEST:
        return Fault(f"完成依据请写在{LONGEST}个字以内，现在有{length}个字", "evidence")
    if facts.done_on > facts.today:
        return Fault("完成日期不能晚于今天，请等完成以后再报", "done_on")
    if facts.done_on < SCHEME_BEGAN:
        return Fault(f"完成日期应在{cn_date(SCHEME_BEGAN)}以后，请核对", "done_on")
    return None
