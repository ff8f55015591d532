"""Time in the tests of the API stands where the builders begin, and goes on by a minute at every look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders import Hours

from nuocheng.edge import occasions


@pytest.fixture(autouse=True)
def hours(monkeypatch: pytest.MonkeyPatch) -> Hours:
    """Return the clock that the edge reads, which a test may set forward."""
    clock = Hours()
    monkeypatch.setattr(occasions, "now", clock.next)
    return clock


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Path) -> None:
    """Serve static files as they are, from a folder that exists: nothing was collected for tests."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
