"""One way to write a thing as bytes, so that its digest means the same everywhere and for ever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _bytes(raw: bytes | memoryview) -> dict[str, str]:
    return {"sha256": hashlib.sha256(raw).hexdigest()}


#: How each type that JSON does not know is written, the narrower before the wider.
_WRITERS: tuple[tuple[Any, Callable[[Any], object]], ...] = (
    (datetime, _time),
    (date, date.isoformat),
    (UUID, lambda value: value.hex),
    (Decimal, lambda value: format(value.normalize(), "f")),
    ((bytes, memoryview), _bytes),
    (Mapping, dict),
    ((set, frozenset), sorted),
)


def _plain(value: object) -> object:
    """Write the few types that JSON does not know, each in exactly one way."""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain
)


def canonical(value: object) -> str:
    """Return the canonical JSON of *value*: sorted keys, no blanks, UTC times with microseconds.

    Raises:
        TypeError: *value* holds something without a canonical form.
        ValueError: *value* holds a number that JSON cannot write.

    """
    return _ENCODER.encode(value)


def sha256(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of *text*, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def sm3(text: str) -> str:
    """Return the SM3 (GB/T 32905) of the UTF-8 bytes of *text*, in hexadecimal."""
    return hashlib.new("sm3", text.encode()).hexdigest()


def columns(row: models.Model, leaving_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the stored columns of *row* by name, without those left out.

    A column whose bytes were moved to where content is kept by its digest is written as those bytes would be.
    """
    moved: Mapping[str, str] = getattr(type(row), "moved", {})
    said = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in leaving_out
    }
    return said | {name: {"sha256": getattr(row, digest)} for name, digest in moved.items()}


def seal(row: models.Model, leaving_out: frozenset[str] = frozenset()) -> str:
    """Return the digest of the stored columns of *row*.

    A column that a later release added (the model lists it as ``later``) counts only where it says something:
    so the seals of rows written before it was there still hold, and nobody can fill it in or empty it unseen.
    """
    later: frozenset[str] = getattr(type(row), "later", frozenset())
    if not later:
        return sha256(canonical(columns(row, leaving_out)))
    silent = {
        field.attname
        for field in row._meta.concrete_fields
        if field.attname in later and getattr(row, field.attname) == field.get_default()
    }
    return sha256(canonical(columns(row, leaving_out | silent)))
