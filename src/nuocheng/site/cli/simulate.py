"""nuocheng simulate: the outside world, for demonstrations and tests."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Annotated

import typer

from nuocheng.simulator.desk import Latency
from nuocheng.simulator.exchange import Options, read_secret, serve

app = typer.Typer(help="模拟外面的系统，只含虚构数据。", no_args_is_help=True)


@app.callback()
def simulate() -> None:
    """Keep each command a command of its own."""


@app.command(help="启动模拟的数据共享交换平台，只在本机打开。按Ctrl+C停下。")
def exchange(
    port: Annotated[int, typer.Option(help="端口，0表示由系统分配", metavar="端口", min=0, max=65535)] = 8010,
    latency: Annotated[int, typer.Option(help="每次答复要用的毫秒数", metavar="毫秒", min=0)] = 0,
    today: Annotated[
        datetime | None,
        typer.Option(help="把这一天当作今天，例如2026-11-23", metavar="日期", formats=["%Y-%m-%d"]),
    ] = None,
) -> None:
    """Serve until told to stop; keys come from the environment, or are made up and printed."""
    demo_key = "demo-exchange-key" if os.environ.get("NUOCHENG_DEMO") == "1" else ""
    made_up = Options()
    options = Options(
        api_key=read_secret("NUOCHENG_EXCHANGE_KEY") or demo_key or made_up.api_key,
        admin_key=read_secret("NUOCHENG_EXCHANGE_ADMIN_KEY") or made_up.admin_key,
        latency=Latency(latency),
        today=today.date() if today else None,
    )
    try:
        serve(port=port, options=options)
    except OSError as problem:
        raise SystemExit(f"端口{port}打不开：{problem.strerror}。请换一个，例如--port 0") from problem
