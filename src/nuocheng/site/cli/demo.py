"""nuocheng demo: fictional departments, people, catalogue and cases to try everything with."""

from __future__ import annotations

import typer
from django.conf import settings

from nuocheng.edge.clock import now
from nuocheng.site.cli.progress import Bar
from nuocheng.site.demo import preparing as demonstration
from nuocheng.site.demo.cast import accounts_table
from nuocheng.site.work import hush

app = typer.Typer()


@app.command(help="准备演示数据：虚构的单位、账号、目录、台账和办件。已经有的不会再造一份。")
def demo() -> None:
    """Prepare the demonstration, and print its accounts."""
    if not settings.NUOCHENG_DEMO:
        raise SystemExit("演示数据的密码是公开的，只能放在演示系统里。请设NUOCHENG_DEMO=1再运行")
    hush()
    with Bar() as bar:
        told = demonstration.prepare(now(), bar)
    typer.echo(f"新造办件{told}件" if told else "演示数据已经在了")
    typer.echo(accounts_table())
