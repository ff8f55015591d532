"""A draft that nobody goes on with: the party is told in time, then it lapses."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.law import queries as law
from nuocheng.letters.official import letter

KEPT = "term.application.draft"
WARNED = "term.application.draft_warning"


@official_act("case.remind", by=Role.SYSTEM, file=Case)
def remind(on: Occasion, case: Case, deed: Deed) -> None:
    """Tell the party that its draft is removed soon (草稿到期提醒).

    Raises:
        OutOfOrder: There is no draft any more, or it was gone on with.

    """
    case.ready_for("remind")
    saved = _lying(on, case, days(on, KEPT) - days(on, WARNED))
    last = cn_date(saved.astimezone(CHINA).date() + timedelta(days=days(on, KEPT)))
    text = f"您办的“{case.item_name}”（{case.number}）还没有提交，只保存到{last}。想接着办的，请在这一天以前点“接着填”。"
    told = letter(on, party=case.party, about=case.reference, title="填到一半的快到期了", text=text)
    deed.move(case, "remind", rows=[told])


@official_act("case.lapse", by=Role.SYSTEM, file=Case)
def lapse(on: Occasion, case: Case, deed: Deed) -> None:
    """Let an application lapse (草稿到期) whose draft nobody went on with after the reminder.

    Raises:
        OutOfOrder: There is no draft any more, or it was gone on with, or nobody was told.

    """
    case.ready_for("lapse")
    _lying(on, case, days(on, KEPT))
    draft = queries.draft_of(case.reference)
    if draft is None or draft.warned_at is None:
        raise OutOfOrder("还没有提醒过申请人，不能清除")
    text = f"您办的“{case.item_name}”（{case.number}）放了{days(on, KEPT)}天没有提交，填过的内容已经清除。想办随时可以重新申请。"
    told = letter(on, party=case.party, about=case.reference, title="填到一半的已经清除", text=text)
    deed.move(case, "lapse", rows=[told])


def days(on: Occasion, key: str) -> int:
    """Return how many days a term of the law has."""
    return law.term(key, on.today).amount


def _lying(on: Occasion, case: Case, least: int) -> datetime:
    """Return when the draft was last kept, if it lies at least so many days.

    Raises:
        OutOfOrder: There is no draft, or it was kept since.

    """
    draft = queries.draft_of(case.reference)
    if draft is None or draft.saved_at > on.at - timedelta(days=least):
        raise OutOfOrder("这份草稿刚刚又填过，还没有到期")
    return draft.saved_at
