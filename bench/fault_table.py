"""The fault table: nine ways to fail × every channel that a machine can ask × a thousand calls, and what came of each.

``python bench/fault_table.py`` (or with ``--calls 200``). Between each channel and its simulator stands a proxy that spoils the
answers (`fault_proxy`). A fault must never settle a pledge, neither as true nor as untrue, and every call must end within its
deadline and a second. The control is a channel as one writes it without thinking of any of this: it goes through the same
table and must be seen to accuse and to be late, else nothing here can be believed and the run ends with an error.
In the same run new cases are taken in while the credit platform fails in each of the ways, and while it does not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2

from bench.fault_proxy import HEALTHY, MODES, OTHERWISE

CALLS, SIDE_BY_SIDE = 1000, 16
DEADLINE, SPARE = 0.5, 1.0
#: The control needs fewer: each of its slow calls takes as long as the other side likes.
CONTROL_SHARE = 5
#: Nobody's own table can be slow, cut, or out of quota: it lies in the same database as the question.
INTERNAL_MODES = ("reset", "server_error", "wrong_subject", "stale", "schema_changed", "truncated")
NAME, NUMBER = "李守信", "620402198503122031"
TRUTH = "正常"
ACCUSED, CLEARED = "contradicted", "consistent"
#: How many calls to a healthy source must be answered within the deadline, on a machine that does much else.
ANSWERED = 0.95
INTAKE = 40
#: How much dearer taking a case in may be while the platform fails.
MOST_DEARER = 1.5


@dataclass
class Row:
    """What came of the calls to one channel in one mode."""

    channel: str
    mode: str
    said: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    late: int = 0

    @property
    def false(self) -> int:
        """Return how many calls settled something that a fault must never settle, or denied the truth."""
        settled = self.verdicts[ACCUSED]
        return settled + (self.verdicts[CLEARED] if self.mode != HEALTHY else 0)


#: Asks once, and returns what it came to: the trouble in one word, and the verdict on the pledge.
Ask = Callable[[], tuple[str, str]]


@dataclass(frozen=True)
class Way:
    """One channel under test: how it is asked, and how a fault is set before it."""

    name: str
    ask: Ask
    fail: Callable[[str], None]
    modes: tuple[str, ...] = MODES


def table(way: Way, calls: int) -> Iterator[Row]:
    """Ask so many times in each mode, side by side, the healthy one first."""
    for mode in (HEALTHY, *way.modes):
        way.fail(mode)
        row = Row(way.name, mode)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as officers:
            for said, verdict, took in officers.map(lambda _: _timed(way.ask), range(calls)):
                row.said[said or "ok"] += 1
                row.verdicts[verdict] += 1
                row.slowest = max(row.slowest, took)
                row.late += took > DEADLINE + SPARE
        way.fail(HEALTHY)
        yield row


def _timed(ask: Ask) -> tuple[str, str, float]:
    started = time.monotonic()
    said, verdict = ask()
    return said, verdict, time.monotonic() - started


# --- the outside: real servers, and a proxy before each ----------------------------------------------


@contextmanager
def process(*command: str, **keys: str) -> Iterator[str]:
    """Run a server until the block ends; it says its address in its first line."""
    here = Path(__file__).resolve().parents[1]
    paths = os.pathsep.join([str(here), str(here / "src")])
    running = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths, **keys},
    )
    assert running.stdout is not None
    try:
        yield running.stdout.readline().strip()
    finally:
        running.terminate()
        running.wait(timeout=10)
        running.stdout.close()


def switch(proxy: str) -> Callable[[str], None]:
    """Return what changes the mode of a proxy."""

    def to(mode: str) -> None:
        httpx2.put(f"{proxy}/_mode", content=mode.encode(), trust_env=False).raise_for_status()

    return to


@dataclass
class Outside:
    """The proxies before the two simulators, and the keys."""

    exchange: str
    credit: str
    key: str = "bench-exchange-key"
    secret: str = "bench-credit-secret"


@contextmanager
def outside() -> Iterator[Outside]:
    """Run both simulators and a proxy before each until the block ends."""
    keys = Outside("", "")
    with ExitStack() as stack:
        exchange = stack.enter_context(
            process("nuocheng.simulator.exchange", "--port", "0", NUOCHENG_EXCHANGE_KEY=keys.key)
        )
        credit = stack.enter_context(
            process(
                "nuocheng.simulator.credit_platform",
                "--quota",
                "1000000",
                NUOCHENG_CREDIT_PLATFORM_APP_KEY="nuocheng",
                NUOCHENG_CREDIT_PLATFORM_SECRET=keys.secret,
            )
        )
        keys.exchange = stack.enter_context(process("bench.fault_proxy", exchange))
        keys.credit = stack.enter_context(process("bench.fault_proxy", credit))
        yield keys


# --- the channels -------------------------------------------------------------------------------------


def question(source: str, fields: tuple[str, ...], purpose: str) -> Any:
    """Return a question about a party who pledged the truth."""
    from nuocheng.verification.channels.protocol import Question

    return Question(
        source=source,
        subject_kind="person",
        subject_number=NUMBER,
        subject_name=NAME,
        fields=fields,
        purpose=purpose,
        basis="证明事项告知承诺制工作规程",
        request_id=f"B-{os.urandom(8).hex()}",
        asked_by="白银区民政局",
        oldest_acceptable=datetime.now(UTC).date() - timedelta(days=90),
    )


def judged(answer: Any, key: str, claimed: str) -> str:
    """Judge as verification does: only what was found is compared."""
    from nuocheng.kernel.facts import Comparison, FactType
    from nuocheng.verification.channels.protocol import Outcome
    from nuocheng.verification.rules.compare import Claim, compare_any

    if answer.outcome is not Outcome.FOUND:
        return "no conclusion"
    claim = (
        Claim(key, FactType.TEXT, claimed, Comparison.EQUALS)
        if claimed
        else Claim(key, FactType.BOOLEAN, "", Comparison.IS_FALSE)
    )
    return str(compare_any(claim, [record[key] for record in answer.records]).verdict)


def ours(there: Outside) -> list[Way]:
    """Return our channels, each behind its proxy."""
    from nuocheng.verification.channels.credit_platform import CreditPlatform
    from nuocheng.verification.channels.data_exchange import DataExchange
    from nuocheng.verification.channels.line import Endpoint
    from nuocheng.verification.channels.signing import PlainKey, Signature

    exchange = DataExchange(Endpoint(url=there.exchange, deadline_s=DEADLINE), PlainKey(there.key))
    credit = CreditPlatform(
        Endpoint(url=there.credit, deadline_s=DEADLINE), Signature("nuocheng", there.secret)
    )

    def ask_exchange() -> tuple[str, str]:
        asked = question("population", ("household_status",), "pledge_verification")
        answer = exchange.ask(asked, at=datetime.now(UTC))
        return str(answer.trouble), judged(answer, "household_status", TRUTH)

    def ask_credit() -> tuple[str, str]:
        asked = question("serious_dishonesty", ("listed",), "eligibility_check")
        answer = credit.ask(asked, at=datetime.now(UTC))
        return str(answer.trouble), judged(answer, "listed", "")

    return [
        Way("data_exchange", ask_exchange, switch(there.exchange)),
        Way("credit_platform", ask_credit, switch(there.credit)),
        _own_register(),
    ]


def _own_register() -> Way:
    from nuocheng.verification.channels.internal_record import InternalRecord

    ill: dict[str, str] = {"mode": HEALTHY}
    channel = InternalRecord(lambda _register, _number: _rows(ill["mode"]))

    def ask() -> tuple[str, str]:
        answer = channel.ask(question("premises", ("household_status",), "x"), at=datetime.now(UTC))
        said = str(answer.trouble) or ("" if answer.records else str(answer.outcome))
        return said, judged(answer, "household_status", TRUTH)

    return Way("internal_record", ask, lambda mode: ill.update(mode=mode), INTERNAL_MODES)


def _rows(mode: str) -> list[Any]:
    """Return what a register holds that fails in this way."""
    from nuocheng.verification.channels.internal_record import Row as Held

    if mode in {"reset", "server_error"}:
        raise OSError("the table cannot be read")
    today = datetime.now(UTC).date()
    name = "徐海东" if mode == "wrong_subject" else NAME
    day = date(2010, 1, 1) if mode == "stale" else today
    said = TRUTH if mode == HEALTHY else OTHERWISE
    values: dict[str, str | None] = {"household_status": None if mode == "truncated" else said}
    if mode == "schema_changed":
        values = {"status_v2": said}
    return [Held(NUMBER, name, day, values)]


# --- the control --------------------------------------------------------------------------------------


def naive(there: Outside) -> list[Way]:
    """Return channels as one writes them without our guards: the library's own patience, and trust in what comes."""
    client = httpx2.Client(trust_env=False)

    def ask_exchange() -> tuple[str, str]:
        body = {
            "source": "population",
            "subject": {"kind": "person", "number": NUMBER, "name": NAME},
            "fields": ["household_status"],
            "purpose": {"code": "pledge_verification", "basis": "规程"},
            "request_id": os.urandom(8).hex(),
            "asked_by": "白银区民政局",
        }
        try:
            headers = {"X-API-Key": there.key}
            answer = client.post(f"{there.exchange}/v1/queries", json=body, headers=headers)
            records = answer.json().get("records", [])
        except (httpx2.HTTPError, ValueError):
            records = []
        found = next((row.get("household_status") for row in records), None)
        return "", CLEARED if found == TRUTH else ACCUSED

    def ask_credit() -> tuple[str, str]:
        from nuocheng.verification.channels.credit_answer import written
        from nuocheng.verification.channels.credit_platform import PATH
        from nuocheng.verification.channels.line import Call
        from nuocheng.verification.channels.signing import Signature

        body = written(question("serious_dishonesty", ("listed",), "eligibility_check"))
        headers = {
            "Content-Type": "application/json",
            **Signature("nuocheng", there.secret)(Call("POST", PATH, body)),
        }
        try:
            answer = client.post(f"{there.credit}{PATH}", content=body, headers=headers)
            entries = [row for one in answer.json().get("lists", []) for row in one.get("entries", [])]
        except (httpx2.HTTPError, ValueError):
            entries = []
        return "", ACCUSED if entries else CLEARED

    return [
        Way("data_exchange", ask_exchange, switch(there.exchange)),
        Way("credit_platform", ask_credit, switch(there.credit)),
    ]


