"""The rule that the leader in charge and the liaison are two people."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import Reaching
from nuocheng.programme.rules.sources import CONTACTS


@rule(title="负责领导和联络员分开", cites=(CONTACTS,), since=date(2020, 4, 3))
def leader_is_not_liaison(facts: Reaching) -> str | None:
    """Object when one person is to be both; who means it says so."""
    if facts.name and facts.name == facts.other:
        return f"“{facts.name}”已经登记为另一岗，负责领导和联络员一般不是同一个人"
    return None
