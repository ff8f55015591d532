"""nuocheng portals: which platforms send people into journeys inside their own pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from nuocheng.edge.clock import now
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.platforms import official, queries
from nuocheng.site.cli.chinese import cells, padded

app = typer.Typer(help="管接入平台：哪些平台可以送人进来，在自己的页面里办。", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="平台", help="平台名称，或者list列出的编号")]


@app.callback()
def portals() -> None:
    """Keep each command a command of its own."""


@app.command("list", help="列出接入平台。")
def listed() -> None:
    """Print every portal."""
    rows = queries.portals()
    width = max((cells(one.name) for one in rows), default=0) + 2
    for one in rows:
        live = "启用" if one.live else "停用"
        typer.echo(f"{one.pk.hex}  {padded(one.name, width)}{live}  {one.account}  {one.origins}")


@app.command(
    help="照一个JSON文件登记一个接入平台：name、account、origins、returns、issuer、keys、assurance。"
)
def add(file: Annotated[Path, typer.Argument(metavar="文件", help="平台交来的登记文件")]) -> None:
    """Add a portal as its file describes it.

    Raises:
        Malformed: The file cannot be read as one.

    """
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        lists = {name: tuple(said.pop(name)) for name in ("origins", "returns")}
        wish = official.PortalWish(**{**said, **lists, "keys": json.dumps(said["keys"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Malformed(
            "文件读不出来，要是JSON，写明name、account、origins、returns、issuer、keys"
        ) from wrong
    typer.echo(official.register(wish, "cli", now()).pk.hex)


@app.command(help="启用。")
def on(which: Which) -> None:
    """Switch a portal on."""
    official.switch_portal(_one(which), live=True)
    typer.echo("已启用")


@app.command(help="停用；正在它那里办的马上停下。")
def off(which: Which) -> None:
    """Switch a portal off."""
    official.switch_portal(_one(which), live=False)
    typer.echo("已停用")


def _one(which: str) -> official.Portal:
    found = [one for one in queries.portals() if which in {one.name, one.pk.hex, str(one.pk)}]
    if len(found) != 1:
        raise NotFound(f"有{len(found)}个平台叫“{which}”，请用nuocheng portals list里的编号")
    return found[0]
