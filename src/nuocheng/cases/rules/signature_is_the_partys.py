"""The rule that a pledge is signed with the party's own name."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import PledgeText
from nuocheng.cases.rules.sources import ELECTRONIC_SIGNATURE, FOUR_STATEMENTS
from nuocheng.kernel.rulings import rule


@rule(title="签名与申请人一致", cites=(FOUR_STATEMENTS, ELECTRONIC_SIGNATURE), since=date(2020, 4, 3))
def signature_is_the_partys(facts: PledgeText) -> str | None:
    """Object when the typed signature is not the party's name."""
    if facts.signed_as.strip() == facts.party_name:
        return None
    return f"签名要和您的名字一致，请填写“{facts.party_name}”"
