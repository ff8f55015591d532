"""The words of identifiers, held against the glossary and a short list of plain English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_CODE = re.compile(r"`([^`]+)`")


def words(identifier: str) -> list[str]:
    """Split an identifier into its words, in small letters."""
    return [piece.lower() for piece in _PIECES.findall(identifier)]


def glossary(file: Path) -> set[str]:
    """Return every word of every identifier in the tables of the glossary."""
    rows = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return {word for row in rows for code in _CODE.findall(row.split("|")[2]) for word in words(code)}


def plain(file: Path) -> set[str]:
    """Return the list of plain English words."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def strangers(identifiers: Iterable[str], known: set[str]) -> list[str]:
    """Return the identifiers with a word that nobody knows, and the word."""
    return sorted(
        f"{one}: {word}" for one in identifiers for word in words(one) if not _is_known(word, known)
    )


def _is_known(word: str, known: set[str]) -> bool:
    """Say whether a word, or the word it is the plural or possessive of, is known."""
    return word in known or (word.endswith("s") and word[:-1] in known)
