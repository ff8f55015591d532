"""The rule that a pledge is left only to those who can represent the item's applicants."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.anchors import CODES
from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import FOUR_STATEMENTS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="代签的人能代表申请人",
    cites=(FOUR_STATEMENTS,),
    since=date(2020, 4, 3),
    why="承诺要是申请人真实的意思，能代签的只有监护人和有委托书的经办人。",
)
def signers_can_represent(facts: ItemFacts) -> str | None:
    """Object when the item lets somebody sign who can represent none of its applicants."""
    item, known = facts.item, CODES["signers"]
    strange = next((one for one in item.signers if one not in known), "")
    if strange:
        return Fault(f"没有“{strange}”这种代签人，请从{'、'.join(known.values())}里选", "signers")
    if "guardian" in item.signers and "person" not in item.for_whom:
        return Fault("这个事项只给单位办，单位没有监护人，请不要选“法定代理人（监护人）”", "signers")
    return None
