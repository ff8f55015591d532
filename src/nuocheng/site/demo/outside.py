"""The outside in a story: the simulated exchange and credit platform, really asked over HTTP, on the story's own day."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from nuocheng.cases import queries as cases
from nuocheng.cases.acts import StandingHeard
from nuocheng.cases.channels import credit_standing
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.people import queries as people
from nuocheng.simulator.credit_platform import CreditPlatform as Platform
from nuocheng.simulator.credit_platform import Options as PlatformOptions
from nuocheng.simulator.exchange import Exchange, Options
from nuocheng.simulator.faults import HEALTHY, Fault, Mode
from nuocheng.verification import acts, queries
from nuocheng.verification import jobs as verification
from nuocheng.verification.channels.credit_platform import CreditPlatform
from nuocheng.verification.channels.data_exchange import DataExchange, ExchangeSettings
from nuocheng.verification.channels.guard import Guarded
from nuocheng.verification.channels.ledger import Kept
from nuocheng.verification.channels.line import Endpoint
from nuocheng.verification.channels.protocol import Channel, Question
from nuocheng.verification.channels.signing import Signature

PATIENCE_S = 5.0


@dataclass
class Outside:
    """Everything that can be asked, and the exchange and the credit platform behind it."""

    exchange: Exchange
    platform: Platform
    channels: dict[str, Channel]

    def ask(self, case: str, at: datetime, fault: str = "") -> None:
        """Ask about every task of a case at that moment, one question per source, and record the answers."""
        self.exchange.desk.clock = lambda: at.astimezone(CHINA)
        on = Occasion("system", "系统", Post(Role.SYSTEM), at, door=Door.JOB)
        askable = [task for task in queries.tasks_of(case) if task.channel in self.channels]
        askable.sort(key=lambda task: (task.channel, task.source))
        for (channel, source), group in groupby(askable, key=lambda task: (task.channel, task.source)):
            together = list(group)
            first = together[0]
            self._ail(source, fault)
            question = Question(
                source=source,
                subject_kind=first.party_kind,
                subject_number=first.party,
                subject_name=first.party_name,
                fields=tuple(dict.fromkeys(task.source_field for task in together)),
                purpose=verification.PURPOSE,
                basis=verification.BASIS,
                request_id=f"{first.reference}.{first.attempts + 1}",
                asked_by=people.department_name(first.department),
            )
            answer = self.channels[channel].ask(question, at=at)
            for task in together:
                acts.record_answer(on, task.reference, heard=verification.heard(task, answer))

    def standing(self, case: str, at: datetime) -> StandingHeard | None:
        """Ask the credit platform about the party of a case at that moment."""
        self.platform.desk.clock = lambda: at.astimezone(CHINA)
        return credit_standing.ask(cases.case(case), at, self.channels)

    def _ail(self, source: str, fault: str) -> None:
        """Let a source of the exchange be ill, or well again."""
        if source in self.exchange.desk.registers.sources:
            self.exchange.desk.board.put(source, Fault(Mode(fault)) if fault else HEALTHY)


@contextmanager
def sources() -> Iterator[Outside]:
    """Run the simulated exchange and the simulated credit platform on ports of their own until the block ends."""
    exchange, platform = Exchange("127.0.0.1", 0, Options()), Platform(0, PlatformOptions())
    for one in (exchange, platform):
        threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings = ExchangeSettings(url=exchange.address, key=exchange.options.api_key, deadline_s=PATIENCE_S)
    line = DataExchange(settings)
    signature = Signature(platform.desk.options.app_key, platform.desk.options.secret)
    credit = CreditPlatform(Endpoint(url=platform.address, deadline_s=PATIENCE_S), signature)
    try:
        ways = {**verification.channels(), line.key: _guarded(line), credit.key: _guarded(credit)}
        yield Outside(exchange, platform, ways)
    finally:
        line.close()
        credit.close()
        exchange.stop()
        platform.stop()


def _guarded(line: Channel) -> Channel:
    """Put a way behind the guard, as an installation has it: what is asked is written down."""
    return Guarded(line.key, line.title, {line.key: lambda _said: line}, Kept())
