"""How far a pledged fact was followed, as a small picture: each way that was taken, in the order of time, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from nuocheng.journal.queries import Line
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.channels.sources import title_of
from nuocheng.verification.models import Answer, AssistanceRequest, Task
from nuocheng.verification.pages.wording import CHANNELS, OUTCOMES
from nuocheng.verification.rules.ways import BY_PEOPLE, Way

ON_SITE, ASSISTED = "on_site", "assistance"
TURNS = frozenset({"task.ask_next", "task.hand_on", "task.ask_another", "task.hand_to"})
#: What the first step of ways on which people go is called.
ASKED = {"written": "书面核查", "publicity": "公示核查"}
#: Why a fact is verified, where its plan names another time than after the decision.
_WHEN = {
    "before_decision": "先核查，查清了再决定",
    "at_once": "一作出决定就核查",
    "on_expiry": "到期了，看是不是还和承诺的一样",
}


def path(
    task: Task,
    answers: Sequence[Answer],
    requests: Sequence[AssistanceRequest],
    history: Sequence[Line] = (),
) -> list[dict[str, Any]]:
    """Return the steps taken, in the order of time, each with why it was needed; then those still to come."""
    online = [one for one in answers if one.channel not in BY_PEOPLE]
    visits = [one for one in answers if one.channel == ON_SITE]
    left = OUTCOMES.get(online[0].outcome, OUTCOMES[""])[0] if online else "没有在线来源"
    first = online[-1].asked_at if online else None
    dated = [(one.opened_at, _request(one, left)) for one in requests]
    dated += [(line.at, _turn(line)) for line in history if line.verb in TURNS]
    dated += [(one.asked_at, _by_people(one)) for one in answers if one.channel in ASKED]
    if visits:
        before = "、".join(one.body for one in requests)
        why = f"在线结果：{left}" + (f"；请{before}协助过" if before else "")
        dated.append((visits[0].asked_at, _step("现场核查", len(visits), why, visits[0])))
    steps: list[tuple[datetime | None, dict[str, Any]]] = [
        (first, _step(_began(task, online), len(online), _why_asked(task), online[0] if online else None)),
        *sorted(dated, key=lambda one: one[0]),
    ]
    return [step for _, step in steps] + [_to_come(way) for way in _left_over(task)]


def _began(task: Task, online: Sequence[Answer]) -> str:
    first = task.all_ways[0]
    return (
        "在线查询" if online or first.channel not in BY_PEOPLE else CHANNELS.get(first.channel, first.channel)
    )


def _left_over(task: Task) -> Sequence[Way]:
    """Return the ways that the plan still has, as long as nobody has found."""
    return task.all_ways[task.step + 1 :] if task.is_open and task.outcome != "consistent" else ()


def called(way: Way) -> str:
    """Return what a way is called, with whom it asks where it is a source."""
    title = CHANNELS.get(way.channel, way.channel)
    return f"{title}（{title_of(way.source)}）" if way.source and way.channel not in BY_PEOPLE else title


def _to_come(way: Way) -> dict[str, Any]:
    return {"what": f"然后：{called(way)}", "when": "", "note": "前面的查不清才用", "at": ""}


def _turn(line: Line) -> dict[str, Any]:
    to, reason = (str(line.note.get(name, "")) for name in ("to", "reason"))
    return {
        "what": f"换成{CHANNELS.get(to, to)}",
        "when": cn_time(line.at),
        "note": f"为什么换：{reason}",
        "at": "past",
    }


def _by_people(one: Answer) -> dict[str, Any]:
    word = OUTCOMES.get(one.outcome, OUTCOMES[""])[0]
    when = cn_time(one.answered_at.astimezone(CHINA))
    return {"what": f"{ASKED[one.channel]}：{word}", "when": when, "note": one.note, "at": "past"}


def _request(one: AssistanceRequest, left: str) -> dict[str, Any]:
    return {
        "what": f"请{one.body}协助",
        "when": cn_time(one.opened_at.astimezone(CHINA)),
        "note": f"在线结果：{left}。为什么请协助：{one.why}",
        "at": "past",
    }


def _why_asked(task: Task) -> str:
    if task.reopened_for:
        return f"复核不同，重新核查：{task.reopened_for}"
    if task.triggered_by:
        return f"临时核查：{task.triggered_by}"
    if task.draw:
        return "抽中，要核查"
    return _WHEN.get(task.timing, "作出决定以后都要核查")


def _step(what: str, times: int, why: str, last: Answer | None) -> dict[str, Any]:
    if last is None:
        return {"what": what, "when": "", "note": why, "at": ""}
    word = OUTCOMES.get(last.outcome, OUTCOMES[""])[0]
    return {
        "what": f"{what}{times}次，最近一次：{word}",
        "when": cn_time(last.asked_at.astimezone(CHINA)),
        "note": why,
        "at": "past",
    }
