"""One ground for the whole table: laid once, and put back after every row."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from tests.holdings.clamd import clamd
from tests.pages.cases.conftest import Standing
from tests.pages.cases.world import AT
from tests.site.bad_input import ground as laying
from tests.worlds import forget

from nuocheng.edge import clock
from nuocheng.letters.channels import at_hand

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SECRET = "gateway-secret"


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    """Start the stand-in for a gateway of short messages, and stop it."""
    command = [sys.executable, "-m", "nuocheng.simulator.text_messages", "--port", "0"]
    env = {"NUOCHENG_SMS_SECRET": SECRET, "PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as run:
        assert run.stdout is not None
        yield run.stdout.readline().strip().partition("：")[2]
        run.terminate()


@pytest.fixture(scope="module")
def scanner() -> Iterator[str]:
    """Start the stand-in for a virus scanner."""
    with clamd() as server:
        yield server.address


@pytest.fixture(scope="module")
def laid(
    django_db_setup: None,
    django_db_blocker: Any,
    gateway: str,
    scanner: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[laying.Ground]:
    """Lay the ground in one transaction, which is undone when the module is through."""
    settings = {
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": PLAIN,
        },
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "NUOCHENG_SMS": (gateway, "nuocheng", SECRET),
        "NUOCHENG_SCANNER": scanner,
        "NUOCHENG_DATA": tmp_path_factory.mktemp("data"),
    }
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "timezone", Standing(AT))
    patch.setattr(
        at_hand, "now", lambda: datetime.now(UTC)
    )  # the gateway, a process of its own, has no other clock
    with override_settings(**settings), django_db_blocker.unblock():
        forget()
        with transaction.atomic():
            yield laying.lay()
            transaction.set_rollback(True)
        forget()
    patch.undo()


@pytest.fixture
def ground(laid: laying.Ground, db: None) -> laying.Ground:
    """Give a row the ground; what it does is undone after it."""
    cache.clear()
    return laid
