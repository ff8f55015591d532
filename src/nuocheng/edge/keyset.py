"""Keyset paging: the next page begins after the last row seen, so its cost never grows."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.expressions import Combinable

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
        rows = _after(rows, fields, values_of(rows.model, fields, after), "<" if down else ">")
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(found, mark_of(found[-1], fields) if more else "")


def mark_of(row: Model, order: Sequence[str]) -> str:
    """Return the mark after which the next page begins, where this row is the last of its page."""
    return _write([getattr(row, name.lstrip("-")) for name in order])


def values_of(model: type[Model], order: Sequence[str], mark: str) -> list[Any]:
    """Return the values of the row whose mark this is, by the fields of *order*.

    Raises:
        Malformed: It is no mark of ours, or a value of it cannot be one of that field.

    """
    try:
        values = zip(order, _read(mark, len(order)), strict=True)
        return [_valid(model._meta.get_field(name.lstrip("-")), value) for name, value in values]
    except (ValidationError, ValueError, TypeError) as wrong:
        raise Malformed.at("after", WRONG_MARK) from wrong


def _after(rows: QuerySet[T], fields: list[str], values: list[Any], than: str) -> QuerySet[T]:
    """Return the rows beyond a mark."""
    columns = [rows.model._meta.get_field(name) for name in fields]
    kept = [Value(value, column) for column, value in zip(columns, values, strict=True)]  # type: ignore[arg-type]
    return rows.filter(_Beyond(*map(F, fields), *kept, than=than))


def _valid(field: Any, value: Any) -> Any:
    """Return a value as the field takes it.

    Raises:
        ValidationError: It is none, it is out of range, or no database would take it.

    """
    read = field.to_python(value)
    field.run_validators(read)
    if isinstance(read, str) and "\0" in read:
        raise ValidationError(WRONG_MARK)
    return read


class _Beyond(Func):
    """The condition of a row coming after the mark, all fields compared at once.

    Field by field (greater, or equal and then greater) no database finds the place in its index: it would
    read everything before the mark, and the thousandth page would cost a thousand times the first.
    """

    output_field = BooleanField()
    arity = None

    def __init__(self, *expressions: Combinable, than: str) -> None:
        super().__init__(*expressions)
        self.than = than

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Write both rows and compare them."""
        written = [compiler.compile(one) for one in self.source_expressions]
        middle = len(written) // 2
        fields, values = (", ".join(sql for sql, _ in half) for half in (written[:middle], written[middle:]))
        return f"({fields}) {self.than} ({values})", [one for _, given in written for one in given]


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
