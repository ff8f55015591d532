"""Durability is looked at before anything is acknowledged: what could lose an act does not start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

from nuocheng.environment import Misconfigured, sqlite
from nuocheng.site import health

GOOD = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


def opened(path: Path, init: str = GOOD, mode: str | None = "IMMEDIATE") -> DatabaseWrapper:
    described = {
        **sqlite(path),
        "OPTIONS": {"transaction_mode": mode, "init_command": init},
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
    }
    return DatabaseWrapper(described, alias="looked_at")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "one.sqlite3"


@pytest.mark.django_db
def test_a_sqlite_file_as_we_describe_it_is_trusted(file: Path) -> None:
    described = sqlite(file)["OPTIONS"]
    wrapper = opened(file, described["init_command"], described["transaction_mode"])
    assert health.assert_durable(wrapper)["synchronous"] == "2"
    wrapper.close()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("init", "mode", "said"),
    [
        (GOOD.replace("FULL", "OFF"), "IMMEDIATE", "synchronous"),
        (GOOD.replace("FULL", "NORMAL"), "IMMEDIATE", "synchronous"),
        (GOOD.replace("WAL", "DELETE"), "IMMEDIATE", "journal_mode"),
        (GOOD.replace("foreign_keys=ON", "foreign_keys=OFF"), "IMMEDIATE", "foreign_keys"),
        (GOOD, None, "BEGIN IMMEDIATE"),
    ],
)
def test_a_sqlite_file_that_could_lose_an_act_does_not_start(
    file: Path, init: str, mode: str | None, said: str
) -> None:
    wrapper = opened(file, init, mode)
    with pytest.raises(Misconfigured, match=said):
        health.assert_durable(wrapper)
    wrapper.close()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("fsync", "off", "fsync"),
        ("full_page_writes", "off", "full_page_writes"),
        ("synchronous_commit", "off", "synchronous_commit"),
        ("synchronous_commit", "local", "synchronous_commit"),
        ("server_version_num", "130014", "14以上"),
    ],
)
def test_a_postgresql_set_to_lose_acts_is_objected_to(name: str, value: str, said: str) -> None:
    good = {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "server_version": "15.8",
        "server_version_num": "150008",
    }
    assert health._against_postgresql(good) == []
    objections = health._against_postgresql({**good, name: value})
    assert len(objections) == 1
    assert said in objections[0]


@pytest.mark.django_db
def test_the_database_under_these_tests_is_trusted() -> None:
    assert health.objections(connection) == []


@pytest.mark.django_db
def test_a_session_turned_careless_is_seen() -> None:
    make_careless(connection)
    try:
        assert any("synchronous" in text for text in health.objections(connection))
    finally:
        connection.close()


def make_careless(careless: BaseDatabaseWrapper) -> None:
    with careless.cursor() as cursor:
        if careless.vendor == "postgresql":
            cursor.execute("SET LOCAL synchronous_commit = off")
            return
    careless.connection.commit()  # a pragma inside a transaction changes nothing
    careless.connection.execute("PRAGMA synchronous=OFF")


@pytest.mark.django_db
def test_check_deploy_asks_about_durability(monkeypatch: pytest.MonkeyPatch) -> None:
    def ids() -> set[str | None]:
        return {one.id for one in run_checks(include_deployment_checks=True)}

    assert "nuocheng.E001" not in ids()
    monkeypatch.setattr(health, "objections", lambda _: ["会丢办件"])
    assert "nuocheng.E001" in ids()


def test_a_known_or_short_secret_is_objected_to(settings: Any) -> None:
    settings.NUOCHENG_DEMO = False
    settings.SECRET_KEY = "x" * 39
    assert health.secret_objections()
    settings.SECRET_KEY = "x" * 40
    assert health.secret_objections() == []
