"""The shipped list of words to avoid in what people read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from nuocheng.catalogue.rules.facts import PlainWords


@cache
def plain_words() -> PlainWords:
    """Return the words to avoid in notices, conditions and pledges; read once per process."""
    text = files("nuocheng.catalogue").joinpath("data", "plain_words.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)
    return PlainWords(
        catch_alls=tuple(listed["catch_alls"]),
        vague=frozenset(listed["vague"]),
        amounts=tuple(listed["amounts"]),
        acronyms=frozenset(listed["acronyms"]),
        called=dict(listed["called"]),
        longest=int(listed["longest"]),
    )
