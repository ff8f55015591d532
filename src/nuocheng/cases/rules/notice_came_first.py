"""The rule that nobody pledges on a notice other than the one in force that they were shown."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import NoticeShown
from nuocheng.cases.rules.sources import NOTICE_SIGNED
from nuocheng.kernel.rulings import rule


@rule(title="告知在先，版本一致", cites=(NOTICE_SIGNED,), since=date(2020, 4, 3))
def notice_came_first(facts: NoticeShown) -> str | None:
    """Object when the notice shown is not the one on file, or a new edition was published since."""
    if facts.edition != facts.edition_in_force:
        return "您填写时，告知内容更新了。请重新看一遍新的告知书再继续"
    if not facts.served or facts.shown != facts.served:
        return "您看到的告知书和档案里的不是同一份。请重新打开告知书，看完再继续"
    return None
