"""Holding a value against a JSON Schema: the few words of it that our schema uses, and no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

Schema = dict[str, Any]
KNOWN = frozenset(
    [
        "$schema",
        "$id",
        "title",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "const",
        "minimum",
        "pattern",
        "format",
        "anyOf",
    ]
)
TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}
FORMATS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
}


def faults(value: Any, schema: Schema, at: str = "$") -> Iterator[str]:
    """Yield where a value is not what the schema says.

    Raises:
        KeyError: The schema uses a word that is not known here.

    """
    if unknown := set(schema) - KNOWN:
        raise KeyError(f"{at}: {sorted(unknown)}")
    if "anyOf" in schema:
        if all(list(faults(value, one, at)) for one in schema["anyOf"]):
            yield f"{at} is none of what it may be"
        return
    wanted = schema.get("type", [])
    if wanted and not any(TYPES[one](value) for one in ([wanted] if isinstance(wanted, str) else wanted)):
        yield f"{at} is no {wanted}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at} is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is none of {schema['enum']}"
    yield from {str: _text, int: _number, list: _many, dict: _thing}.get(type(value), _nothing)(
        value, schema, at
    )


def _nothing(value: Any, schema: Schema, at: str) -> Iterator[str]:
    yield from ()


def _number(value: int, schema: Schema, at: str) -> Iterator[str]:
    if value < schema.get("minimum", value):
        yield f"{at} is below {schema['minimum']}"


def _text(value: str, schema: Schema, at: str) -> Iterator[str]:
    if not re.search(schema.get("pattern", ""), value):
        yield f"{at} does not match {schema['pattern']}"
    if "format" in schema:
        try:
            FORMATS[schema["format"]](value)
        except ValueError:
            yield f"{at} is no {schema['format']}"


def _many(value: list[Any], schema: Schema, at: str) -> Iterator[str]:
    for place, one in enumerate(value):
        yield from faults(one, schema.get("items", {}), f"{at}[{place}]")


def _thing(value: dict[str, Any], schema: Schema, at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at} lacks {name}" for name in schema.get("required", []) if name not in value)
    if schema.get("additionalProperties") is False:
        yield from (f"{at} has {name} besides" for name in sorted(set(value) - set(known)))
    for name, one in value.items():
        yield from faults(one, known.get(name, {}), f"{at}.{name}")
