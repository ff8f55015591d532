"""The rule that whoever is refused is told why, and by which law."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.kernel.rulings import Citation, rule

GIVE_REASONS = Citation(
    "中华人民共和国行政许可法",
    "第三十八条",
    "行政机关依法作出不予行政许可的书面决定的，应当说明理由，并告知申请人享有依法申请行政复议或者提起行政诉讼的权利。",
    "L.许可法38",
)


@rule(title="不予批准要说明理由和依据", cites=(GIVE_REASONS,), since=date(2004, 7, 1))
def refusal_gives_reasons(facts: DecisionFacts) -> str | None:
    """Object when a refusal lacks its reason or its legal basis."""
    if not facts.reason.strip():
        return "请写明没有批准的原因，申请人会看到"
    if not facts.basis.strip():
        return "请写明依据哪部法律的哪一条"
    return None
