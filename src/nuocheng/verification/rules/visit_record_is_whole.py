"""The rule that the record of a visit is closed only when every fact has its word, and everybody signed or it says why not."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Closing
from nuocheng.verification.rules.sources import FACTS_FIRST

ON_PAD, ON_PAPER, REFUSED, UNMET = "pad", "paper", "refused", "unmet"
WAYS = (ON_PAD, ON_PAPER, REFUSED, UNMET)
FIRST, PARTY = "first", "party"
WHY_REFUSED = "当事人拒签的，请写明他说了什么、谁在场"
UNSIGNED = {
    PARTY: "当事人还没有签名，请他写上姓名；不愿意签的，选“当事人拒签”",
    FIRST: "您还没有签名，请写上您的姓名",
}


@rule(title="现场记录要齐", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def visit_record_is_whole(facts: Closing) -> str | None:
    """Object when a fact has no word yet, a signature is missing, or nobody says why the party did not sign."""
    found = (
        (_unsaid(facts), ""),
        (_way(facts), "how"),
        ("" if facts.reason.strip() or facts.how != REFUSED else WHY_REFUSED, "reason"),
        ("" if facts.pages or facts.how != ON_PAPER else "签在纸上的，请上传扫描件或者照片", "pages"),
        (_unsigned(facts, PARTY), "strokes_party"),
        (_unsigned(facts, FIRST), "strokes_first"),
    )
    return next((Fault(text, at) for text, at in found if text), None)


def _unsaid(facts: Closing) -> str:
    return f"“{'、'.join(facts.missing)}”还没有记录，请先记下来" if facts.missing else ""


def _way(facts: Closing) -> str:
    if facts.how not in WAYS:
        return "请选当事人怎么签名"
    return "见到了人的，请当事人签名；拒签的请选“当事人拒签”" if facts.how == UNMET and facts.met else ""


def _unsigned(facts: Closing, who: str) -> str:
    wanted = {ON_PAD: {FIRST, PARTY}, ON_PAPER: set()}.get(facts.how, {FIRST})
    return UNSIGNED[who] if who in wanted - facts.signed else ""
