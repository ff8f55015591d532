"""The command `nuocheng journal`: whether the journal is whole."""

from __future__ import annotations

from time import monotonic

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from nuocheng.journal.verifying import faults, summary

app = typer.Typer(help="办理留痕：核对有没有被改动、被删、被绕过。", no_args_is_help=True)

MOST = 200


@app.callback()
def journal() -> None:
    """Keep `verify` a command of its own, however few there are."""


@app.command(
    help="逐件重放全部记录，核对留痕链、办理状态、封存内容和待公开日志。全部相符时返回0，有不符时返回1。"
)
def verify(
    most: int = typer.Option(MOST, "--most", min=1, help="最多列出多少处，其余只报总数。"),
) -> None:
    """Verify the whole journal, and say of every fault where it is and what.

    Raises:
        Exit: Something is not as the acts wrote it.

    """
    found, began, there = 0, monotonic(), summary()
    with _bar() as bar:
        task = bar.add_task("正在核对", total=there.entries)
        for fault in faults(lambda count: bar.advance(task, count)):
            found += 1
            if found <= most:
                typer.echo(str(fault))
    took = monotonic() - began
    typer.echo(
        f"核对了{there.files}件卷宗、{there.entries}条记录、{there.rows}行封存内容、{there.leaves}条待公开日志，"
        f"用时{took:.1f}秒"
    )
    if found:
        typer.echo(f"有{found}处不符。请不要改动数据库，先备份现场，再按运维手册查明原因", err=True)
        raise typer.Exit(1)
    typer.echo("全部相符，没有发现改动")


def _bar() -> Progress:
    """Return the bar, on the error stream so that what is found can be piped on."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
