"""How a look is shown: its rows, its facts, and lines of lists in which nobody's whole number stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nuocheng.kernel.dates import cn_date, cn_time
from nuocheng.kernel.numbers import PartyKind, mask_number
from nuocheng.kernel.occasion import CHINA
from nuocheng.looks.lifecycle import LookState
from nuocheng.looks.models import Look
from nuocheng.looks.queries import OUTCOMES, VERDICTS
from nuocheng.people import queries as people


def masked(look: Look) -> str:
    """Return the party's number as lists show it."""
    return mask_number(look.party, PartyKind(look.party_kind))


def outcome(look: Look) -> tuple[str, str]:
    """Return what a look came to, and the tone of its badge."""
    return ("没有放行", "bad") if look.state == LookState.REFUSED else OUTCOMES[look.outcome]


def moment(look: Look) -> str:
    """Return when a look was taken."""
    return cn_time(look.opened_at.astimezone(CHINA))


def facts(look: Look) -> list[dict[str, Any]]:
    """Return the facts asked about, each with how it stood."""
    return [
        {**one, "word": VERDICTS[one.get("verdict", "")][0], "tone": VERDICTS[one.get("verdict", "")][1]}
        for one in look.asked_facts
    ]


def rows(look: Look) -> list[dict[str, Any]]:
    """Return what is on file of a look, as a list of labels and values."""
    case = {"url": f"/desk/cases/{look.origin}", "action": "看办件"} if look.origin else {}
    said = (
        ("查的是谁", f"{look.party_name}，{masked(look)}"),
        ("证明", f"{look.certificate}（{look.item_name}）"),
        ("用途", look.purpose_title),
        ("来源", look.source_title),
        ("数据日期", cn_date(look.source_time) if look.source_time else ""),
        ("回执号", look.receipt_no),
        ("应答摘要", look.digest),
        ("查询人", f"{look.asked_by_name}（{people.department_name(look.department)}）"),
        ("查询授权", look.clearance),
        ("没有放行的原因", look.refused_for),
        ("后来的办件", look.later_case if not look.origin else ""),
    )
    basis = {"label": "依据", "value": look.basis, **case}
    listed = [{"label": label, "value": value} for label, value in said if value]
    return [*listed[:3], basis, *listed[3:]]


def table(
    looks: Iterable[Look], caption: str, *, url: str = "/desk/query/", who: bool = False
) -> dict[str, Any]:
    """Return looks as a list for the desk; *who* adds by whom."""
    heads = ("编号", "时间", *(("单位", "查询人") if who else ()), "当事人", "证明", "用途", "结果")
    return {
        "caption": caption,
        "columns": [{"label": label} for label in heads],
        "rows": [
            {
                "id": one.reference,
                "name": one.reference,
                "url": f"{url}{one.reference}" if url else "",
                "cells": [
                    {"label": "时间", "text": moment(one)},
                    *(_who(one) if who else ()),
                    {"label": "当事人", "text": f"{one.party_name}，{masked(one)}"},
                    {"label": "证明", "text": one.certificate},
                    {"label": "用途", "text": one.purpose_title},
                    {"label": "结果", "text": outcome(one)[0], "tone": outcome(one)[1], "badge": True},
                ],
            }
            for one in looks
        ],
    }


def _who(look: Look) -> tuple[dict[str, str], dict[str, str]]:
    return (
        {"label": "单位", "text": people.department_name(look.department)},
        {"label": "查询人", "text": look.asked_by_name},
    )
