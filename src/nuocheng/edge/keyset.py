"""Keyset paging: the next page begins after the last row seen, so its cost never grows."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from nuocheng.kernel.errors import Malformed

T = TypeVar("T", bound=Model)

PAGE = 50
WRONG_MARK = "翻页位置不对，请回到第一页"


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of rows and where the next one begins (empty at the end)."""

    rows: list[T]
    next: str


def page(rows: QuerySet[T], order: Sequence[str], after: str = "", size: int = PAGE) -> Page[T]:
    """Return the page of *rows* that follows the mark *after*, by the fields of *order*.

    *order* names fields, the last of them unique, all with a leading minus or none.

    Raises:
        Malformed: *after* is no mark of ours.

    """
    fields = [name.lstrip("-") for name in order]
    down = order[0].startswith("-")
    if after:
        rows = _after(rows, fields, _read(after, len(fields)), "lt" if down else "gt")
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    found = found[:size]
    mark = _write([getattr(found[-1], name) for name in fields]) if more else ""
    return Page(found, mark)


def _after(rows: QuerySet[T], fields: list[str], values: list[Any], than: str) -> QuerySet[T]:
    """Return the rows beyond a mark.

    Raises:
        Malformed: A value of the mark cannot be one of that field.

    """
    model = rows.model._meta
    try:
        read = [model.get_field(name).to_python(value) for name, value in zip(fields, values, strict=True)]  # type: ignore[union-attr]
    except (ValidationError, ValueError, TypeError) as wrong:
        raise Malformed.at("after", WRONG_MARK) from wrong
    return rows.filter(_beyond(fields, read, than))


def _beyond(fields: list[str], values: list[Any], than: str) -> Q:
    """Return the condition of a row coming after the mark, field by field."""
    condition = Q()
    equal = Q()
    for name, value in zip(fields, values, strict=True):
        condition |= equal & Q(**{f"{name}__{than}": value})
        equal &= Q(**{name: value})
    return condition


def _write(values: list[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read(mark: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
    except ValueError:
        values = None
    if not isinstance(values, list) or len(values) != length:
        raise Malformed.at("after", WRONG_MARK)
    return values
