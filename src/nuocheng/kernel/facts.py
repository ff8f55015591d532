"""Data types of pledged facts, and the closed set of ways to hold them against a source."""

from __future__ import annotations

from enum import StrEnum


class FactType(StrEnum):
    """Data types of a pledged fact."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    INTEGER = "integer"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    NUMBER = "number"


class Comparison(StrEnum):
    """How a pledged fact is held against what a source says: a closed set."""

    EQUALS = "equals"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    IS_TRUE = "is_true"
    IS_FALSE = "is_false"
    CONTAINS_ADDRESS = "contains_address"
