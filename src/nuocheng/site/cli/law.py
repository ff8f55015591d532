"""nuocheng law: presets of the law, loaded as data."""

from __future__ import annotations

from typing import Annotated

import typer

from nuocheng.edge.clock import today
from nuocheng.law import loading, queries
from nuocheng.site.preparing import years_around

app = typer.Typer(help="录入规定：期限、文字、情形、措施，都带出处。", no_args_is_help=True)


@app.callback()
def law() -> None:
    """Keep each command a command of its own."""


@app.command("list", help="列出可以录入的预设。")
def presets() -> None:
    """Print the presets that ship with this release."""
    for name in loading.preset_names():
        typer.echo(f"{name}  {loading.document_of(name)['preset']['title']}")


@app.command(help="录入一份预设。同一份录两遍，第二遍什么都不变；本地另外录的规定不会动。")
def load(preset: Annotated[str, typer.Argument(metavar="预设", help="预设的名字，用law list查看")]) -> None:
    """Load one preset, and say what it changed."""
    try:
        counts = loading.load_preset(preset)
    except loading.BadPreset as problem:
        raise SystemExit(str(problem)) from problem
    typer.echo(f"新增{counts.created}条，更新{counts.updated}条，没有变的{counts.unchanged}条")


@app.command(help="更新工作日历：按软件包里国务院的放假安排，补齐去年到明年。已经核对过的年份不会动。")
def calendar() -> None:
    """Fill the calendar of the years around, and say which are still estimates."""
    years = years_around(today())
    counts = loading.seed_calendar(years)
    known = queries.calendar().known_years
    typer.echo(f"新增{counts.created}年，更新{counts.updated}年，没有变的{counts.unchanged}年")
    waiting = [str(year) for year in years if year not in known]
    if waiting:
        typer.echo(f"{'、'.join(waiting)}年的放假安排还没有公布，先按法定节日推定，期限标为暂定")
