"""Mandates as pages show them: names, masked numbers, what for, until when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nuocheng.catalogue import queries as catalogue
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import mask_number, mask_phone
from nuocheng.mandates import queries
from nuocheng.mandates.lifecycle import MandateState
from nuocheng.mandates.models import Mandate


@dataclass(frozen=True, slots=True)
class Shown:
    """One mandate on a page."""

    reference: str
    party: str
    agent: str
    number: str
    phone: str
    title: str
    what: str
    term: str
    authority: str
    state: str
    tone: str
    stands: bool


def shown(row: Mandate, day: date) -> Shown:
    """Return a mandate as a page shows it."""
    word, tone = _state(row, day)
    end = f"到{cn_date(row.until)}" if row.until else "长期"
    relation = f"（{row.relation}）" if row.relation else ""
    return Shown(
        row.reference,
        row.party_name,
        row.agent_name,
        mask_number(row.agent),
        mask_phone(row.agent_phone) if row.agent_phone else "",
        f"{CAPACITY_TITLES[Capacity(row.capacity)]}{relation}",
        what_for(row),
        f"{cn_date(row.since)}起，{end}",
        row.authority,
        word,
        tone,
        queries.stands(row, day),
    )


def all_shown(rows: Iterable[Mandate], day: date) -> list[Shown]:
    """Return mandates as a page lists them."""
    return [shown(row, day) for row in rows]


def what_for(row: Mandate) -> str:
    """Say which items a mandate is for, and whether pledges may be signed on it."""
    items = "、".join(_item(code) for code in json.loads(row.items)) or "所有事项"
    if row.capacity == Capacity.HANDLER:
        return f"{items}；{'能' if row.may_sign else '不能'}代签承诺书"
    return items


def _item(code: str) -> str:
    try:
        return catalogue.in_force(code).item.name
    except NotFound:
        return code


def _state(row: Mandate, day: date) -> tuple[str, str]:
    if row.state == MandateState.ENDED:
        return "已结束", "off"
    if row.since > day:
        return "还没开始", "info"
    if row.until is not None and row.until < day:
        return "到期了", "off"
    return "有效", "ok"
