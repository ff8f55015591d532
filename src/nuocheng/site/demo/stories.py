"""What happened to whom, as the data file tells it: a party, an item, and the steps that were taken."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nuocheng.site.demo import cast

#: Words for several steps that usually come together.
PHRASES = {
    "pledged": "open check notice acknowledge pledge",
    "declined": "open check notice acknowledge decline",
    "granted": "pledged grant",
    "answered": "granted ask",
    "verified": "answered confirm close",
    "refuted": "answered refute",
    "told": "refuted matter intend",
    "heard": "told hear",
    "upheld": "heard uphold",
}


@dataclass(frozen=True, slots=True)
class Story:
    """One case: who applies for what, since how many days, and step by step what was done.

    *facts* are what is pledged, by certificate and fact; *said* are the words that steps need: a reason,
    a statement, what was found; *fault* is what ails the source when it is asked. *handler* is the account that acts for a company
    on its mandate, *guardian* who stands at the window for a ward; *scribe* and *witness* help who cannot write.
    """

    party: str
    item: str
    days: int
    steps: tuple[str, ...]
    window: bool = False
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    grade: str = "general"
    measures: tuple[str, ...] = ()
    fault: str = ""
    handler: str = ""
    guardian: Mapping[str, str] = field(default_factory=dict)
    scribe: Mapping[str, str] = field(default_factory=dict)
    witness: Mapping[str, str] = field(default_factory=dict)

    @property
    def player(self) -> cast.Player:
        """Return the applicant."""
        return next(one for one in cast.players() if one.account == self.party)


def stories() -> list[Story]:
    """Return every story of the data file, in its order."""
    document = tomllib.loads((cast.DATA / "stories.toml").read_text(encoding="utf-8"))
    return [read(plain) for plain in document["story"]]


def read(plain: Mapping[str, Any]) -> Story:
    """Read one story.

    Raises:
        TypeError: It lacks a word, or has one that means nothing.

    """
    rest = {name: value for name, value in plain.items() if name not in {"steps", "measures"}}
    measures = tuple(str(plain.get("measures", "")).split())
    return Story(steps=spelt_out(str(plain["steps"])), measures=measures, **rest)


def spelt_out(words: str) -> tuple[str, ...]:
    """Return the steps that some words stand for."""
    steps: list[str] = []
    for word in words.split():
        steps += spelt_out(PHRASES[word]) if word in PHRASES else [word]
    return tuple(steps)
