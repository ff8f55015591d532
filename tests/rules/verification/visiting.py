"""Facts about visits, as rules see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.rules.facts import Closing, Going, Hours, Place, Planning, Sighted

HOURS = Hours(
    begins=datetime(2026, 11, 12, 9, 0, tzinfo=CHINA),
    ends=datetime(2026, 11, 12, 10, 0, tzinfo=CHINA),
    workday=True,
    open=((time(8, 30), time(12)), (time(14, 30), time(18))),
)
PLACE = Place("保障人数", "620402198503122031", "白银区公园路18号1层", True, "not_found")
PLANNING = Planning(
    places=(PLACE,),
    team=(Going("a", "冯川", keeps_away=False), Going("b", "田野", keeps_away=False)),
    least=2,
    hours=HOURS,
    before=0,
    cap=2,
    ground="",
)
SIGHTED = Sighted("same", "3", "", "", 2, 9)
CLOSING = Closing((), met=True, how="pad", signed=frozenset({"party", "first"}), reason="", pages=0)


def planning(**changed: Any) -> Planning:
    """Return a visit that may be planned, but for what is changed."""
    return replace(PLANNING, **changed)


def at(begins: tuple[int, int], ends: tuple[int, int], *, workday: bool = True) -> Hours:
    """Return hours on the same day."""
    return replace(
        HOURS,
        begins=HOURS.begins.replace(hour=begins[0], minute=begins[1]),
        ends=HOURS.ends.replace(hour=ends[0], minute=ends[1]),
        workday=workday,
    )
