"""The rule on those who cannot write: somebody writes for them, and another one watches."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.ceremony import Bystander, Ceremony
from nuocheng.cases.rules.sources import FOUR_STATEMENTS, NOTICE_SIGNED
from nuocheng.kernel import names
from nuocheng.kernel.rulings import rule


@rule(title="代书人和见证人分开", cites=(FOUR_STATEMENTS, NOTICE_SIGNED), since=date(2020, 4, 3))
def witness_stands_apart(facts: Ceremony) -> str | None:
    """Object when a pledge written by another lacks its witness, or one person plays two parts."""
    scribe, witness = facts.scribe, facts.witness
    if scribe is None:
        return None if witness is None else _part_of(witness, facts, "见证人")
    if witness is None:
        return "有人代书的，还要有一位见证人在场。请填写见证人的姓名和身份证号"
    if _one(scribe, witness):
        return "见证人不能就是代书人，请换一位在场的人见证"
    return _part_of(scribe, facts, "代书人") or _part_of(witness, facts, "见证人")


def _part_of(one: Bystander, facts: Ceremony, part: str) -> str | None:
    """Object when a bystander is the party, who signs for it, or the clerk who takes the pledge."""
    if not one.name.strip() or not one.number:
        return f"请填写{part}的姓名和身份证号"
    signer = Bystander(facts.signer.name, facts.signer.number)
    if _one(one, Bystander(facts.party_name, facts.party)) or (signer.name and _one(one, signer)):
        return f"{part}不能是签署承诺书的人，请换一位在场的人"
    if facts.clerk and part == "见证人" and _one(one, Bystander(facts.clerk, facts.clerk_number)):
        return "见证人不能是办理这一件的窗口人员，请换一位在场的人见证"
    return None


def _one(one: Bystander, other: Bystander) -> bool:
    """Say whether two are one person: by the number where both have one, else by the name."""
    if one.number and other.number:
        return one.number == other.number
    return names.same(one.name, other.name)
