"""The rows that a publication writes beside its listings: names and bases, as look-ups need them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from nuocheng.catalogue.models import Edition, ListedBasis, ListedName, NameRole
from nuocheng.catalogue.rules.content import Item
from nuocheng.catalogue.rules.naming import given_names, plain_name, statute_key
from nuocheng.journal.files import Record

LONGEST = {"name": 200, "statute": 200, "article": 100, "number": 100}


def listed_rows(edition: Edition, item: Item, at: datetime) -> list[Record]:
    """Return the names and the legal bases of an edition that is being published."""
    common = {"edition": edition, "code": item.code, "department": item.department, "at": at}
    names = (ListedName(**common, **one) for one in _names(item) if one["plain"])
    bases = (ListedBasis(**common, **one) for one in _bases(item) if one["statute"])
    return [*names, *bases]


def _names(item: Item) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys((item.name, *item.aliases)):
        yield _named(NameRole.ITEM, name)
    for one in item.certificates:
        about = {"key": one.key, "disposition": one.disposition}
        yield _named(NameRole.ASKED, one.name) | about
        for name in dict.fromkeys(one.aliases):
            yield _named(NameRole.ALIAS, name) | about
    told = {plain_name(one): one for one in item.gives}
    for plain in given_names(item.name, item.gives):
        yield _named(NameRole.GIVEN, told.get(plain, plain))


def _named(role: str, name: str) -> dict[str, Any]:
    return {"role": role, "plain": plain_name(name)[: LONGEST["name"]], "name": name[: LONGEST["name"]]}


def _bases(item: Item) -> Iterator[dict[str, Any]]:
    for one in item.certificates:
        for basis in dict.fromkeys(one.bases):
            yield {
                "key": one.key,
                "certificate": one.name,
                "statute": statute_key(basis.title, basis.number)[: LONGEST["statute"]],
                "title": basis.title[: LONGEST["name"]],
                "article": basis.article[: LONGEST["article"]],
                "level": basis.level[:40],
                "number": basis.number[: LONGEST["number"]],
            }
