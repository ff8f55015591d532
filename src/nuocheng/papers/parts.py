"""What the contents of several papers are made of, and the common manner of all: they flatten to plain JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import ClassVar

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
"""A value that JSON carries without loss."""


class Content:
    """The common manner of every paper: it knows its form, and it flattens to plain values."""

    __slots__ = ()
    form: ClassVar[str]

    def as_json(self) -> dict[str, Plain]:
        """Return the content as dicts, lists, strings, numbers and booleans; dates in ISO 8601."""
        return _flat_fields(self)


@dataclass(frozen=True, slots=True)
class Item:
    """The service item that is applied for."""

    title: str
    code: str


@dataclass(frozen=True, slots=True)
class Department:
    """The authority that serves the notice and accepts the pledge."""

    name: str
    phone: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts for the applicant, and on what authority."""

    name: str
    number: str
    authority: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who pledges; the caller decides whether the number is shown in full or masked."""

    name: str = ""
    number: str = ""
    number_label: str = "身份证号"
    phone: str = ""
    address: str = ""
    agent: Agent | None = None


def _flat_fields(value: object) -> dict[str, Plain]:
    return {one.name: _flat(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]


def _flat(value: object) -> Plain:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_flat(one) for one in value]
    if is_dataclass(value):
        return _flat_fields(value)
    raise TypeError(f"a paper cannot carry {type(value).__name__}")
