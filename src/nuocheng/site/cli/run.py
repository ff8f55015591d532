"""nuocheng run: one command that prepares and runs the whole installation."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from typing import Annotated

import typer

from nuocheng.environment import Environment, environment
from nuocheng.site.demo.cast import accounts_table
from nuocheng.site.supervisor import Part, Supervisor, family, memory, ourselves, server

app = typer.Typer()
HERE = "127.0.0.1"
#: Opens the page of faults of the simulated credit platform, which holds fictional data only.
ADMIN_KEY = "demo-credit-admin"


@app.command(help="启动系统：准备好数据库，再启动网页和定时工作。按Ctrl+C停下。")
def run(
    port: Annotated[
        int, typer.Option(help="网页用的端口，只在本机打开", metavar="端口", min=1, max=65535)
    ] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="演示：用虚构的数据，并启动模拟的交换平台")] = False,
) -> None:
    """Prepare, start everything, say where it is, and watch until told to stop."""
    if demo:
        os.environ["NUOCHENG_DEMO"] = "1"
    env = environment()
    _must_be_free(port)
    house = Supervisor(say=typer.echo, settings=_agreed(env, port))
    with house.signals():
        status = house.first(ourselves("setup", *(["--demo"] if env.demo else [])))
        if not status and not house.stopping.is_set():
            status = _open(house, env, port)
        house.stop()
    typer.echo("已经全部停下")
    raise typer.Exit(status)


def _open(house: Supervisor, env: Environment, port: int) -> int:
    """Start the processes, and watch them; return the exit status of the whole."""
    web = house.start(Part("网页", server(port)))
    if env.demo:
        exchange = house.settings["NUOCHENG_EXCHANGE_URL"].rpartition(":")[2]
        texts = house.settings["NUOCHENG_SMS_URL"].rpartition(":")[2].removesuffix("/send")
        gateway = (sys.executable, "-m", "nuocheng.simulator.text_messages", "--port", texts)
        house.start(Part("模拟短信平台", gateway, quiet=True))
        credit = house.settings["NUOCHENG_CREDIT_PLATFORM_URL"].rpartition(":")[2]
        platform = (sys.executable, "-m", "nuocheng.simulator.credit_platform", "--port", credit)
        house.start(Part("模拟信用平台", platform, quiet=True))
        house.start(Part("模拟交换平台", ourselves("simulate", "exchange", "--port", exchange), quiet=True))
    worker = house.start(Part("定时工作", ourselves("work")))
    if house.answers(port):
        typer.echo(_welcome(env, port, house.settings))
        typer.echo(_measured(web.pid, worker.pid))
    return house.watch()


def _agreed(env: Environment, port: int) -> dict[str, str]:
    """Return what the processes must agree on, and the environment may have left to chance."""
    agreed = {"NUOCHENG_DATA": str(env.data), "NUOCHENG_DEMO": "1" if env.demo else "0"}
    if env.demo:
        given = os.environ.get
        agreed["NUOCHENG_ADDRESS"] = given("NUOCHENG_ADDRESS", f"http://127.0.0.1:{port}")
        agreed["NUOCHENG_EXCHANGE_URL"] = given("NUOCHENG_EXCHANGE_URL") or f"http://127.0.0.1:{_free_port()}"
        agreed["NUOCHENG_EXCHANGE_KEY"] = env.exchange_key
        url, app_key, secret = env.credit_platform
        agreed["NUOCHENG_CREDIT_PLATFORM_URL"] = url or f"http://127.0.0.1:{_free_port()}"
        agreed["NUOCHENG_CREDIT_PLATFORM_APP_KEY"] = app_key
        agreed["NUOCHENG_CREDIT_PLATFORM_SECRET"] = secret
        agreed["NUOCHENG_CREDIT_PLATFORM_ADMIN_KEY"] = (
            given("NUOCHENG_CREDIT_PLATFORM_ADMIN_KEY") or ADMIN_KEY
        )
        agreed["NUOCHENG_SMS_URL"] = env.sms[0] or f"http://127.0.0.1:{_free_port()}/send"
        agreed["NUOCHENG_SMS_SECRET"] = env.sms[2]
    return agreed


def _must_be_free(port: int) -> None:
    """Refuse a port on which something answers already.

    Raises:
        SystemExit: The port is taken.

    """
    with socket.socket() as probe:
        if probe.connect_ex((HERE, port)) == 0:
            raise SystemExit(
                f"端口{port}已经有程序在用。请先停下它，或者换一个：nuocheng run --port {port % 65000 + 80}"
            )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _welcome(env: Environment, port: int, agreed: Mapping[str, str]) -> str:
    where = f"已经启动：http://{HERE}:{port}   按Ctrl+C停下"
    if not env.demo:
        return where
    inbox = agreed["NUOCHENG_SMS_URL"].removesuffix("send")
    faults = f"{agreed['NUOCHENG_CREDIT_PLATFORM_URL']}/（管理密钥{ADMIN_KEY}）"
    said = f"模拟短信的收件箱（登录校验码在里面看）：{inbox}\n模拟信用平台，可以让它出故障：{faults}"
    return f"\n{where}\n{said}\n\n{accounts_table()}\n"


def _measured(web: int, worker: int) -> str:
    """Say how much memory is taken."""
    shares = [sum(memory(pid) for pid in family(root)) // 1024 for root in (os.getpid(), web, worker)]
    return f"内存：全部进程{shares[0]}MB，其中网页{shares[1]}MB、定时工作{shares[2]}MB" if all(shares) else ""
