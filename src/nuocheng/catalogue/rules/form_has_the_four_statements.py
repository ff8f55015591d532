"""The rule that no pledge form goes out without the four statements of the founding document."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import Papers
from nuocheng.catalogue.rules.sources import FOUR_STATEMENTS
from nuocheng.kernel.rulings import rule

#: The four statements, by their codes in the law, and how people call them.
FOUR = {
    "knows_notice": "已经知晓告知事项",
    "meets_conditions": "已经符合条件",
    "accepts_liability": "愿意承担虚假承诺的责任",
    "genuine_intent": "承诺是真实的意思",
}


@rule(
    title="承诺书有四项必备内容",
    cites=(FOUR_STATEMENTS,),
    since=date(2020, 4, 3),
    why="知晓告知、符合条件、愿担责任、意思真实，缺一项承诺就不完整，不能公布，也不能受理。",
)
def form_has_the_four_statements(facts: Papers) -> str | None:
    """Object when the law of the day has no words for one of the four statements of a pledge."""
    if not facts.item.pledgeable:
        return None
    missing = [
        title for code, title in FOUR.items() if f"wording.pledge.statement.{code}" not in facts.wordings
    ]
    return f"承诺书缺必备的内容：{'、'.join(missing)}。请管理员在规定里补上再公布" if missing else None