# --- taking cases in meanwhile --------------------------------------------------------------------------


def intake(there: Outside, count: int) -> Mapping[str, float]:
    """Return the CPU that one new case takes, by how the credit platform fails; a proxy's CPU is not counted."""
    from django.conf import settings

    from bench.life import DEPARTMENT, Stage, resident_number
    from nuocheng.cases import acts, queries
    from nuocheng.cases.pages import procedure
    from nuocheng.kernel.occasion import Door, Occasion, Post, Role
    from nuocheng.verification.channels import looking_up, standing
    from nuocheng.verification.models import SourceHealth

    stage = Stage()
    settings.NUOCHENG_CREDIT_PLATFORM = (there.credit, "nuocheng", there.secret)
    standing.WAITS_S = looking_up.WAITS_S = DEADLINE
    serial = iter(range(1, 10**6))

    def take_in() -> None:
        on = Occasion("bench", "窗口", Post(Role.CLERK, DEPARTMENT), datetime.now(UTC), door=Door.WINDOW)
        party = acts.PartyGiven(
            resident_number(next(serial)), "person", "张建华", "13900000000", "公园路18号"
        )
        reference = acts.open_case(on, item_code="BENCH", party=party).reference
        assert procedure.begin(on, reference).state == "notified"
        assert queries.checks_of(reference)

    del stage
    costs: dict[str, float] = {}
    for mode in (HEALTHY, HEALTHY, *MODES):  # the first round warms up
        switch(there.credit)(mode)
        SourceHealth.objects.all().delete()
        started = time.process_time()
        for _ in range(count):
            take_in()
        costs[mode] = (time.process_time() - started) / count
    switch(there.credit)(HEALTHY)
    return costs


