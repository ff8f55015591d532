"""One ground for the whole table: laid once, and put back after every row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from tests.conftest import forget
from tests.pages.cases.conftest import Standing
from tests.pages.cases.world import AT
from tests.site.bad_input import ground as laying

from nuocheng.edge import clock

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def laid(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[laying.Ground]:
    """Lay the ground in one transaction, which is undone when the module is through."""
    settings = {
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": PLAIN,
        },
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "PASSWORD_HASHERS": QUICK,
    }
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "timezone", Standing(AT))
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
