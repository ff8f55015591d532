"""The rule that nobody is sent for a certificate to a body that may not issue it."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import DEMANDED
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import UNKNOWABLE
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="开具单位开得了这份证明",
    cites=(UNKNOWABLE,),
    since=date(2020, 1, 1),
    why="有些情况开具单位自己也不知道，盖了章也证明不了什么，不能让群众白跑。",
)
def issuer_may_issue(facts: Asked) -> str | None:
    """Object when a certificate is demanded from a body that may not issue its kind."""
    one = facts.certificate
    if one.disposition not in DEMANDED:
        return None
    for kind in facts.standards.may_not_issue:
        barred = next((name for name in kind.issuers if name in one.issuer), None)
        if barred and kind.kind in one.name:
            text = (
                f"“{kind.kind}”不应当由{barred}开具（{kind.source}）。请改为部门核查或者承诺，或者改开具单位"
            )
            return Fault(text, "issuer")
    return None
