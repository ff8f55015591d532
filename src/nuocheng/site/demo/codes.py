"""Finds the code of an item by its name, for data files name items as people do."""

from __future__ import annotations

from nuocheng.catalogue import queries


def code_of(name: str) -> str:
    """Return the code of the item of that very name.

    Raises:
        LookupError: The catalogue has no such item.

    """
    found = next((row.code for row in queries.search(name).rows if row.name == name), "")
    if not found:
        raise LookupError(f"演示目录里没有“{name}”")
    return found
