"""One world for many tests: what a builder made stands once, and each test acts in it and is undone.

Many tests begin in the same situation, which takes many acts to reach. A test that is marked with ``world`` finds
it built already: the tests of one situation follow each other, the situation lies in a transaction around them
all, and what each of them does is rolled back to it. A test that is not marked sees nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction
from tests.builders import Hours

from nuocheng.catalogue.queries import reading as catalogue
from nuocheng.law import queries as law
from nuocheng.people import queries as people

Build = Callable[[Hours], Any]


@dataclass
class _Stage:
    """What stands now: by which builder it was made, what it returned, when that was, and how it is undone."""

    build: Build | None = None
    made: Any = None
    hours: Hours | None = None
    around: transaction.Atomic | None = None


_STAGE = _Stage()


class _Ground:
    """The law as it lies in every database of tests, read once: what a test changes in it is rolled back."""

    shelf: Any = None


def lay(shelf: Any) -> None:
    """Say what the law is that every test begins with; with nothing, each reads it anew."""
    _Ground.shelf = shelf


def law_changes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Let go of the copy of the law as soon as a statement writes into its tables."""
    if '"law_' in sql and not sql.startswith("SELECT"):
        law.invalidate()
    return execute(sql, params, many, context)


def forget() -> None:
    """Throw away what this process remembers of tables that the test before has rolled back."""
    law._held.shelf, law._held.looked_at = _Ground.shelf, monotonic()
    people._DEPARTMENTS.clear()
    catalogue._BY_REFERENCE.clear()


def of(build: Build, hours: Hours) -> Any:
    """Return what *build* makes: from the stage if it stands there and nothing happened yet, else built here."""
    if _STAGE.build is not build or _STAGE.hours is None or hours != Hours():
        return build(hours)
    hours.at = _STAGE.hours.at
    return copy(_STAGE.made)


def wanted(item: pytest.Item) -> Build | None:
    """Return the builder of the world that a test asks for by its mark, which may work it out from parameters.

    The builder has a name in the mark: a mark that is called with one function decorates it.
    """
    mark = item.get_closest_marker("world")
    if mark is None:
        return None
    if "build" in mark.kwargs:
        return mark.kwargs["build"]  # type: ignore[no-any-return]
    return mark.kwargs["by"](**getattr(item, "callspec").params)  # type: ignore[no-any-return]  # noqa: B009


def stands(build: Build | None) -> bool:
    """Say whether what *build* makes stands, or nothing where nothing is wanted."""
    return _STAGE.build is build


def put_up(build: Build | None) -> None:
    """Let what *build* makes stand, and nothing else."""
    if stands(build):
        return
    strike()
    if build is None:
        return
    forget()
    around, hours = transaction.atomic(), Hours()
    around.__enter__()
    _STAGE.around = around
    try:
        with connection.execute_wrapper(law_changes):
            _STAGE.made, _STAGE.hours = build(hours), replace(hours)
    except BaseException:
        strike()
        raise
    _STAGE.build = build


def strike() -> None:
    """Undo what stands, if anything does."""
    around = _STAGE.around
    _STAGE.build = _STAGE.made = _STAGE.hours = _STAGE.around = None
    if around is None:
        return
    transaction.set_rollback(True)
    around.__exit__(None, None, None)
    forget()


def by_world(items: list[pytest.Item]) -> None:
    """Bring tests of one file that ask for the same world together, in the order in which each is first asked for."""
    first: dict[tuple[Any, Build | None], int] = {}
    places = []
    for item in items:
        place = (item.path, wanted(item))
        places.append(first.setdefault(place, len(first)))
    files: dict[Any, int] = {}
    order = sorted(
        range(len(items)), key=lambda at: (files.setdefault(items[at].path, len(files)), places[at])
    )
    items[:] = [items[at] for at in order]
