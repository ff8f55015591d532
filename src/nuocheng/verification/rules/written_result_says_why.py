"""The rule that what comes of handed-in material says what it shows, and why."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Comparing
from nuocheng.verification.rules.sources import FACTS_FIRST


@rule(title="书面材料的比对结果要写明理由", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def written_result_says_why(facts: Comparing) -> str | None:
    """Object when the reason is missing, or a difference without what the material says."""
    if facts.differs and not facts.observed.strip():
        return Fault("不一致的，请照抄材料上写的内容", "observed")
    if not facts.reason.strip():
        return Fault("请写明理由：看了哪一份材料，上面怎么写，和承诺差不差", "reason")
    return None
