"""The rule that the notice can say who would issue what a pledge replaces."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import NOTICE, PUBLIC_LIST
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="写明原来由谁开具",
    cites=(
        NOTICE,
        PUBLIC_LIST,
    ),
    since=date(2020, 4, 3),
    why="告知书要写明承诺代替的证明原来由谁开，不承诺的人才知道去哪里开。",
)
def issuer_is_named(facts: Asked) -> str | None:
    """Object when a pledgeable certificate does not say which body would issue it."""
    one = facts.certificate
    if one.disposition is not Disposition.PLEDGE or one.issuer.strip():
        return None
    return Fault("可以承诺，没有写这份证明原来由谁开具。请补上开具单位，会印在告知书上", "issuer")
