"""What the paper of a look says (查询核验单): what was asked of whom and for what, what came of it, and what it is not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from nuocheng.kernel.dates import cn_date, cn_time
from nuocheng.kernel.numbers import PartyKind, file_number, mask_number
from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law
from nuocheng.looks.models import Look
from nuocheng.looks.queries import OUTCOMES, VERDICTS
from nuocheng.papers import content as paper
from nuocheng.people import queries as people

TITLE = "查询核验单"


def number_of(look: Look) -> str:
    """Return the official number (文号) of a look, such as 白区诺查〔2026〕00001号."""
    year, place = look.reference.removeprefix("HY").split("-")
    return file_number(f"{settings.NUOCHENG_MARK}查", int(year), int(place))


def slip(look: Look, today: date) -> dict[str, Any]:
    """Return the content of the slip; the party's number is masked on it."""
    said = law.wordings("wording.look.", today)
    department = people.department(look.department)
    name = department.name if department else look.department
    masked = mask_number(look.party, PartyKind(look.party_kind))
    asked_at = look.opened_at.astimezone(CHINA)
    sections = (
        ("查的是谁", (f"{look.party_name}，证件号码{masked}。",)),
        ("查的是什么", (f"{look.certificate}（{look.item_name}）。",)),
        ("用途和依据", (f"用途：{look.purpose_title}", f"依据：{look.basis}")),
        ("结果", (f"{OUTCOMES[look.outcome][0]}。{look.remark}", *(_fact(one) for one in look.asked_facts))),
        ("来源", (_source(look),)),
        ("这张单子是什么，不是什么", (said["wording.look.is"].text, said["wording.look.is_not"].text)),
    )
    return paper.Communication(
        dated=today,
        number=number_of(look),
        check_code=look.code,
        verify_url=f"{settings.NUOCHENG_ADDRESS}/looks/{look.code}",
        body=name,
        title=TITLE,
        addressee=said["wording.look.filed"].text,
        opening=f"{cn_time(asked_at)}，{look.asked_by_name}按下面的用途和依据作了一次查询。",
        sections=tuple(paper.Chapter(title, items) for title, items in sections),
        contact=f"{name}，{department.phone if department else ''}",
    ).as_json()


def _fact(one: dict[str, Any]) -> str:
    word = VERDICTS[one.get("verdict", "")][0]
    shown = f"，登记的是“{one['shown']}”" if one.get("shown") else ""
    return f"{one['label']}：说的是“{one['stated']}”，{word}{shown}"


def _source(look: Look) -> str:
    parts = [look.source_title]
    if look.source_time:
        parts.append(f"数据日期{cn_date(look.source_time)}")
    parts.append(f"回执号{look.receipt_no}" if look.receipt_no else "来源没有给回执号")
    return "，".join(parts) + "。"
