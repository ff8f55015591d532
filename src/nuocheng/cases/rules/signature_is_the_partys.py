"""The rule that a pledge is signed with the name of the party, or of whoever may sign for it."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import PledgeText
from nuocheng.cases.rules.sources import ELECTRONIC_SIGNATURE, FOUR_STATEMENTS
from nuocheng.kernel import names
from nuocheng.kernel.rulings import rule


@rule(title="签名与申请人一致", cites=(FOUR_STATEMENTS, ELECTRONIC_SIGNATURE), since=date(2020, 4, 3))
def signature_is_the_partys(facts: PledgeText) -> str | None:
    """Object when the signature is not the name of whoever signs, however its dots and blanks are written."""
    wanted = facts.signer_name or facts.party_name
    if names.same(facts.signed_as, wanted):
        return None
    return f"签名要和您的名字一致，请填写“{wanted}”"
