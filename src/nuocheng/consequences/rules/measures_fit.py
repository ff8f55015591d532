"""The rule that only measures are announced which the law allows for what was done."""

from __future__ import annotations

from datetime import date

from nuocheng.consequences.rules.facts import FINDING_OF_INTENT, Intended
from nuocheng.consequences.rules.sources import INTEGRITY_FILE, REVOKE_FALSE
from nuocheng.kernel.rulings import Fault, rule


@rule(title="措施与情形相当", cites=(REVOKE_FALSE, INTEGRITY_FILE), since=date(2020, 4, 3))
def measures_fit(facts: Intended) -> str | None:
    """Object when a measure has no basis for this kind of party, finding and grade."""
    finding = FINDING_OF_INTENT.get(facts.intent)
    if finding is None:
        return Fault("请选主观情形：故意、过失、情况变化，或者数据有误", "intent")
    if not facts.measures:
        return Fault("请至少选一项拟采取的措施", "measures")
    allowed = {
        one.code: one
        for one in facts.known
        if facts.grade in one.grades and finding in one.findings and facts.party_kind in one.objects
    }
    titles = {one.code: one.title for one in facts.known}
    wrong = [titles.get(code, code) for code in facts.measures if code not in allowed]
    if wrong:
        return Fault(
            f"按这次的情形和程度，不能采取：{'、'.join(wrong)}。请改选别的措施，或重新确定情形和程度",
            "measures",
        )
    return None
