"""The rule that objects when the item is for persons and an organisation applies, or the other way round."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Application
from nuocheng.cases.rules.sources import PUBLISHED_ITEMS
from nuocheng.kernel.rulings import rule

WHO = {"person": "个人", "organisation": "企业或其他组织"}


@rule(title="申请人类型相符", cites=(PUBLISHED_ITEMS,), since=date(2020, 4, 3))
def item_is_for_this_party(facts: Application) -> str | None:
    """Object when the item is for persons and an organisation applies, or the other way round."""
    if facts.party_kind in facts.for_whom:
        return None
    wanted = "或".join(WHO[kind] for kind in facts.for_whom)
    return f"这个事项只给{wanted}办理，请换账号登录后再申请"
