"""The sources that an editor may choose from when planning verification: shipped as data, only suggestions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """One source that can be asked: who keeps it, by which channel, and the titles of its fields by key."""

    key: str
    title: str
    keeper: str
    channel: str
    fields: Mapping[str, str]


def sources() -> Mapping[str, Source]:
    """Return the known sources by key."""
    return {
        key: Source(key, one["title"], one["keeper"], one["channel"], one["fields"])
        for key, one in _shipped()["source"].items()
    }


@cache
def _shipped() -> dict[str, Any]:
    text = files("nuocheng.catalogue").joinpath("data", "sources.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
