"""The rule on clearances: to somebody who works there, for a time, with a reason."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import Fault, rule
from nuocheng.looks.rules.facts import Clearing
from nuocheng.looks.rules.sources import NO_MORE_THAN_NEEDED


@rule(title="查询授权到人、到期、有理由", cites=(NO_MORE_THAN_NEEDED,), since=date(2021, 11, 1))
def clearance_is_sound(facts: Clearing) -> str | None:
    """Object when the account has no post there, the term is none or too long, or no reason is given."""
    if not facts.works_there:
        return Fault("这个账号在这个单位没有岗位，请核对账号和单位", "account")
    if facts.until < facts.since:
        return Fault("截止日期不能早于起始日期，请核对", "until")
    if facts.until < facts.today:
        return Fault("截止日期已经过了，请填以后的日期", "until")
    if facts.until > facts.longest_until:
        return Fault(f"一次最长授权到{cn_date(facts.longest_until)}，请把截止日期提前", "until")
    return None if facts.reason.strip() else Fault("请写明为什么要授权，例如负责核查低保承诺", "reason")
