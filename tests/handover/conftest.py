"""What tests of hand-over stand on: the supervising platform, really running, and leave to write to this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from nuocheng.simulator.supervision import Supervision


@pytest.fixture(autouse=True)
def _this_machine_may_be_written_to(settings: Any) -> None:
    settings.NUOCHENG_WEBHOOK_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def supervision() -> Iterator[Supervision]:
    """Return a supervising platform that runs; whoever is registered gives it the secret."""
    server = Supervision(0, "whsec_AAAA")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
