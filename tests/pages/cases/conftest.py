"""Fixtures of the pages of cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from tests.pages.cases.world import AT, World, build

from nuocheng.edge import clock


@pytest.fixture
def world(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """Build the district on 23 November 2026."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    monkeypatch.setattr(clock, "timezone", Standing(AT))
    settings.STATIC_ROOT = tmp_path
    cache.clear()
    return build()


class Standing:
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the one moment there is."""
        return self.at
