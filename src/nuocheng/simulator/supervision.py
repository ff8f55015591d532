"""A stand-in for a supervising platform (省市监管平台): takes batches, looks at every row, says what it holds.

`NUOCHENG_SUPERVISION_SECRET=whsec_… python -m nuocheng.simulator.supervision --port 0`; what it holds is the page at `/`.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import html
import json
import os
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

CHINA = timezone(timedelta(hours=8))
LONGEST = 16 * 1024 * 1024
OFF_BY = 300
PAGE = 1000
#: What it will not do without, by table: what a province's own checks would say.
NEEDED = {
    "case": ("region", "case_no", "item_code", "status", "department_no"),
    "supervision": ("region", "case_no", "check_no", "checked_at", "fulfilled", "department_no", "valid"),
}


@dataclass(frozen=True)
class Held:
    """One row as the platform holds it."""

    version: int
    digest: str
    day: str
    data: dict[str, str]


@dataclass
class Platform:
    """What the platform remembers, and what it is told to do wrong.

    *fault* is one of: reset, slow, garbage, down, forgets (takes a batch and the line breaks), later (the receipt
    comes when asked for), loses (says taken and holds nothing of it). *refuses* are keys it sends back.
    """

    secret: str
    rows: dict[str, dict[str, Held]] = field(default_factory=dict)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    pending: dict[str, dict[str, Any]] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    refuses: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def trusts(self, headers: Any, body: bytes) -> bool:
        """Say whether a request is signed (Standard Webhooks) with the secret, and not long ago."""
        stamp, message = headers.get("webhook-timestamp", ""), headers.get("webhook-id", "")
        if not stamp.isdigit() or abs(time.time() - int(stamp)) > OFF_BY:
            return False
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        wanted = hmac.new(key, f"{message}.{stamp}.".encode() + body, hashlib.sha256).digest()
        given = [part.partition(",")[2] for part in headers.get("webhook-signature", "").split()]
        return any(hmac.compare_digest(base64.b64encode(wanted).decode(), one) for one in given)

    def take(self, body: bytes) -> tuple[int, dict[str, Any]]:
        """Take a batch: the same one again changes nothing, an older version of a row never replaces a newer."""
        try:
            said = json.loads(body)
            batch, table, rows = str(said["batch"]), str(said["table"]), list(said["rows"])
        except (ValueError, KeyError, TypeError):
            return 400, {"error": "看不懂"}
        if table not in NEEDED:
            return 422, {"error": "没有这张表"}
        with self.lock:
            self.taken[batch] += 1
            if batch in self.receipts:
                return 200, self.receipts[batch]
            receipt = {
                "receipt": f"JG{len(self.receipts) + 1:08d}",
                "state": "done",
                "refused": self._keep(table, rows),
            }
            self.receipts[batch] = receipt
            if self.fault == "later":
                self.pending[batch] = receipt
                return 202, {"receipt": receipt["receipt"], "state": "working"}
        return 200, receipt

    def receipt(self, batch: str) -> tuple[int, dict[str, Any]]:
        """Say what became of a batch."""
        found = self.receipts.get(batch)
        if found is None:
            return 404, {"error": "没有收到过这一批"}
        return 200, found

    def held(self, table: str, day: str, after: str) -> dict[str, Any]:
        """Say which rows it was last handed on a day, a page at a time."""
        keys = sorted(key for key, row in self.rows.get(table, {}).items() if row.day == day and key > after)
        rows = [{"key": key, "digest": self.rows[table][key].digest} for key in keys[:PAGE]]
        return {"rows": rows, "next": keys[PAGE - 1] if len(keys) > PAGE else ""}

    def _keep(self, table: str, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
        day = datetime.now(CHINA).date().isoformat()
        held = self.rows.setdefault(table, {})
        refused = []
        for row in rows:
            why = self._objection(table, row)
            if why:
                refused.append({"key": str(row.get("key")), "reason": why})
            elif (
                self.fault != "loses" and held.get(row["key"], Held(0, "", "", {})).version <= row["version"]
            ):
                held[row["key"]] = Held(row["version"], row["digest"], day, row["data"])
        return refused

    def _objection(self, table: str, row: dict[str, Any]) -> str:
        data = row.get("data")
        if not isinstance(data, dict) or not isinstance(row.get("version"), int):
            return "行的格式不对"
        if row["key"] in self.refuses:
            return self.refuses[row["key"]]
        lacking = [name for name in NEEDED[table] if not data.get(name)]
        return f"缺少：{'、'.join(lacking)}" if lacking else ""

    def page(self) -> str:
        """Return what it holds as a page."""
        said = "".join(
            f"<h2>{html.escape(table)}：{len(rows)}行</h2><table>"
            + "".join(
                f"<tr><td>{html.escape(key)}</td><td>{row.version}</td><td>{row.day}</td></tr>"
                for key, row in sorted(rows.items())[-PAGE:]
            )
            + "</table>"
            for table, rows in self.rows.items()
        )
        return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>模拟监管平台</title><h1>模拟监管平台</h1>{said}</html>'


class Supervision(ThreadingHTTPServer):
    """The server; reached from this machine only."""

    daemon_threads = True

    def __init__(self, port: int, secret: str) -> None:
        """Bind the port."""
        self.platform = Platform(secret)
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def address(self) -> str:
        """Say where it takes data."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    timeout = 15
    server: Supervision

    def do_GET(self) -> None:
        """Show the page, a receipt, or what is held."""
        platform, parts = self.server.platform, urlsplit(self.path)
        if parts.path == "/":
            self._answer(200, platform.page().encode(), "text/html; charset=utf-8")
            return
        if self._misbehaves():
            return
        if not platform.trusts(self.headers, b""):
            self._say(401, {"error": "签名不对"})
            return
        way = parts.path.strip("/").split("/")
        if way[:2] == ["v1", "batches"] and len(way) == 3:
            self._say(*platform.receipt(way[2]))
        elif way[:2] == ["v1", "tables"] and len(way) == 5:
            self._say(200, platform.held(way[2], way[4], parse_qs(parts.query).get("after", [""])[0]))
        else:
            self._say(404, {"error": "没有这个地址"})

    def do_POST(self) -> None:
        """Take a batch."""
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= LONGEST:
            self._say(413, {"error": "太大或者是空的"})
            return
        body = self.rfile.read(length)
        if self._misbehaves():
            return
        platform = self.server.platform
        if not platform.trusts(self.headers, body):
            self._say(401, {"error": "签名不对"})
            return
        code, said = platform.take(body)
        if platform.fault == "forgets":
            self.connection.close()
            return
        self._say(code, said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Keep what is handed over out of the log."""

    def _misbehaves(self) -> bool:
        """Do what it was told to do wrong before it looks at anything; say whether that was the end of it."""
        fault = self.server.platform.fault
        if fault == "reset":
            self.connection.close()
        elif fault == "slow":
            time.sleep(2)
            return False
        elif fault == "garbage":
            self._answer(200, b"<html>", "text/html")
        elif fault == "down":
            self._say(503, {})
        else:
            return False
        return True

    def _say(self, code: int, said: dict[str, Any]) -> None:
        self._answer(code, json.dumps(said, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _answer(self, code: int, body: bytes, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="supervision", description="模拟监管平台（数据只留在内存里）")
    parser.add_argument("--port", type=int, default=0, help="端口；0表示由系统分配")
    given = parser.parse_args(arguments)
    server = Supervision(given.port, os.environ["NUOCHENG_SUPERVISION_SECRET"])
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"模拟监管平台：{server.address}", flush=True)  # noqa: T201 - a program of its own
    server.serve_forever(poll_interval=0.2)
    server.server_close()


if __name__ == "__main__":
    main()
