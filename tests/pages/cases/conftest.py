"""Fixtures of the pages of cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from tests import worlds
from tests.pages.cases.world import AT, World, build

from nuocheng.edge import clock
from nuocheng.people.models import Account


@pytest.fixture
def world(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """Build the district on 23 November 2026."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    monkeypatch.setattr(clock, "timezone", Standing(AT))
    settings.STATIC_ROOT = tmp_path
    cache.clear()
    worlds.of(district, worlds.Hours())
    return World({one.username: one for one in Account.objects.all()})


def district(_: worlds.Hours) -> World:
    """Build the district, in which every test here begins that asks for it."""
    return build()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the district stand once for all tests of a file that ask for it."""
    for item in items:
        if item.path.parent == Path(__file__).parent and "world" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.world(build=district))


class Standing:
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the one moment there is."""
        return self.at
