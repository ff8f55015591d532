"""nuocheng webhooks: which platforms are told what happens, and their signing secrets."""

from __future__ import annotations

from typing import Annotated

import typer

from nuocheng.edge.clock import now
from nuocheng.kernel.errors import NotFound
from nuocheng.platforms import official, queries
from nuocheng.site.cli.chinese import cells, padded

app = typer.Typer(help="管对接平台：谁订阅变动，签名密钥，重发。", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="平台", help="平台名称，或者list列出的编号")]


@app.callback()
def webhooks() -> None:
    """Keep each command a command of its own."""


@app.command("list", help="列出订阅变动的平台，各有多少条等着发、搁置。")
def listed() -> None:
    """Print every subscriber."""
    many = queries.counts()
    rows = [
        (one.pk.hex, one.name, "启用" if one.live else "停用", many.get(one.pk, {}))
        for one in queries.subscribers()
    ]
    width = max((cells(row[1]) for row in rows), default=0) + 2
    for key, name, live, waits in rows:
        typer.echo(
            f"{key}  {padded(name, width)}{live}  等着发{waits.get('waiting', 0)}  搁置{waits.get('parked', 0)}"
        )


@app.command(help="添加一个平台，显示它的签名密钥（只显示这一次）。")
def add(
    name: Annotated[str, typer.Argument(metavar="名称", help="平台名称")],
    url: Annotated[str, typer.Argument(metavar="接收地址", help="对方接收变动的网址，以https://开头")],
    wanted: Annotated[
        list[str],
        typer.Argument(metavar="变动…", help="卷宗种类（如case）或行为（如case.grant），可以写几个"),
    ],
    department: Annotated[
        str, typer.Option(metavar="单位代码", help="只要这个单位的；不写就是所有单位")
    ] = "",
) -> None:
    """Add a subscriber, and print its secret once."""
    _, secret = official.subscribe(official.Wish(name, url, tuple(wanted), department), "cli", now())
    typer.echo(secret)


@app.command(help="换签名密钥，显示新的（只显示这一次）；旧的24小时后失效。")
def secret(which: Which) -> None:
    """Give a subscriber a new secret, and print it once."""
    typer.echo(official.new_secret(_one(which), now()))


@app.command(help="启用。")
def on(which: Which) -> None:
    """Switch a subscriber on."""
    official.switch(_one(which), live=True)
    typer.echo("已启用")


@app.command(help="停用；停用期间的变动不补发。")
def off(which: Which) -> None:
    """Switch a subscriber off."""
    official.switch(_one(which), live=False, why="管理员停用")
    typer.echo("已停用")


@app.command(help="重发全部搁置的。")
def again(which: Which) -> None:
    """Have everything parked sent again."""
    typer.echo(f"{official.send_again(_one(which), now())}条马上重发")


def _one(which: str) -> official.Subscriber:
    named = [one for one in queries.subscribers() if one.name == which]
    if len(named) > 1:
        raise NotFound(f"有{len(named)}个平台叫“{which}”，请用nuocheng webhooks list里的编号")
    return named[0] if named else queries.subscriber(which)
