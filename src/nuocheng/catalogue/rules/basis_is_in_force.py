"""The rule that no certificate is asked for by a law that has been repealed."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import DEMANDED
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.naming import statute_key
from nuocheng.catalogue.rules.sources import BASIS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="设定依据现行有效",
    cites=(BASIS,),
    since=date(2020, 1, 1),
    why="依据废止了，证明就没有了根据，不能再要。",
)
def basis_is_in_force(facts: Asked) -> str | None:
    """Object when a certificate is demanded on a basis that is registered as repealed."""
    one = facts.certificate
    if one.disposition not in DEMANDED:
        return None
    repealed = facts.standards.repealed
    gone = [basis.title for basis in one.bases if statute_key(basis.title, basis.number) in repealed]
    if not gone:
        return None
    named = "、".join(f"《{title.strip('《》')}》" for title in dict.fromkeys(gone))
    return Fault(f"设定依据{named}已经废止。请换成现行有效的依据，没有的请改为“取消”", "bases")
