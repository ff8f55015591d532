"""What went wrong with a question to a source: one word for each way, for people, counts and the breaker."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """Why a question to a source brought no usable answer; NONE where it did."""

    NONE = ""
    SLOW = "slow"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    TRUNCATED = "truncated"
    GARBAGE = "garbage"
    OVERSIZE = "oversize"
    SERVER_ERROR = "server_error"
    REFUSED = "refused"
    OVER_QUOTA = "over_quota"
    WRONG_SUBJECT = "wrong_subject"
    SCHEMA_CHANGED = "schema_changed"
    STALE = "stale"
    BROKEN = "broken"
    BREAKER_OPEN = "breaker_open"
    BUSY = "busy"
    SUSPENDED = "suspended"
    BY_PEOPLE = "by_people"
    UNAUTHORISED = "unauthorised"


TROUBLE_TITLES: dict[Trouble, str] = {
    Trouble.NONE: "正常",
    Trouble.SLOW: "超时",
    Trouble.UNREACHABLE: "连不上",
    Trouble.RESET: "答到一半断了",
    Trouble.TRUNCATED: "没有答完整",
    Trouble.GARBAGE: "读不出来",
    Trouble.OVERSIZE: "答复过大",
    Trouble.SERVER_ERROR: "对方出错",
    Trouble.REFUSED: "对方不接受",
    Trouble.OVER_QUOTA: "次数用完",
    Trouble.WRONG_SUBJECT: "答非所问",
    Trouble.SCHEMA_CHANGED: "接口变了",
    Trouble.STALE: "数据过旧",
    Trouble.BROKEN: "通话出了意外",
    Trouble.BREAKER_OPEN: "连续失败，暂停查询",
    Trouble.BUSY: "同时查的太多",
    Trouble.SUSPENDED: "已停用",
    Trouble.BY_PEOPLE: "已转人工",
    Trouble.UNAUTHORISED: "授权已到期",
}

#: Nothing went out: the guard itself answered.
NOT_ASKED = frozenset(
    {
        Trouble.BREAKER_OPEN,
        Trouble.BUSY,
        Trouble.SUSPENDED,
        Trouble.BY_PEOPLE,
        Trouble.UNAUTHORISED,
    }
)
#: What says that the other side is ill: so often in a row, and it is left in peace.
ILL = frozenset(
    {
        Trouble.SLOW,
        Trouble.UNREACHABLE,
        Trouble.RESET,
        Trouble.TRUNCATED,
        Trouble.GARBAGE,
        Trouble.OVERSIZE,
        Trouble.SERVER_ERROR,
        Trouble.BROKEN,
    }
)
