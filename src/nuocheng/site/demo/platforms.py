"""The other systems of the demonstration: a portal that may show our pages, and a subscriber with what it was sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.resources import files

from nuocheng.kernel.occasion import Role
from nuocheng.people import official as people
from nuocheng.platforms import official, queries
from nuocheng.platforms.channels.posting import Fate, Posted
from nuocheng.platforms.official import Dispatch, PortalWish, Wish
from nuocheng.site.demo import cast

PORTAL_ACCOUNT = "platform-gansu"
#: Names under “example” lead nowhere, by agreement of the whole net; nobody holds the private half of the key.
PORTAL = PortalWish(
    name="甘肃政务服务网（演示）",
    account=PORTAL_ACCOUNT,
    origins=("https://zwfw.example.gov.cn", "https://m.zwfw.example.gov.cn"),
    returns=("https://zwfw.example.gov.cn/mine/done",),
    issuer="https://zwfw.example.gov.cn",
    keys=files("nuocheng.site.demo").joinpath("data", "portal-keys.json").read_text(encoding="utf-8"),
)
WISH = Wish("白银市政务数据平台（演示）", "https://data.baiyin.example/nuocheng/changes", ("matter",))
TAKEN, BUSY = Posted(Fate.TAKEN, "对方答复204"), Posted(Fate.AWAY, "对方答复503")
REFUSED = Posted(Fate.REFUSED, "对方答复422")
#: Every so manieth message found the platform busy first; and so many, the newest but one, were never taken.
BUSY_EVERY, NEVER_TAKEN, WAITING = 5, 2, 1
WHY_OFF = "演示里没有真的平台在接收；启用后，可以看到连不上对方时会怎样"


def prepare_platforms(now: datetime) -> None:
    """Register the portal, and let the subscriber be told what became of untrue pledges; once only."""
    if queries.portals():
        return
    admin = next(one for one in cast.players() if one.role == Role.ADMINISTRATOR).account
    at = now - timedelta(hours=2)
    people.add_account(people.Member(PORTAL_ACCOUNT, PORTAL.name))
    official.register(PORTAL, admin, at)
    one, _ = official.subscribe(WISH, admin, at)
    official.lay_out(at)
    for place, row in enumerate(reversed(queries.due(one.pk, now, BUSY_EVERY * 100))):
        _send(row, place, at)
    official.switch(queries.subscriber(one.pk), live=False, why=WHY_OFF)


def _send(row: Dispatch, place: int, at: datetime) -> None:
    """Note what became of one message; the first places are the newest."""
    if place < WAITING:
        official.note(row, BUSY, at)
    elif place < WAITING + NEVER_TAKEN:
        while row.done_at is None:
            official.note(row, REFUSED, at)
    else:
        if place % BUSY_EVERY == 0:
            official.note(row, BUSY, at)
        official.note(row, TAKEN, at + timedelta(minutes=1))
