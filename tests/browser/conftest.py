"""The real product in a real browser: the demonstration runs as its own processes, Chromium looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from tests.browser.visitor import Visitor
from tests.browser.ways import WAYS, Enter
from tests.site.test_supervisor import DEMO_MADE

FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: Preparing the demonstration tells sixty stories; on two busy cores that takes most of a minute.
READY_WITHIN_S = 600
#: Where the browser asks for a card; nothing answers there but what a test lays down.
CARD_READER = "http://127.0.0.1:18599/read"
STOPS_WITHIN_S = 30
LOWEST_PORT = 18600
CHROMIUM = ("/usr/bin/chromium", "chromium", "chromium-browser")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest begin first, so that no browser waits for another's last journey: those gone three ways."""
    items.sort(key=lambda one: "enter" not in getattr(one, "fixturenames", ()))


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the demonstration as anybody would, on a folder of its own; its address.

    In a run of all checks tests/site/test_supervisor.py has prepared one from nothing: a copy of it is started again.
    While working on pages, NUOCHENG_TEST_HOUSE may name a demonstration that runs already.
    """
    if running := os.environ.get("NUOCHENG_TEST_HOUSE"):
        yield running
        return
    folder = tmp_path_factory.mktemp("demo")
    if (made := Path(os.environ.get(DEMO_MADE, "-"))).is_dir():
        shutil.copytree(made, folder, dirs_exist_ok=True)
    port = _free_port()
    given = {
        name: value for name, value in os.environ.items() if not name.startswith(("NUOCHENG_", "DJANGO_"))
    }
    said = folder / "said"
    command = [sys.executable, "-m", "nuocheng.site.cli", "run", "--demo", "--port", str(port)]
    with said.open("wb") as told:
        ours = {"NUOCHENG_DATA": str(folder), "NUOCHENG_CARD_READER": CARD_READER}
        run = subprocess.Popen(command, env={**given, **ours}, stdout=told, stderr=told)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, run, said)
        yield address
    finally:
        run.send_signal(signal.SIGTERM)
        try:
            run.wait(STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            raise
    assert run.returncode == 0, said.read_text(encoding="utf-8")[-2000:]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Drive the browser; for one module only, because its event loop would bar others from the database."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Open the system's Chromium."""
    chromium = playwright.chromium.launch(executable_path=chromium_at(), args=list(FLAGS))
    yield chromium
    chromium.close()


@pytest.fixture
def visit(browser: Browser, house: str) -> Iterator[Callable[..., Visitor]]:
    """Let people in, each with a browser profile of their own: ``visit("citizen1", width=390)``."""
    inside: list[Visitor] = []

    def enter(account: str = "", **how: object) -> Visitor:
        visitor = Visitor(browser, house, account, **how)  # type: ignore[arg-type]
        inside.append(visitor)
        return visitor

    yield enter
    for one in inside:
        one.leave()


@pytest.fixture(params=WAYS)
def enter(request: pytest.FixtureRequest, visit: Callable[..., Visitor]) -> Enter:
    """Let people in who all go the same way: each test that asks for it is gone three ways."""
    return Enter(WAYS[request.param], visit)


def chromium_at() -> str:
    """Return where the system's Chromium is."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "请先安装chromium"
    return path


def _free_port() -> int:
    for port in range(LOWEST_PORT + os.getpid() % 300, LOWEST_PORT + 900):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError("没有空闲的端口")


def _wait_for(address: str, run: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until the house answers; fail with what it said if it gives up or takes too long."""
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until and run.poll() is None:
        try:
            if httpx2.get(f"{address}/healthz", timeout=2).status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        time.sleep(0.3)
    pytest.fail(f"演示没有启动：\n{said.read_text(encoding='utf-8')[-2000:]}")
