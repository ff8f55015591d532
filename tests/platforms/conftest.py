"""What tests of platforms stand on: a receiver in a process of its own, and leave to write to this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.platforms.receiver import Running, running


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Running]:
    """Return a receiver that runs."""
    with running(tmp_path) as one:
        yield one


@pytest.fixture
def this_machine_may_be_written_to(settings: Any) -> None:
    """Name this machine's own network in the setting, as an installation on an inner network does."""
    settings.NUOCHENG_WEBHOOK_NETWORKS = ["127.0.0.0/8"]
