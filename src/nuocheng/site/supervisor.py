"""The supervisor: starts the processes of one installation, watches them, and ends them together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO

#: Requests wait for the disk and for the one writer, so a few more threads than cores are of use.
THREADS = 2 * (os.cpu_count() or 2)
PATIENCE_S = 12.0
GLANCE_S = 0.2
#: How often, and how many times, the web server is asked whether it is there: a minute in all.
LOOK_S = 0.05
LOOKS = 1200


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the installation: what people call it, and how it is started."""

    title: str
    command: tuple[str, ...]
    quiet: bool = False


@dataclass
class Supervisor:
    """Runs several processes as one: when one ends, all end; a signal ends all cleanly."""

    say: Callable[[str], None]
    settings: Mapping[str, str] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)
    running: list[tuple[Part, subprocess.Popen[bytes]]] = field(default_factory=list)

    def start(self, part: Part) -> subprocess.Popen[bytes]:
        """Start one process, in a session of its own so that Ctrl-C reaches it through us only."""
        process = subprocess.Popen(  # noqa: S603 - our own commands
            part.command,
            env={**os.environ, **self.settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if part.quiet else None,
            start_new_session=True,
        )
        self.running.append((part, process))
        return process

    def first(self, command: tuple[str, ...]) -> int:
        """Run what must be done before anything starts, to its end; return its exit status."""
        process = self.start(Part("准备", command))
        while process.poll() is None and not self.stopping.wait(LOOK_S):
            continue
        if process.poll() is None:
            self.stop()
        self.running.clear()
        return int(process.returncode)

    def watch(self) -> int:
        """Wait until a signal comes or a process ends by itself; the second is a fault, and said.

        Returns the exit status of the whole.
        """
        while not self.stopping.wait(GLANCE_S):
            fallen = self.fallen()
            if fallen:
                self.say(f"{fallen}意外停了。为免只剩一半在运行，现在全部停下；上面的输出里有原因")
                return 1
        return 0

    def fallen(self) -> str:
        """Name the process that ended by itself, with its exit status; empty while all run."""
        for part, process in self.running:
            status = process.poll()
            if status is not None:
                return f"“{part.title}”（退出码{status}）"
        return ""

    def stop(self) -> None:
        """End all processes, the last one first: ask, wait, and only then insist."""
        for _, process in reversed(self.running):
            if process.poll() is None:
                process.terminate()
        for part, process in reversed(self.running):
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.say(f"“{part.title}”没有按时停下，强行结束")
                process.kill()
                process.wait()

    def answers(self, port: int) -> bool:
        """Wait until the web server answers on this machine; give up when anything falls or a signal comes."""
        for _ in range(LOOKS):
            if self.stopping.wait(LOOK_S) or self.fallen():
                return False
            if _is_up(port):
                return True
        return False

    @contextmanager
    def signals(self) -> Iterator[None]:
        """Turn SIGTERM, SIGINT and SIGHUP into a wish to stop, as long as the block lasts."""

        def wish(_number: int, _frame: object) -> None:
            self.stopping.set()

        before = {one: signal.signal(one, wish) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def _is_up(port: int) -> bool:
    link = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", "/", headers={"Host": "localhost"})
        return link.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, HTTPException):
        return False
    finally:
        link.close()


def ourselves(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs another nuocheng command with this very interpreter."""
    return (sys.executable, "-m", "nuocheng.site.cli", *arguments)


def server(port: int) -> tuple[str, ...]:
    """Return the command of the web server: one process for the database's one writer, several threads."""
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *(
            "--workers",
            "1",
            "--blocking-threads",
            str(THREADS),
            "--backpressure",
            "64",
            "--http",
            "1",
            "--no-ws",
        ),
        *("--log-level", "error", "--workers-kill-timeout", "8", "nuocheng.site.wsgi:application"),
    )


def memory(pid: int) -> int:
    """Return the proportional share of memory (PSS) that a process takes, in KiB; 0 where nobody tells."""
    try:
        with Path(f"/proc/{pid}/smaps_rollup").open(encoding="ascii") as lines:
            return _pss(lines)
    except OSError:
        return 0


def _pss(lines: IO[str]) -> int:
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        listed = []
    return [pid, *(member for child in listed for member in family(int(child)))]
