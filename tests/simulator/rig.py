"""The exchange as a real process beside the tests, with the questions one can put to it."""

from __future__ import annotations

import csv
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from nuocheng.simulator.registers import DATA

TODAY = "2026-11-23"


@dataclass
class Rig:
    """A running exchange and the keys to it."""

    url: str
    key: str
    admin_key: str
    process: subprocess.Popen[str]

    def http(self, **headers: str) -> httpx2.Client:
        """Open a plain HTTP client with the department's key."""
        held = {"X-API-Key": self.key, **headers}
        return httpx2.Client(base_url=self.url, headers=held, timeout=5, trust_env=False)

    def admin(self) -> httpx2.Client:
        """Open a plain HTTP client with the administrator's key."""
        return httpx2.Client(
            base_url=self.url, headers={"X-Admin-Key": self.admin_key}, timeout=5, trust_env=False
        )

    def set_fault(self, source: str, mode: str, **measures: int) -> None:
        """Set the fault of one source while the exchange runs."""
        with self.admin() as admin:
            admin.put(f"/v1/faults/{source}", json={"mode": mode, **measures}).raise_for_status()

    def log(self) -> list[dict[str, Any]]:
        """Read the whole log."""
        entries: list[dict[str, Any]] = []
        with self.admin() as admin:
            while True:
                after = entries[-1]["seq"] if entries else 0
                more = admin.get("/v1/log", params={"after": after}).raise_for_status().json()["entries"]
                if not more:
                    return entries
                entries += more

    def stop(self) -> int:
        """Ask the process to stop and wait for it."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)


@contextmanager
def exchange(*options: str) -> Iterator[Rig]:
    """Run the exchange on a port of its own until the block ends."""
    key, admin_key = secrets.token_hex(8), secrets.token_hex(8)
    keys = {"NUOCHENG_EXCHANGE_KEY": key, "NUOCHENG_EXCHANGE_ADMIN_KEY": admin_key}
    command = [sys.executable, "-m", "nuocheng.simulator.exchange", "--port", "0", "--today", TODAY, *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **keys}, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    # A process that never says where it is must not hang the tests.
    watchdog = threading.Timer(20, process.kill)
    watchdog.start()
    address = process.stdout.readline().strip()
    watchdog.cancel()
    try:
        yield Rig(address, key, admin_key, process)
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def number_of(name: str, register: str = "population", nth: int = 0) -> str:
    """Look up the number of a fictional party by its name."""
    with (DATA / f"{register}.csv").open(encoding="utf-8", newline="") as lines:
        found = dict.fromkeys(row["number"] for row in csv.DictReader(lines) if row["name"] == name)
    return list(found)[nth]


def query(name: str = "李守信", **changes: Any) -> dict[str, Any]:
    """Write a proper query, with changes."""
    register = "company" if changes.get("source") == "company" else "population"
    kind = "organisation" if register == "company" else "person"
    proper = {
        "source": "population",
        "subject": {"kind": kind, "number": number_of(name, register), "name": name},
        "fields": ["household_status"],
        "purpose": {"code": "pledge_verification", "basis": "证明事项告知承诺制工作规程"},
        "request_id": secrets.token_hex(8),
        "asked_by": "白银区民政局",
    }
    return {**proper, **changes}
