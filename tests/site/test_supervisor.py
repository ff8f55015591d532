"""One command starts everything, and everything ends together: by a signal, or because one part fell."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from nuocheng.site import supervisor
from nuocheng.site.supervisor import Part, Supervisor, family, memory

#: The setting that says where a demonstration prepared from nothing is left for tests/browser, which starts copies of it.
DEMO_MADE = "NUOCHENG_TEST_DEMO"
SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")
FALLS = (sys.executable, "-c", "raise SystemExit(3)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
)


@pytest.fixture
def house() -> Iterator[Supervisor]:
    told: list[str] = []
    one = Supervisor(say=told.append)
    one.told = told  # type: ignore[attr-defined]
    yield one
    one.stop()


def told(house: Supervisor) -> str:
    return "\n".join(house.told)  # type: ignore[attr-defined]


def test_when_one_part_falls_all_stop_and_it_is_said(house: Supervisor) -> None:
    other = house.start(Part("网页", SLEEPS))
    house.start(Part("定时工作", FALLS))
    assert house.watch() == 1
    house.stop()
    assert "“定时工作”（退出码3）" in told(house)
    assert other.poll() is not None


def test_a_wish_to_stop_ends_all_without_complaint(house: Supervisor) -> None:
    parts = [house.start(Part(f"part {number}", SLEEPS)) for number in range(3)]
    with house.signals():
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
        assert house.watch() == 0
    house.stop()
    assert all(part.poll() is not None for part in parts)
    assert told(house) == ""


def test_who_does_not_listen_is_ended_after_a_while(
    house: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "PATIENCE_S", 0.5)
    deaf = house.start(Part("聋的", STUBBORN))
    time.sleep(0.5)
    house.stop()
    assert deaf.returncode == -signal.SIGKILL
    assert "“聋的”没有按时停下" in told(house)


def test_memory_is_that_of_the_whole_family(house: Supervisor) -> None:
    child = f"import subprocess, sys; subprocess.run({SLEEPS!r})"
    root = house.start(Part("家", (sys.executable, "-c", child)))
    time.sleep(0.5)
    members = family(root.pid)
    assert len(members) == 2
    assert all(memory(pid) > 500 for pid in members)
    for pid in members[1:]:
        os.kill(pid, signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(port: int, tmp_path: Path, *options: str, **settings: str) -> subprocess.Popen[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("NUOCHENG_")}
    env = {**bare, "NUOCHENG_DATA": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1", **settings}
    command = [sys.executable, "-m", "nuocheng.site.cli", "run", "--port", str(port), *options]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_the_demonstration_starts_answers_and_stops(tmp_path: Path) -> None:
    port = free_port()
    process = run(port, tmp_path, "--demo")
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("内存"):
            break
    try:
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=20).status == 200
        parts = family(process.pid)
        assert len(parts) >= 5  # supervisor, server and its worker, exchange, jobs
    finally:
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
        status = process.wait(timeout=30)
    said = "".join(lines)
    assert status == 0, said + rest
    assert f"http://127.0.0.1:{port}" in said
    assert "citizen1" in said
    assert "已经全部停下" in rest
    assert not [pid for pid in parts if Path(f"/proc/{pid}").exists()]
    if DEMO_MADE in os.environ:
        shutil.copytree(tmp_path / "data", os.environ[DEMO_MADE])


def test_without_a_secret_it_refuses_in_chinese(tmp_path: Path) -> None:
    process = run(free_port(), tmp_path)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "NUOCHENG_SECRET_KEY" in said
    assert "正式运行必须设置" in said
    assert not (tmp_path / "data").exists()


def test_a_port_in_use_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        process = run(port, tmp_path, "--demo")
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"端口{port}已经有程序在用" in said
    assert not (tmp_path / "data").exists()
