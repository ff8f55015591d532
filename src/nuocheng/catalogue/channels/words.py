"""Words by which tables name levels, grounds and dispositions: shipped as data, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from nuocheng.catalogue.rules.content import Disposition


@cache
def _said() -> Mapping[str, list[dict[str, str | list[str]]]]:
    text = files("nuocheng.catalogue").joinpath("data", "reading.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def level_words() -> Mapping[str, str]:
    """Return other words for levels of legal bases, with the code of each."""
    return {word: str(one["code"]) for one in _said()["level"] for word in one["words"]}


def ground_in(text: str, grounds: Mapping[str, str]) -> str:
    """Return the code of the ground that a reason speaks of first, empty if of none."""
    found = {code: text.find(title) for code, title in grounds.items() if title in text}
    for one in _said()["ground"]:
        code = str(one["code"])
        places = [text.find(word) for word in one["words"] if word in text]
        if places and code in grounds:
            found[code] = min([*places, found.get(code, places[0])])
    return min(found, key=lambda code: found[code], default="")


def reform_in(text: str) -> Disposition | None:
    """Return what a way of reform (改革方式) makes of a certificate, if it is one we know."""
    return _disposition("reform", text)


def instead_of(text: str) -> Disposition:
    """Return what became of a certificate by what stands in its place."""
    return _disposition("instead", text) or Disposition.CANCEL


def _disposition(kind: str, text: str) -> Disposition | None:
    for one in _said()[kind]:
        if any(re.search(word, text) for word in one["words"]):
            return Disposition(str(one["disposition"]))
    return None
