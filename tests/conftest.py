"""What every test stands on: no network, no stale copies, and a database in which the law is in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django.plugin import blocking_manager_key
from pytest_socket import socket_allow_hosts
from tests import worlds
from tests.worlds import forget

from nuocheng.edge import theme
from nuocheng.law import loading
from nuocheng.law import queries as law
from nuocheng.law.models import CalendarDay, CalendarYear, LawVersion, Provision

# Nothing here is timed: an example that takes long on a busy machine is no fault.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

PRESETS = ("national-2026", "baiyin-2020")
YEARS = (2025, 2026, 2027)
#: Folders whose tests lay a ground of their own, and the tables that are empty when they begin.
OWN_GROUND = {"law": (Provision, CalendarDay, CalendarYear, LawVersion)}
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "client", "admin_client", "live_server"})
#: What fixtures of a module ask for that lay the ground themselves.
MODULE_FIXTURE = "django_db_setup"


def pytest_configure() -> None:
    """Hash passwords quickly: the real way takes half a second on purpose, and a thousand tests sign somebody in.

    The demonstration that tests/browser walks, and tests/site/test_sign_in_by_account, hash them the real way.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)  # after whoever shuffles them
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let tests of one world follow each other, and on PostgreSQL only those come that ask the database something."""
    if connection.vendor == "postgresql":
        elsewhere = [one for one in items if not _asks_the_database(one)]
        items[:] = [one for one in items if _asks_the_database(one)]
        config.hook.pytest_deselected(items=elsewhere)
    worlds.by_world(items)


def _asks_the_database(item: pytest.Item) -> bool:
    """Say whether a test reads or writes tables: only then another database can answer it otherwise.

    What is marked ``alike`` reads them, but is decided in the code.
    """
    if item.get_closest_marker("alike") is not None:
        return False
    wanted = {*DATABASE_FIXTURES, MODULE_FIXTURE} & set(getattr(item, "fixturenames", ()))
    return bool(wanted) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let tests reach this machine only, and no world stand that a test did not ask for."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    if not worlds.stands(worlds.wanted(item)):
        with item.config.stash[blocking_manager_key].unblock():
            worlds.strike()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Iterator[Any]:
    """Put up the world that a test asks for, around the transaction in which it is undone."""
    if fixturedef.argname == "_django_db_helper":
        with request.config.stash[blocking_manager_key].unblock():
            worlds.put_up(worlds.wanted(request.node))
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put the law back where a test with real transactions left the tables flushed."""
    yield
    if nextitem is None:  # the database itself is gone by now
        return
    marker = item.get_closest_marker("django_db")
    real = marker is not None and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    if real or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
        with item.config.stash[blocking_manager_key].unblock():
            lay_the_ground()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Lay the ground once per database: law and calendar."""
    with django_db_blocker.unblock():
        lay_the_ground()
    yield
    with django_db_blocker.unblock():
        worlds.strike()


def lay_the_ground() -> None:
    """Put law and calendar into the tables; what is there stays as it is."""
    worlds.lay(None)
    forget()
    with transaction.atomic():
        for preset in PRESETS:
            loading.load_preset(preset)
        loading.seed_calendar(YEARS)
    worlds.lay(law._shelf())
    forget()


@pytest.fixture(autouse=True)
def _the_ground(request: pytest.FixtureRequest) -> Iterator[None]:
    theme._KNOWN.version, theme._KNOWN.until = 0, float("inf")  # our own colours, and no question about them
    law.RECHECK_SECONDS = 3600.0  # within a test the law stands still: no question every few seconds
    marker = request.node.get_closest_marker("django_db")
    if marker is None and not DATABASE_FIXTURES & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    forget()
    own = OWN_GROUND.get(request.path.parent.name, ())
    for table in own:
        table.objects.all().delete()
    with nullcontext() if own else connection.execute_wrapper(worlds.law_changes):
        yield
    forget()
