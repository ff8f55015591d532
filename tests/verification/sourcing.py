"""Data sources in every state, and what they are connected with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tests.builders import Hours, an_occasion

from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.acts import (
    SourceWish,
    connect_source,
    suspend_source,
    switch_to_fallback,
    turn_to_people,
)
from nuocheng.verification.models import Source

WISH = SourceWish(title="婚姻登记信息", channel="data_exchange")
REASON = {"reason": "对方今晚升级，明早恢复"}
KEY, FALLBACK = "marriage", "marriage_copy"


def administrator(hours: Hours) -> Occasion:
    """Return an occasion of the administrator."""
    return an_occasion(Role.ADMINISTRATOR, at=hours.next())


def connected(hours: Hours, key: str = KEY, **changes: Any) -> Source:
    """Return a source that is in use."""
    connect_source(administrator(hours), key=key, wish=replace(WISH, **changes))
    return Source.load(key)


def with_fallback(hours: Hours) -> Source:
    """Return a source in use, with another one that can stand in."""
    connected(hours, FALLBACK, title="婚姻登记信息（省级副本）")
    return connected(hours, fallback=FALLBACK)


def after(act: Any) -> Callable[[Hours], File]:
    """Return how to make a source on which *act* was done."""

    def made(hours: Hours) -> File:
        row = with_fallback(hours)
        act(administrator(hours), row.reference, **REASON)
        return Source.load(row.reference)

    return made


IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "source": {
        "connected": with_fallback,
        "suspended": after(suspend_source),
        "on_fallback": after(switch_to_fallback),
        "by_people": after(turn_to_people),
    }
}