# --- the run --------------------------------------------------------------------------------------------


def wrong_with(rows: list[Row], control: list[Row], costs: Mapping[str, float]) -> list[str]:
    """Say what speaks against our channels, or against believing this run."""
    found = [f"{one.channel}/{one.mode}: {one.false} false results" for one in rows if one.false]
    found += [f"{one.channel}/{one.mode}: {one.late} late calls" for one in rows if one.late]
    for one in rows:
        if one.mode == HEALTHY and one.verdicts[CLEARED] < ANSWERED * one.verdicts.total():
            found.append(f"{one.channel}: {dict(one.verdicts)}, when nothing was wrong")
    for channel in {one.channel for one in control}:
        own = [one for one in control if one.channel == channel]
        if not sum(one.false for one in own) or not sum(one.late for one in own):
            found.append(f"the control {channel} neither accused nor was late: nothing here can be believed")
    worst = max(costs, key=lambda mode: costs[mode], default=HEALTHY)
    if costs and costs[worst] > MOST_DEARER * costs[HEALTHY]:
        found.append(
            f"a new case takes {costs[worst] / costs[HEALTHY]:.2f} times the CPU while the platform is {worst}"
        )
    return found


def run(calls: int, cases: int) -> tuple[list[Row], list[Row], Mapping[str, float]]:
    """Go through the whole table, the control too, and take cases in."""
    with outside() as there:
        rows = [row for way in ours(there) for row in table(way, calls)]
        control = [row for way in naive(there) for row in table(way, max(1, calls // CONTROL_SHARE))]
        return rows, control, intake(there, cases) if cases else {}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--cases", type=int, default=INTAKE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            NUOCHENG_DEMO="1",
            NUOCHENG_DATA=folder,
            DJANGO_SETTINGS_MODULE="nuocheng.settings",
            NUOCHENG_DATABASE_URL="",
        )
        import logging

        import django

        django.setup()
        logging.disable(logging.CRITICAL)
        rows, control, costs = run(given.calls, given.cases)
    for title, found in (("ours", rows), ("control", control)):
        print(
            f"\n| {title} | mode | typed as | verdicts | false | late | slowest s |\n|---|---|---|---|---|---|---|"
        )
        for one in found:
            said, verdicts = (json.dumps(dict(part)) for part in (one.said, one.verdicts))
            print(
                f"| {one.channel} | {one.mode} | {said} | {verdicts} | {one.false} | {one.late} | {one.slowest:.2f} |"
            )
    print("\n| a new case while the platform is | CPU, times that of a healthy one |\n|---|---|")
    for mode, cost in costs.items():
        print(f"| {mode} | {cost / costs[HEALTHY]:.2f} |")
    wrong = wrong_with(rows, control, costs)
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
