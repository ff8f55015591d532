"""Where the demonstration hands its data: a provincial platform by interface, a national one by files."""

from __future__ import annotations

from datetime import datetime, timedelta

from stdnum.cn import uscc

from nuocheng.handover import official, queries
from nuocheng.handover.official import Told, Wish
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.people import queries as people
from nuocheng.platforms import official as platforms
from nuocheng.site.demo import cast

#: Names under “example” lead nowhere, by agreement of the whole net.
PROVINCE = "甘肃省监管平台（演示）"
NATION = "全国一体化平台数据前置机（演示）"
REGION = "620402"
#: Who has no credit code yet in the settings, so that some rows are held back.
WITHOUT_CODE = "620402-gaj"
WHY = "办理部门统一社会信用代码在监管平台没有登记"
WHY_OFF = "演示里没有真的平台在接收；启用后，可以看到连不上对方时会怎样"


def prepare_handover(now: datetime) -> None:
    """Register both platforms, and let the provincial one have answered; once only."""
    if queries.destinations():
        return
    admin = next(one for one in cast.players() if one.role == Role.ADMINISTRATOR).account
    at = now - timedelta(days=1)
    codes = _codes()
    tables = ("case", "supervision")
    one, _ = official.add(
        Wish(PROVINCE, "push", "https://jg.gansu.example/nuocheng", tables, REGION, codes=codes), admin, at
    )
    other, _ = official.add(
        Wish(NATION, "packet", "", tables, REGION, identity="masked", codes=codes), admin, at
    )
    platforms.lay_out(at)
    for each in (one, other):
        official.notice_changes(each, at)
        official.pack(each, at)
    _answer(one, at)
    official.switch(queries.destination(one.pk), live=False, why=WHY_OFF)


def _codes() -> str:
    """Return credit codes that are nobody's, with check digits that hold, for every department but one."""
    numbered = enumerate((one.code for one in people.departments()), start=1)
    bodies = {code: f"11620402MB{place:07d}" for place, code in numbered if code != WITHOUT_CODE}
    return "\n".join(f"{code}={body}{uscc.calc_check_digit(body)}" for code, body in bodies.items())


def _answer(one: official.Destination, at: datetime) -> None:
    """Let the platform have taken every row but one, and hold the same as we do."""
    back = True
    for batch in reversed(queries.consignments(one).rows):
        rows = queries.rows_of(batch)
        refused = {rows[-1].key: WHY} if back else {}
        back = False
        official.note_receipt(batch, Told(f"JG{batch.number:08d}", whole=True, refused=refused), at)
    day = at.astimezone(CHINA).date()
    for table in one.tables.split():
        official.note_compared(one, table, day, queries.handed_on(one, table, day), at + timedelta(hours=12))
