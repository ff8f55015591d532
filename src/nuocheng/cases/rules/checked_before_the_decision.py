"""The rule that what is to be verified before the decision is settled before a grant."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts, EarlyCheck
from nuocheng.cases.rules.sources import VERIFIED_BEFORE
from nuocheng.kernel.rulings import Fault, rule

OPEN = frozenset({"owed", "answered"})
LEAST = 5


@rule(
    title="事前核查查清了",
    cites=(VERIFIED_BEFORE,),
    since=date(2020, 4, 3),
    why="目录写明先核查再决定的，查清才能批准。查不清不能一直拖着当事人：写明理由，可以照样决定。",
)
def checked_before_the_decision(facts: DecisionFacts) -> str | None:
    """Object while a fact is open, was found other than pledged, or cannot be settled and nobody says why to go on."""
    other = [one for one in facts.checks if one.state == "not_as_pledged"]
    if other:
        return (
            f"{_named(other)}查到的和承诺不一致，不能按承诺批准。"
            "可以要求补正，请申请人照实更正；也可以转提交证明，或者不予批准"
        )
    waiting = [one for one in facts.checks if one.state in OPEN and one.left >= 0]
    if waiting:
        return f"{'；'.join(_waiting(one) for one in waiting)}。查清才能批准"
    unsettled = [one for one in facts.checks if one.state != "confirmed"]
    if unsettled and len(facts.unverified.strip()) < LEAST:
        text = f"{_named(unsettled)}事前核查没有查清。要批准的，请写明为什么可以批准，至少{LEAST}个字"
        return Fault(text, "unverified")
    return None


def _named(checks: list[EarlyCheck]) -> str:
    return "".join(f"“{one.label}”" for one in checks)


def _waiting(one: EarlyCheck) -> str:
    """Say which fact waits, how it is verified, and how long that takes."""
    when = f"还有{one.left}个工作日" if one.left else "今天到期"
    return f"“{one.label}”正在事前核查（{one.way}，{when}，任务{one.reference}）"
