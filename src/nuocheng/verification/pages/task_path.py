"""How far a pledged fact was followed, as a small picture: asked online, of another body, on the spot; each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.models import Answer, AssistanceRequest, Task
from nuocheng.verification.pages.wording import OUTCOMES

ON_SITE, ASSISTED = "on_site", "assistance"


def path(
    task: Task, answers: Sequence[Answer], requests: Sequence[AssistanceRequest]
) -> list[dict[str, Any]]:
    """Return the steps taken, in the order in which a fact is followed up, each with why it was needed."""
    online = [one for one in answers if one.channel not in {ON_SITE, ASSISTED}]
    visits = [one for one in answers if one.channel == ON_SITE]
    left = OUTCOMES.get(online[0].outcome, OUTCOMES[""])[0] if online else "没有在线来源"
    steps = [_step("在线查询", len(online), _why_asked(task), online[0] if online else None)]
    steps += [_request(one, left) for one in reversed(requests)]
    if visits:
        before = "、".join(one.body for one in requests)
        why = f"在线结果：{left}" + (f"；请{before}协助过" if before else "")
        steps.append(_step("现场核查", len(visits), why, visits[0]))
    return steps


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
    return "抽中，要核查" if task.draw else "作出决定以后都要核查"


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
