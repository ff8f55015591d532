"""Whether this installation may be trusted with what it acknowledges: the database's durability, the secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from nuocheng.environment import DEMO_SECRET, SHORTEST_SECRET, Misconfigured

OLDEST_POSTGRESQL = 14
#: PRAGMA synchronous: FULL is 2, EXTRA is 3; below that a power cut loses what was acknowledged.
FULL = 2
#: What PostgreSQL must be set to; synchronous_commit may also wait for a standby.
POSTGRESQL_ON: dict[str, frozenset[str]] = {
    "fsync": frozenset({"on"}),
    "full_page_writes": frozenset({"on"}),
    "synchronous_commit": frozenset({"on", "remote_apply"}),
}


def state(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return what the database says of its own durability, setting by setting."""
    return _sqlite(connection) if connection.vendor == "sqlite" else _postgresql(connection)


def objections(connection: BaseDatabaseWrapper) -> list[str]:
    """Return, in Chinese, everything that speaks against trusting this database with an acknowledged act."""
    found = state(connection)
    return _against_sqlite(found) if connection.vendor == "sqlite" else _against_postgresql(found)


def assert_durable(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return what the database says of itself, if nothing speaks against it.

    Raises:
        Misconfigured: It could lose what was acknowledged, or mix writers up.

    """
    against = objections(connection)
    if against:
        raise Misconfigured("数据库的设置不安全，没有启动：\n" + "\n".join(f"  {one}" for one in against))
    return state(connection)


def secret_objections() -> list[str]:
    """Return, in Chinese, what speaks against the signing secret."""
    if settings.NUOCHENG_DEMO:
        return ["演示模式：密钥是公开的，只能用虚构的数据"]
    if settings.SECRET_KEY == DEMO_SECRET or len(settings.SECRET_KEY) < SHORTEST_SECRET:
        return [f"密钥太短或是演示用的，请换成至少{SHORTEST_SECRET}个随机字符"]
    return []


def durable_database(
    app_configs: Sequence[Any] | None = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Answer Django's `check --deploy`: an error for everything that speaks against a database."""
    return [
        Error(text, id="nuocheng.E001")
        for alias in databases or list(connections)
        for text in objections(connections[alias])
    ]


def _sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"PRAGMA {name}")
            found[name] = str(cursor.fetchone()[0])
    found["transaction_mode"] = str(getattr(connection, "transaction_mode", None) or "DEFERRED")
    return found


def _against_sqlite(found: dict[str, str]) -> list[str]:
    checks = (
        (found["journal_mode"] == "wal", f"SQLite的journal_mode要是wal，现在是{found['journal_mode']}"),
        (
            int(found["synchronous"]) >= FULL,
            f"SQLite的synchronous要是2（FULL），现在是{found['synchronous']}：断电会丢掉已经答复的办件",
        ),
        (found["foreign_keys"] == "1", "SQLite的foreign_keys没有打开"),
        (
            found["transaction_mode"] == "IMMEDIATE",
            f"SQLite的事务要用BEGIN IMMEDIATE，现在是{found['transaction_mode']}：同时写会互相卡住",
        ),
    )
    return [text for good, text in checks if not good]


def _postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",
            [["server_version", "server_version_num", *POSTGRESQL_ON]],
        )
        return dict(cursor.fetchall())


def _against_postgresql(found: dict[str, str]) -> list[str]:
    against = [
        f"PostgreSQL的{name}要是on，现在是{found.get(name, '未知')}：断电会丢掉已经答复的办件"
        for name, good in POSTGRESQL_ON.items()
        if found.get(name) not in good
    ]
    if int(found["server_version_num"]) // 10_000 < OLDEST_POSTGRESQL:
        against.append(f"PostgreSQL要{OLDEST_POSTGRESQL}以上，现在是{found['server_version']}")
    return against
