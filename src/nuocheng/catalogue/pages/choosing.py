"""Saying of which entry of the catalogue a row speaks that fits several: one list to choose from for each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from nuocheng.catalogue.channels.matching import Matching
from nuocheng.kernel.errors import Malformed

_NONE_CHOSEN = "请至少选一行，再重新试读"


def questions(asked: Iterable[Mapping[str, Any]], given: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return each question with the name of its field and what is chosen in it."""
    return [
        {**one, "field": f"choose-{place}", "chosen": given.get(f"choose-{place}", "")}
        for place, one in enumerate(asked)
    ]


def with_choices(
    matchings: Iterable[Matching], asked: Iterable[Mapping[str, Any]], given: Mapping[str, str]
) -> list[Matching]:
    """Return the matchings with what a person chose; only what was offered counts.

    Raises:
        Malformed: Nothing was chosen.

    """
    chosen: dict[str, dict[int, str]] = {}
    for one in questions(asked, given):
        if one["chosen"] in {choice for choice, _ in one["options"]}:
            chosen.setdefault(one["sheet"], {})[int(one["row"])] = one["chosen"]
    if not chosen:
        raise Malformed.at("choose-0", _NONE_CHOSEN)
    return [
        replace(one, chosen=tuple(sorted({**dict(one.chosen), **chosen.get(one.sheet, {})}.items())))
        for one in matchings
    ]
