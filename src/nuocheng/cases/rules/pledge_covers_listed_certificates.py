"""The rule that objects when nothing is pledged, or something that the catalogue does not let a pledge replace."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import PledgeText
from nuocheng.cases.rules.sources import WHICH_CERTIFICATES
from nuocheng.kernel.rulings import rule


@rule(title="只能承诺列入目录的证明", cites=(WHICH_CERTIFICATES,), since=date(2020, 4, 3))
def pledge_covers_listed_certificates(facts: PledgeText) -> str | None:
    """Object when nothing is pledged, or something that the catalogue does not let a pledge replace."""
    if not facts.pledged:
        return "还没有选用承诺代替的证明，请至少选一份；都不选的，请改为提交证明"
    if facts.pledged - facts.pledgeable:
        return "有的证明不能用承诺代替，请把它改为提交证明"
    return None
