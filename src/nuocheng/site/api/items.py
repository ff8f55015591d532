"""Queries about the catalogue: what is on offer, open to everybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Schema

from nuocheng.catalogue import queries as catalogue
from nuocheng.catalogue.queries.search import search
from nuocheng.edge.clock import today
from nuocheng.law import queries as law
from nuocheng.site.api.asking import query


class ItemLine(Schema):
    """An item on offer, in a list."""

    code: str
    name: str
    edition: str
    version: int
    department: str

    @staticmethod
    def resolve_edition(edition: Any) -> str:
        """Return the reference of the edition."""
        return str(edition.reference)


class ItemPage(Schema):
    """A page of items, and where the next one begins."""

    rows: list[ItemLine]
    next: str


class FactOut(Schema):
    """A fact that a pledge states: under which key, of which type, and what it may be."""

    key: str
    label: str
    type: str
    unit: str
    hint: str
    choices: list[str]
    minimum: str
    maximum: str


class PledgeableOut(Schema):
    """A certificate that a pledge may stand in for, and the facts that the pledge must state."""

    key: str
    name: str
    proves: str
    facts: list[FactOut]


class StatementOut(Schema):
    """A statement of the pledge: the code to send, and the words to show."""

    code: str
    text: str
    required: bool


class ItemOut(Schema):
    """An item of the catalogue as published: its edition, what a pledge for it states, and everything it says."""

    edition: str
    version: int
    department: str
    digest: str
    pledgeable: list[PledgeableOut]
    statements: list[StatementOut]
    item: dict[str, Any]


@query("/items", ItemPage, "查现行目录里的事项", ())
def list_items(request: HttpRequest, words: str = "", after: str = "") -> Any:
    """Return the items in force that *words* find, by name, certificate, unit, code or pinyin; all without words."""
    return search(words, after)


@query("/items/{code}", ItemOut, "查现行目录里的一个事项", ())
def item(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the edition of an item that is in force, with the facts and statements that a pledge for it needs."""
    found = catalogue.in_force(code)
    said = law.wordings("wording.pledge.statement.", today()).values()
    return {
        "edition": found.reference,
        "version": found.version,
        "department": found.department,
        "digest": found.digest,
        "pledgeable": found.item.pledgeable,
        "statements": [
            {"code": one.code, "text": one.text, "required": bool(one.value.get("required"))} for one in said
        ],
        "item": catalogue.as_json(found.item),
    }
