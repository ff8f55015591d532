"""The rule that the public list says of each certificate what the law wants listed."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import DEMANDED, Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import PUBLIC_LIST
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="清单写明开具单位和办理指南",
    cites=(PUBLIC_LIST,),
    since=date(2020, 1, 1),
    why="要公布的清单逐项列明设定依据、索要单位、开具单位、办理指南，要交证明的人才知道去哪里开、怎么开。",
)
def list_entry_is_complete(facts: Asked) -> str | None:
    """Object when a certificate is demanded and the list would not say who issues it or how to get it."""
    one = facts.certificate
    if one.disposition not in DEMANDED:
        return None
    # Without its issuer a pledgeable certificate is stopped elsewhere: it is not said twice.
    lacks_issuer = one.disposition is Disposition.SUBMIT and not one.issuer.strip()
    missing = {"issuer": "开具单位"} if lacks_issuer else {}
    missing |= {} if one.guide.strip() else {"guide": "办理指南（怎么开、要多久）"}
    if not missing:
        return None
    return Fault(f"没有写{'和'.join(missing.values())}。请补上，会列在公开的清单里", next(iter(missing)))
