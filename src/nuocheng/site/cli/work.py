"""nuocheng work: the process that does what happens by itself."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

from nuocheng.edge.clock import now
from nuocheng.journal.official import give_way
from nuocheng.site.jobs import JOBS
from nuocheng.site.work import hush, run_all, run_forever

app = typer.Typer()


@app.command(help="做定时工作：核查、办结、到期处理。一项出了问题不影响别的。按Ctrl+C停下。")
def work(
    once: Annotated[bool, typer.Option("--once", help="每项只做一遍就结束；有一项没做成，退出码是1")] = False,
) -> None:
    """Do the jobs until a signal comes; the one under way is finished first."""
    hush()
    give_way()
    if once:
        raise typer.Exit(1 if run_all(JOBS, now()) else 0)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    run_forever(JOBS, now, stopping)
