"""The rule that nobody promises a longer term than the law allows."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import LEGAL_TERM
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="承诺时限不超过法定时限",
    cites=(LEGAL_TERM,),
    since=date(2020, 1, 1),
    why="承诺的办理时限只能比法定的短，不能更长。",
)
def promised_term_is_lawful(facts: ItemFacts) -> str | None:
    """Object when the promised term is longer than the statutory one."""
    item = facts.item
    if not item.legal_workdays or item.workdays <= item.legal_workdays:
        return None
    text = f"承诺{item.workdays}个工作日，比法定的{item.legal_workdays}个工作日长。请改短，或者核对法定时限"
    return Fault(text, "workdays")
