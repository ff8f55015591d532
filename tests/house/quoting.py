"""Quotes held against the document they are taken from, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

FOUNDING = "白政办发〔2020〕20号"

_NO_LETTER = re.compile(r"[\W_]+")
_LEFT_OUT = re.compile(r"…+|\.{3,}")


def letters(text: str) -> str:
    """Return the letters and digits of a text: copies differ in blanks and in the width of their punctuation."""
    return _NO_LETTER.sub("", text)


def said(document: Path) -> str:
    """Read the letters of a document."""
    return letters(document.read_text(encoding="utf-8"))


def misquoted(quotes: Iterable[tuple[str, str]], document: str) -> list[str]:
    """Return the names of quotes of which a part, between marks of omission, is not in the document."""
    return [
        f"{name}: {part}"
        for name, quote in quotes
        for part in _LEFT_OUT.split(quote)
        if letters(part) not in document
    ]
