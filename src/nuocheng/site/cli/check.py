"""nuocheng check: whether this installation may be trusted, on one screen."""

from __future__ import annotations

import typer
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor

from nuocheng.edge.clock import today
from nuocheng.papers.rendering import NotPrinted, typefaces
from nuocheng.site import health
from nuocheng.site.cli.chinese import padded
from nuocheng.site.preparing import law_is_loaded

app = typer.Typer()
PARTS = {"title": "标题", "body": "正文", "kai": "楷体", "head": "黑体"}


@app.command(help="检查数据库能不能保住已答复的办件、密钥安不安全、文书用什么字体。有问题时退出码是1。")
def check() -> None:
    """Print what was found, and end with 1 if anything speaks against running."""
    against = health.objections(connection)
    _show("数据库", f"{connection.vendor}  {settings.DATABASES[DEFAULT_DB_ALIAS]['NAME']}")
    for name, value in health.state(connection).items():
        _show("", f"{name} = {value}")
    waiting = _waiting()
    against += [f"还有{waiting}步数据表更新没有做，请运行nuocheng setup"] if waiting else []
    against += [] if waiting or law_is_loaded(today()) else ["还没有录入规定，请运行nuocheng setup"]
    secret = health.secret_objections()
    against += [] if settings.NUOCHENG_DEMO else secret
    _show("密钥", "；".join(secret) or "够长，不是演示用的")
    _show("数据目录", str(settings.NUOCHENG_DATA))
    against += _fonts()
    for text in against:
        _show("请处理", text)
    if against:
        raise typer.Exit(1)
    _show("结论", "可以放心用")


def _waiting() -> int:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _fonts() -> list[str]:
    """Show which typefaces papers are set in; return what speaks against them."""
    try:
        faces = typefaces()
    except (NotPrinted, OSError) as problem:
        return [f"文书排不出来：{problem}"]
    for part, names in faces.items():
        _show("文书字体" if part == "title" else "", f"{PARTS.get(part, part)} = {names[0]}")
    return []


def _show(label: str, text: str) -> None:
    typer.echo(padded(label, 12) + text)
