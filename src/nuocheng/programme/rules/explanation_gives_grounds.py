"""The rule that whoever cannot take part says in writing why."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.programme.rules.facts import Explaining
from nuocheng.programme.rules.sources import WRITTEN_EXPLANATION

SHORTEST, LONGEST = 20, 3000


@rule(title="不能开展的要书面说明情形和理由", cites=(WRITTEN_EXPLANATION,), since=date(2020, 4, 3))
def explanation_gives_grounds(facts: Explaining) -> str | None:
    """Object to an explanation without a ground the law names, without reasons, or about no item at all."""
    if not facts.grounds or not set(facts.grounds) <= set(facts.known):
        return Fault("请选是哪一种情形：责任重大，或者情况特殊", "grounds")
    length = len(facts.text.strip())
    if length < SHORTEST:
        return Fault(f"请写明具体理由，至少{SHORTEST}个字，让群众看得明白", "text")
    if length > LONGEST:
        return Fault(f"理由请写在{LONGEST}个字以内，现在有{length}个字", "text")
    return None if facts.whole or facts.items else Fault("请选是哪些事项不能实行", "items")
