"""The rule that a pledge is signed by a method that the item accepts."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.ceremony import METHOD_TITLES, Ceremony, Method
from nuocheng.cases.rules.sources import ELECTRONIC_SIGNATURE
from nuocheng.kernel.rulings import rule


@rule(title="签署方式是事项接受的", cites=(ELECTRONIC_SIGNATURE,), since=date(2020, 4, 3))
def method_is_accepted(facts: Ceremony) -> str | None:
    """Object when the item accepts no signature of this kind, or the sign-in does not bear a typed name out."""
    if facts.method not in facts.accepted:
        ways = "、".join(METHOD_TITLES[Method(one)] for one in facts.accepted)
        return f"这个事项不接受这种签署方式，请用：{ways}"
    if facts.method == Method.TYPED_NAME and not facts.recognised:
        return "输入姓名签署，要先实名登录。请用实名账号登录，或者到窗口签署"
    return None
