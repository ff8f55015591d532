"""The rule that whoever is asked for material knows why, which, and whom to call."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import InWriting
from nuocheng.verification.rules.sources import VERIFY


@rule(title="书面核查写明为什么、交什么、找谁", cites=(VERIFY,), since=date(2020, 4, 3))
def written_check_says_what_is_wanted(facts: InWriting) -> str | None:
    """Object when the reason, what may be handed in, the body or whom to call is missing."""
    if facts.to_body and not facts.body.strip():
        return Fault("请填写请哪个单位交材料", "body")
    if not facts.why.strip():
        return Fault("请写明为什么要书面材料，收到的人会看到", "why")
    if not facts.wanted:
        return Fault("请写明交什么，一行写一种，交其中一种就行", facts.at)
    if not facts.contact.strip():
        return Fault("请填写联系人和电话，方便收到的人问", "contact")
    return None
