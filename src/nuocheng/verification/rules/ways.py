"""The ways of a plan as a task keeps them, in their order, and when one of them has settled nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

#: A source that was asked and holds nothing that could be compared: asking once more would change nothing.
NOTHING_FOUND = frozenset({"not_found", "ambiguous", "missing"})
#: A source that gave no answer that may be used: it is tried some times.
NO_ANSWER = frozenset({"source_down", "stale"})
#: Ways on which people go: a task on one of them is never asked about by machine.
BY_PEOPLE = frozenset({"assistance", "on_site", "written", "publicity"})
#: Why the next way is taken, in words.
WHY = {
    "not_found": "查无数据",
    "ambiguous": "查到几条互相冲突的记录",
    "missing": "查到的数据里没有要比的内容",
    "source_down": "没有回应",
    "stale": "数据过旧",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to verify one fact: the channel, whom it asks, and in which field the answer stands."""

    channel: str
    source: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """How far the present way was tried: what came last, how often it was tried, how often it may be.

    *gives_up* says that trying again would be in vain: nobody is to ask this source by machine any more.
    """

    outcome: str
    tries: int
    allowed: int
    gives_up: bool = False


def write_ways(ways: Sequence[Way]) -> str:
    """Write the ways of a fact for its task; a single way needs no list."""
    if len(ways) < 2:
        return ""
    return json.dumps([asdict(one) for one in ways], ensure_ascii=False, separators=(",", ":"))


def read_ways(text: str) -> tuple[Way, ...]:
    """Read the ways of a task's fact in their order; none where its plan named one."""
    return tuple(Way(**one) for one in json.loads(text)) if text else ()


def is_exhausted(trial: Trial) -> bool:
    """Say whether a way has settled nothing and is to be followed by the next.

    A contradiction is no failure of the way: it is for an officer to look at, and never passed over.
    """
    if trial.tries < 1:
        return False
    if trial.outcome in NOTHING_FOUND:
        return True
    return trial.outcome in NO_ANSWER and (trial.gives_up or trial.tries >= trial.allowed)


def why(trial: Trial) -> str:
    """Say why the next way is taken."""
    said = WHY.get(trial.outcome, trial.outcome)
    return f"{said}，试了{trial.tries}次" if trial.outcome in NO_ANSWER else said
