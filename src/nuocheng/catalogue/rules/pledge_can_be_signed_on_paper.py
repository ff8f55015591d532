"""The rule that whoever does not go online can sign the pledge at the window."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.anchors import CODES
from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import OWN_CHANNEL
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="承诺书在窗口也能签",
    cites=(OWN_CHANNEL,),
    since=date(2020, 4, 3),
    why="办事渠道由申请人自己选，不上网的人到窗口也要签得了承诺书。",
)
def pledge_can_be_signed_on_paper(facts: ItemFacts) -> str | None:
    """Object when the item accepts a way to sign that there is not, or no signature on paper."""
    said, known = facts.item.signing_methods, CODES["signing_methods"]
    strange = next((one for one in said if one not in known), "")
    if strange:
        return Fault(f"没有“{strange}”这种签署方式，请从{'、'.join(known.values())}里选", "signing_methods")
    if said and "paper" not in said and facts.item.pledgeable:
        return Fault("没有选“窗口纸面签名”，不上网的人签不了承诺书。请选上", "signing_methods")
    return None
