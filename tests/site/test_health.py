"""Durability is looked at before anything is acknowledged: what could lose an act does not start."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseWrapper

from nuocheng.environment import Misconfigured, _database, sqlite
from nuocheng.site import health

GOOD = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


OUTSIDE = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None}
ROOT = Path(__file__).parents[2]


def opened(path: Path, init: str = GOOD, mode: str | None = "IMMEDIATE") -> DatabaseWrapper:
    described = {
        **sqlite(path),
        "OPTIONS": {"transaction_mode": mode, "init_command": init},
        **OUTSIDE,
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


SPARED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@pytest.mark.django_db
def test_the_database_under_these_tests_is_judged_by_what_it_is_set_to() -> None:
    """SQLite as we open it is trusted; the servers of bin/test do not wait for the disk, and each setting is named."""
    found = health.state(connection)
    careless = [name for name in SPARED if found.get(name) == "off"]
    said = health.objections(connection)
    assert len(said) == len(careless)
    assert all(any(name in text for text in said) for name in careless)
    if connection.vendor == "sqlite":
        assert said == []


@pytest.mark.django_db
def test_a_postgresql_server_as_it_comes_is_trusted_and_a_careless_one_is_not(tmp_path: Path) -> None:
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("no PostgreSQL server on this machine")
    assert server_says(tmp_path) == []
    said = server_says(tmp_path, *(f"-c {name}={value}" for name, value in SPARED.items()))
    assert len(said) == len(SPARED)


def server_says(scratch: Path, *options: str) -> list[str]:
    """Start a server of bin/test's own making, ask what speaks against it, and stop it."""
    script = (
        '. bin/postgres.sh; trap stop_postgres EXIT; start_postgres "$@" && echo "$POSTGRES_URL" && read -r _'
    )
    command = ["bash", "-euc", script, "bash", str(scratch), *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        wrapper = PostgreSQL({**OUTSIDE, **_database(server.stdout.readline().strip(), scratch)}, "outside")
        try:
            return health.objections(wrapper)
        finally:
            wrapper.close()
            server.stdin.close()


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

    monkeypatch.setattr(health, "objections", lambda _: [])
    assert "nuocheng.E001" not in ids()
    monkeypatch.setattr(health, "objections", lambda _: ["会丢办件"])
    assert "nuocheng.E001" in ids()


def test_a_known_or_short_secret_is_objected_to(settings: Any) -> None:
    settings.NUOCHENG_DEMO = False
    settings.SECRET_KEY = "x" * 39
    assert health.secret_objections()
    settings.SECRET_KEY = "x" * 40
    assert health.secret_objections() == []
