"""nuocheng law: presets of the law, loaded as data."""

from __future__ import annotations

from typing import Annotated

import typer

from nuocheng.law import loading

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
