"""How an edition reads on a page: cards, materials, rows, differences, history."""

from __future__ import annotations

from datetime import date
from typing import Any

from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages.wording import DONE, TAGS, WHOM
from nuocheng.catalogue.queries.saying import bases_of, days_to_verify
from nuocheng.catalogue.rules.content import (
    EXEMPT,
    KIND_TITLES,
    Certificate,
    Disposition,
    Item,
)
from nuocheng.edge.display import cn_datetime
from nuocheng.journal import queries as journal
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Role
from nuocheng.people import queries as people

#: In which order the public reads what is no pledge: what must be brought comes first.
_ORDER = (Disposition.SUBMIT, Disposition.SHARE, Disposition.CHECK, Disposition.CANCEL)


def cards(item: Item, today: date) -> list[dict[str, Any]]:
    """Return the certificates that a pledge may replace, as pledge cards."""
    return [
        {
            "id": one.key,
            "title": one.name,
            "proves": one.proves or one.purpose,
            "issuer": one.issuer,
            "checked": checked(one, today),
            "basis": bases_of(one),
        }
        for one in item.pledgeable
    ]


def checked(one: Certificate, today: date) -> str:
    """Return how and when a pledged certificate is verified, in one sentence."""
    if one.plan is None:
        return ""
    if one.plan.channel == EXEMPT:
        return f"免予核查。{one.plan.exempt_reason}"
    return f"{one.plan.way}（{one.plan.when(days_to_verify(one.plan, today))}）"


def materials(item: Item, *, suspended: bool = False) -> list[dict[str, str]]:
    """Return everything else that an item asks for or looks up itself, what must be brought first.

    While pledging is suspended, what could be pledged has to be brought too.
    """
    rest = [one for one in item.certificates if one.disposition is not Disposition.PLEDGE]
    rest.sort(key=lambda one: _ORDER.index(one.disposition))
    brought = item.pledgeable if suspended else ()
    return [
        *({"title": one.name, "note": one.purpose, "tag": "要交", "tone": ""} for one in brought),
        *(_material(one) for one in rest),
    ]


def _material(one: Certificate) -> dict[str, str]:
    tag, tone = TAGS[one.disposition]
    note = one.purpose if one.disposition is Disposition.SUBMIT and not one.ground else one.reason
    return {"title": one.name, "note": note, "tag": tag, "tone": tone}


def answers(item: Item, department: str) -> list[dict[str, str]]:
    """Return what one has to know before applying, as a summary list."""
    rows = [
        ("谁可以办", "、".join(WHOM[kind] for kind in item.for_whom if kind in WHOM)),
        ("办理条件", item.conditions),
        ("办理部门", department),
        ("多久办好", takes(item)),
        ("收费", item.fee),
        ("事项类型", KIND_TITLES[item.kind]),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def takes(item: Item) -> str:
    """Return how long the item takes, empty where the catalogue does not say."""
    if item.on_the_spot:
        return "用承诺的，当场办好"
    return f"受理后{item.workdays}个工作日" if item.workdays else ""


def history(edition: Edition) -> list[dict[str, str]]:
    """Return what was done with an edition, newest first."""
    lines = journal.history("edition", edition.reference)
    names = {actor: _name(actor) for actor in {line.actor for line in lines}}
    return [
        {
            "when": cn_datetime(line.at.astimezone(CHINA)),
            "what": DONE.get(line.verb, line.verb),
            "note": "，".join(filter(None, (f"{names[line.actor]}（{_role(line.post)}）", _said(line.note)))),
            "at": "past",
        }
        for line in reversed(lines)
    ]


def _said(note: dict[str, Any]) -> str:
    said = note.get("reason") or note.get("opinion")
    return f"“{said}”" if said else ""


def _name(actor: str) -> str:
    account = people.account(actor)
    return account.name if account else actor


def _role(post: str) -> str:
    role = post.partition("@")[0]
    return ROLE_TITLES[Role(role)] if role in set(Role) else role
