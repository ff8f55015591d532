"""How superior lists and their differences read on a page and in a table to hand out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from nuocheng.catalogue.models import SuperiorEntry, SuperiorList
from nuocheng.catalogue.pages.watch_words import DONE
from nuocheng.catalogue.queries import superior as queries
from nuocheng.catalogue.queries.superior import Difference
from nuocheng.catalogue.queries.superior_matching import Ours
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES
from nuocheng.catalogue.rules.superior import (
    CHOICE_TITLES,
    GAP_TITLES,
    LEVEL_TITLES,
    MODE_TITLES,
    Choice,
    Gap,
    Level,
    Mode,
    SuperiorRow,
)
from nuocheng.edge.display import cn_date, cn_datetime
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people

GAPS = GAP_TITLES
EXPORTED = (
    "差异",
    "清单行号",
    "上级证明名称",
    "上级事项名称",
    "上级怎么说",
    "上级依据",
    "上级开具单位",
    "本级单位",
    "本级事项",
    "本级证明名称",
    "本级怎么办",
    "本级依据",
    "本级开具单位",
    "哪里不同",
    "处理结果",
    "理由",
    "处理时间",
)


def heading(found: SuperiorList) -> list[dict[str, str]]:
    """Return what a list is, as a summary list."""
    counts = "，".join(
        f"{title}{number}行"
        for title, number in (
            ("可以承诺", found.allowed),
            ("不能承诺", found.forbidden),
            ("已取消", found.cancelled),
        )
        if number
    )
    rows = [
        ("层级", LEVEL_TITLES[Level(found.level)]),
        ("文号", found.number),
        ("印发日期", cn_date(found.issued_on)),
        ("读到", f"{found.rows}行：{counts}" + ("（只列事项，没有列证明）" if found.whole_items else "")),
        ("文件", found.source),
        ("代替", SuperiorList.load(found.replaces).title if found.replaces else ""),
        ("停用的理由", found.reason),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def read_row(row: SuperiorRow) -> dict[str, Any]:
    """Return one row as it was read."""
    return {
        "row": row.row,
        "name": row.certificate or row.item,
        "item": row.item if row.certificate else "",
        "unit": row.unit,
        "mode": MODE_TITLES[row.mode],
        "basis": row.basis,
    }


def history(found: SuperiorList) -> list[dict[str, str]]:
    """Return what was done with a list as a whole, newest first; what was settled stands by itself."""
    lines = journal.history("superior_list", found.reference)
    kept = [one for one in lines if one.verb not in {"superior_list.match", "superior_list.settle"}]
    names = people.names_of(one.actor for one in kept)
    return [
        {
            "when": cn_datetime(one.at.astimezone(CHINA)),
            "what": DONE.get(one.verb, one.verb),
            "note": names.get(one.actor, one.actor),
            "at": "past",
        }
        for one in reversed(kept)
    ]


def settlements(reference: str) -> list[dict[str, str]]:
    """Return what was last settled on a list, newest first."""
    rows = queries.settlements(reference, limit=20)
    names = people.names_of(one.by for one in rows)
    return [
        {
            "when": cn_datetime(one.at.astimezone(CHINA)),
            "what": f"{one.name}：{CHOICE_TITLES[Choice(one.choice)]}",
            "note": f"“{one.reason}”（{names.get(one.by, one.by)}）",
            "at": "past",
        }
        for one in rows
    ]


def address(reference: str, one: Difference) -> str:
    """Return where a difference is settled."""
    spot = {
        "entry": one.entry.pk.hex if one.entry else "",
        "edition": one.ours.edition if one.ours else "",
        "key": one.ours.key if one.ours else "",
        "unit": "" if one.ours else one.department,
    }
    kept = {name: value for name, value in spot.items() if value}
    return f"{reverse('superior-difference', args=[reference])}?{urlencode(kept)}"


def mark(one: Difference) -> str:
    """Return the mark by which a row of the list is ticked: the row of the list, the edition and key of ours."""
    entry = one.entry.pk.hex if one.entry else ""
    return "|".join((entry, one.ours.edition if one.ours else "", one.ours.key if one.ours else ""))


def unmarked(text: str) -> tuple[UUID | None, str, str]:
    """Return what a mark stands for.

    Raises:
        Malformed: It is none of ours.

    """
    entry, _, ours = text.partition("|")
    edition, _, key = ours.partition("|")
    try:
        return UUID(hex=entry) if entry else None, edition, key
    except ValueError as none_such:
        raise Malformed.at("picked", "勾选的内容不对，请回到清单重新勾选") from none_such


def table(reference: str, rows: Iterable[Difference], *, pickable: bool = False) -> dict[str, Any]:
    """Return differences as a dense list; *pickable*, with a box to tick on each."""
    labels = ("名称", "上级怎么说", "本级怎么说", "单位", "处理")
    return {
        "caption": "和上级清单的差异",
        "pickable": pickable,
        "form": "bulk",
        "columns": [{"label": label} for label in labels],
        "rows": [
            {
                "id": mark(one),
                "name": one.name,
                "url": address(reference, one),
                "cells": [
                    {"label": "上级怎么说", "text": theirs(one)},
                    {"label": "本级怎么说", "text": ours(one)},
                    {"label": "单位", "text": unit(one)},
                    {
                        "label": "处理",
                        "text": CHOICE_TITLES[Choice(one.settled.choice)] if one.settled else "待处理",
                        "tone": "ok" if one.settled else "todo",
                        "badge": True,
                    },
                ],
            }
            for one in rows
        ],
    }


def theirs(one: Difference) -> str:
    """Return in a few words what the list says."""
    if one.entry is None:
        return "没有列"
    item = f"，事项：{one.entry.item}" if one.entry.item and one.entry.certificate else ""
    return f"第{one.entry.position}行：{MODE_TITLES[Mode(one.entry.mode)]}{item}"


def ours(one: Difference) -> str:
    """Return in a few words what we say."""
    if one.ours is None:
        return "没有列"
    becomes = DISPOSITION_TITLES[one.ours.disposition] if one.ours.disposition else ""
    differs = f"，{'、'.join(one.in_what)}不同" if one.in_what else ""
    return f"{one.ours.item}：{becomes}{differs}"


def unit(one: Difference) -> str:
    """Return which department a difference concerns."""
    if one.department:
        return people.department_name(one.department)
    return f"清单写“{one.entry.unit}”" if one.entry is not None and one.entry.unit else "没有写明"


def alike(reference: str, pairs: Iterable[tuple[SuperiorEntry, list[Ours]]]) -> list[dict[str, Any]]:
    """Return rows with what is called alike, and where to say whether they are the same."""
    return [
        {
            "name": str(entry),
            "theirs": f"第{entry.position}行：{MODE_TITLES[Mode(entry.mode)]}",
            "url": f"{reverse('superior-difference', args=[reference])}?"
            f"{urlencode({'entry': entry.pk.hex, 'unit': found[0].department})}",
            "names": "、".join(f"{one.name}（{one.item}）" for one in found),
        }
        for entry, found in pairs
    ]


def exported(found: SuperiorList, department: str | None) -> Iterator[list[str | int]]:
    """Yield every difference as a row of a table to hand out; of what is ours only, what a page shows at most."""
    for one in queries.differences(found.reference, department):
        yield _exported(one)
    after = ""
    while True:
        page = queries.ours_only(found.reference, department, after)
        for one in page.rows:
            yield _exported(one)
        after = page.next
        if not after:
            return


def _exported(one: Difference) -> list[str | int]:
    entry, mine, word = one.entry, one.ours, one.settled
    return [
        GAP_TITLES[Gap(one.gap)],
        entry.position if entry else "",
        entry.certificate if entry else "",
        entry.item if entry else "",
        MODE_TITLES[Mode(entry.mode)] if entry else "没有列",
        entry.basis if entry else "",
        entry.issuer if entry else "",
        unit(one),
        mine.item if mine else "",
        mine.name if mine else "",
        DISPOSITION_TITLES[mine.disposition] if mine and mine.disposition else "没有列",
        mine.basis if mine else "",
        mine.issuer if mine else "",
        "、".join(one.in_what),
        CHOICE_TITLES[Choice(word.choice)] if word else "",
        word.reason if word else "",
        f"{word.at.astimezone(CHINA):%Y-%m-%d %H:%M}" if word else "",
    ]
