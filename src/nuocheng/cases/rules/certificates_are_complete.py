"""The rule that objects when a certificate is neither pledged nor handed in."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.cases.rules.sources import ORDINARY_PATH
from nuocheng.kernel.rulings import rule


@rule(title="证明交齐", cites=(ORDINARY_PATH,), since=date(2020, 4, 3))
def certificates_are_complete(facts: DecisionFacts) -> str | None:
    """Object when a certificate is neither pledged nor handed in."""
    if facts.missing:
        return f"还缺：{'、'.join(facts.missing)}。请补交，或对可以承诺的作出承诺"
    return None
