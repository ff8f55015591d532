"""The composers of these tests: one with every typeface of this machine, one as on a machine that has none."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nuocheng.papers import composing
from nuocheng.papers.composing import Composer
from nuocheng.papers.typefaces import shelf


@pytest.fixture(scope="session")
def bare() -> Composer:
    """Return a composer on a machine without any typeface of its own."""
    return Composer(shelf(system=False))


@pytest.fixture(scope="session", params=["bare", "equipped"])
def composer(request: pytest.FixtureRequest, bare: Composer) -> Composer:
    """Return each composer in turn."""
    return bare if request.param == "bare" else Composer(shelf())


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], Composer]:
    """Return a way to spoil the forms on purpose, so that a check can be seen to fail."""

    def spoil(old: str, new: str) -> Composer:
        room = tmp_path / "forms"
        shutil.copytree(composing.FORMS, room)
        touched = 0
        for path in room.glob("*.typ"):
            text = path.read_text()
            touched += text.count(old)
            path.write_text(text.replace(old, new))
        assert touched, f"the forms have no {old!r} any more"
        monkeypatch.setattr(composing, "FORMS", room)
        return Composer(shelf(system=False))

    return spoil
