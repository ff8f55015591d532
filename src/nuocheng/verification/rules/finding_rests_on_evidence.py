"""The rule that a finding follows from what a source said, and silence proves nothing."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import FindingFacts
from nuocheng.verification.rules.sources import FACTS_FIRST, VERIFY


@rule(title="核查结论要有依据", cites=(VERIFY, FACTS_FIRST), since=date(2020, 4, 3))
def finding_rests_on_evidence(facts: FindingFacts) -> str | None:
    """Object when a pledge would be found untrue, or true, without a source that says so."""
    if facts.verdict in {"refute", "find_other"} and facts.outcome != "contradicted":
        called = "不实" if facts.verdict == "refute" else "不一致"
        return f"没有查到与承诺矛盾的数据，不能认定{called}。对方系统没有回应或者查不到的，请再查一次，或改用别的核查方式"
    if facts.verdict == "confirm" and facts.outcome != "consistent" and not facts.note.strip():
        return "数据没有显示一致。请写明凭什么认定属实，例如看了哪份原件"
    return None
