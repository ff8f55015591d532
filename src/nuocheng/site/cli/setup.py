"""nuocheng setup: make everything ready to run, as often as one likes."""

from __future__ import annotations

from typing import Annotated

import typer
from django.db import connection

from nuocheng.edge.clock import now, today
from nuocheng.site import health, preparing
from nuocheng.site.cli.progress import Bar
from nuocheng.site.demo import preparing as demonstration
from nuocheng.site.work import hush

app = typer.Typer()


@app.command(help="准备数据库、规定和网页文件。已经准备好的不会再动，可以重复运行。")
def setup(
    demo: Annotated[bool, typer.Option("--demo", help="同时准备演示数据")] = False,
) -> None:
    """Do every step that is still to be done, and say which were."""
    hush()
    preparing.make_folders()
    keyed = preparing.make_stamp_key()
    health.assert_durable(connection)
    with Bar() as bar:
        tables = preparing.migrate(bar)
        presets = preparing.load_law(today(), bar)
        files = preparing.collect_static()
        told = demonstration.prepare(now(), bar) if demo else 0
    done = [
        f"更新数据表{tables}步" if tables else "",
        f"录入规定{presets}份" if presets else "",
        f"整理网页文件{files}个" if files else "",
        "生成防伪密钥" if keyed else "",
        f"准备演示办件{told}件" if told else "",
    ]
    if any(done):
        typer.echo("，".join(one for one in done if one))
