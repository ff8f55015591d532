"""The rule that an item asks for something, and for nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import date

from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import WHICH_CERTIFICATES
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="证明逐份列清，没有重复",
    cites=(WHICH_CERTIFICATES,),
    since=date(2020, 4, 3),
    why="要哪些证明、哪些可以承诺，要逐份列清，一份只列一次。",
)
def item_asks_each_once(facts: ItemFacts) -> str | None:
    """Object when an item lists no certificate, or the same one twice."""
    if not facts.item.name.strip():
        return Fault("没有写事项名称，请补上", "name")
    if not facts.item.certificates:
        return Fault("还没有列证明。请把要交、可以承诺、不用交的证明都列出来", "certificates")
    names = Counter(one.name.strip() for one in facts.item.certificates)
    keys = Counter(one.key for one in facts.item.certificates)
    twice = [name for name, times in (*names.items(), *keys.items()) if times > 1]
    return Fault(f"“{twice[0]}”列了两次，请合并成一份", "certificates") if twice else None
