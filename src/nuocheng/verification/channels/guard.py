"""The guard before every source: what may be asked goes out, what may not is answered here, and all of it is written down.

Shared by all processes are the day's quota, the rest of a source that fails, and the log (`ledger`). Each process for
itself keeps how many of its own questions are under way at a source: that protects its threads, and ends with it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from nuocheng.journal.official import inside_act
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.channels.configured import Configured
from nuocheng.verification.channels.ledger import Ledger
from nuocheng.verification.channels.pace import PACE
from nuocheng.verification.channels.protocol import LONGEST_NOTE, Answer, Channel, Health, Outcome, Question
from nuocheng.verification.channels.trouble import Trouble
from nuocheng.verification.lifecycle import SourceState

logger = logging.getLogger(__name__)

#: Opens the way to one source as it is set, or as the installation has it for the whole channel.
Opener = Callable[[Configured | None], Channel]

SAID: Mapping[Trouble, str] = {
    Trouble.BREAKER_OPEN: "来源连续几次没有答好，暂时不再查它，过一会儿自动再试；着急可以发协查",
    Trouble.OVER_QUOTA: "今天查这个来源的次数已经用完，明天再查；着急可以发协查",
    Trouble.BUSY: "同时在查这个来源的太多，请稍后再查",
    Trouble.SUSPENDED: "管理员停用了这个来源，现在不能查",
    Trouble.BY_PEOPLE: "管理员把这个来源转为人工，请发协查或者用别的方式核实",
    Trouble.UNAUTHORISED: "这个来源的使用授权已经到期，请管理员续办",
    Trouble.BROKEN: "这个来源的地址或者密钥没有设置好，请管理员检查",
}

_SLOTS: dict[tuple[str, str, int], threading.BoundedSemaphore] = {}
_SLOTS_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Guarded:
    """A channel behind the guard: it always answers, and never asks what must not be asked."""

    key: str
    title: str
    openers: Mapping[str, Opener]
    ledger: Ledger

    def ask(self, question: Question, *, at: datetime) -> Answer:
        """Ask one question, of the source or of the one that stands in for it.

        Raises:
            ValueError: *at* has no time zone.

        """
        assert not inside_act()
        if at.tzinfo is None:
            message = "the moment of asking needs a time zone"
            raise ValueError(message)
        said = self.ledger.configured(question.source)
        if said is not None and said.channel != self.key:
            said = None
        if said is not None and said.state is SourceState.ON_FALLBACK:
            return self._by_fallback(said, question, at)
        return self._asked(self.key, said, question, at)

    def check(self) -> Health:
        """Tell whether the other side can be reached, without asking about anybody."""
        try:
            return self.openers[self.key](None).check()
        except (OSError, ValueError):
            logger.exception("%s cannot be opened", self.key)
            return Health(ok=False, latency_ms=0, note=SAID[Trouble.BROKEN])

    def _by_fallback(self, said: Configured, question: Question, at: datetime) -> Answer:
        """Ask the source that stands in; what it answers is kept under its own name."""
        other = self.ledger.configured(said.fallback)
        if other is None or other.channel not in self.openers or other.state is not SourceState.CONNECTED:
            return self._unasked(self.key, question, Trouble.SUSPENDED, at)
        answer = self._asked(other.channel, other, question, at)
        note = f"由备用来源“{other.title}”答复。{answer.note}"[:LONGEST_NOTE]
        return replace(answer, note=note)

    def _asked(self, channel: str, said: Configured | None, question: Question, at: datetime) -> Answer:
        put = said.put(question, at) if said else question
        trouble = _forbidden(said, at)
        if trouble is Trouble.NONE:
            trouble = self.ledger.allowed(channel, put.source, said.quota if said else 0, at)
        if trouble is not Trouble.NONE:
            return self._unasked(channel, put, trouble, at)
        slot = _slot(channel, put.source, (said.at_once if said else 0) or PACE.at_once)
        if not slot.acquire(timeout=PACE.waits_s):
            return self._unasked(channel, put, Trouble.BUSY, at)
        try:
            answer = self._sent(channel, said, put, at)
        finally:
            slot.release()
        self.ledger.note(put, answer)
        return said.read(answer, question) if said else answer

    def _sent(self, channel: str, said: Configured | None, put: Question, at: datetime) -> Answer:
        try:
            way = self.openers[channel](said)
        except (OSError, ValueError):
            logger.exception("%s cannot be opened for %s", channel, put.source)
            return _answer(channel, put, Trouble.BROKEN, at)
        return way.ask(put, at=at)

    def _unasked(self, channel: str, put: Question, trouble: Trouble, at: datetime) -> Answer:
        answer = _answer(channel, put, trouble, at)
        self.ledger.note(put, answer)
        return answer


def _forbidden(said: Configured | None, at: datetime) -> Trouble:
    """Return why the administrator's settings forbid to ask, if they do."""
    if said is None:
        return Trouble.NONE
    if said.state is SourceState.SUSPENDED:
        return Trouble.SUSPENDED
    if said.state is SourceState.BY_PEOPLE:
        return Trouble.BY_PEOPLE
    ended = said.authorised_until is not None and said.authorised_until < at.astimezone(CHINA).date()
    return Trouble.UNAUTHORISED if ended else Trouble.NONE


def _answer(channel: str, put: Question, trouble: Trouble, at: datetime) -> Answer:
    return Answer(
        outcome=Outcome.SOURCE_DOWN,
        source=put.source,
        channel=channel,
        asked_at=at,
        answered_at=at,
        latency_ms=0,
        note=f"{SAID[trouble]}，这次不作结论",
        trouble=trouble,
        attempts=0,
    )


def _slot(channel: str, source: str, at_once: int) -> threading.BoundedSemaphore:
    with _SLOTS_LOCK:
        return _SLOTS.setdefault((channel, source, at_once), threading.BoundedSemaphore(at_once))
