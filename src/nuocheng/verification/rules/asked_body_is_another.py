"""The rule that assistance is asked of another body, and that it is plain of whom."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Requesting
from nuocheng.verification.rules.sources import ASSISTANCE


@rule(title="协助要请别的单位", cites=(ASSISTANCE,), since=date(2020, 4, 3))
def asked_body_is_another(facts: Requesting) -> str | None:
    """Object when nobody is asked, one's own department is, or a letter would not arrive."""
    if not facts.body.strip():
        return "请选被协助单位；不在名单里的，写单位全称和寄送地址"
    if facts.asked == facts.own:
        return "被协助单位就是本单位。本单位的台账请用“部门内部核查”"
    if not facts.asked and not facts.address.strip():
        return "请写寄送地址：这个单位在系统里没有账号，协查函要寄过去"
    return None
