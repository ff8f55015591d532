"""How much a pledge is to be looked at first: probability times harm times detectability, published and explained.

Everything that enters stands in *RiskFacts*: how often this certificate was found untrue here, how much harm that does
by its plan, and by what it can be checked. Nothing about the person enters, not even by a detour: there is no field
for it (a test holds that). What was found of the certificate is drawn toward what the department finds on average, the
more the fewer were checked, so that one untrue pledge among three does not make a certificate dangerous.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nuocheng.verification.rules.interval import percent


class RiskClass(StrEnum):
    """How much is looked at first."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What risk is reckoned from: findings on the certificate and in the whole department, harm, and the way to check."""

    checked: int
    untrue: int
    department_checked: int
    department_untrue: int
    harm: str
    way: str


@dataclass(frozen=True, slots=True)
class Points:
    """What a class of harm, or a way to check, counts, and its words."""

    points: int
    title: str


@dataclass(frozen=True, slots=True)
class Formula:
    """The formula as the law data has it on a day: what harm and ways count, how strongly few findings are drawn in.

    *prior* is how many findings of the department each certificate is given to begin with; *usual* is the share
    that is taken where the department has found nothing on anything yet, in thousandths. Scores from *high* and from
    *middle* on are of those classes.
    """

    version: str
    prior: int
    usual: int
    harms: dict[str, Points]
    ways: dict[str, Points]
    usual_harm: str
    usual_way: str
    high: int
    middle: int


@dataclass(frozen=True, slots=True)
class Risk:
    """What a formula makes of a pledge: score and class, and each of the three factors as it may be told."""

    score: int
    risk_class: RiskClass
    reasons: tuple[str, str, str]
    version: str


def share_of(facts: RiskFacts, formula: Formula) -> float:
    """Return how often a pledge of this kind is untrue, drawn toward the department's own average."""
    known = facts.department_checked + formula.prior
    average = (facts.department_untrue + formula.prior * formula.usual / 1000) / known
    return (facts.untrue + formula.prior * average) / (facts.checked + formula.prior)


def risk_of(facts: RiskFacts, formula: Formula) -> Risk:
    """Return the risk of a pledge: the share in thousandths, times the points of its harm and of its way to be checked."""
    share = share_of(facts, formula)
    harm = formula.harms.get(facts.harm) or formula.harms[formula.usual_harm]
    way = formula.ways.get(facts.way) or formula.ways[formula.usual_way]
    score = round(1000 * share) * harm.points * way.points
    reasons = (
        _probability(facts, share),
        f"危害：{harm.title}，计{harm.points}分",
        f"能不能查出来：{way.title}，计{way.points}分",
    )
    return Risk(score, class_of_score(score, formula), reasons, formula.version)


def class_of_score(score: int, formula: Formula) -> RiskClass:
    """Return the class of a score."""
    if score >= formula.high:
        return RiskClass.HIGH
    return RiskClass.MIDDLE if score >= formula.middle else RiskClass.LOW


def _probability(facts: RiskFacts, share: float) -> str:
    if not facts.checked:
        seen = "这份证明在本单位还没有核查过，按本单位的平均算"
    else:
        seen = f"这份证明在本单位查过{facts.checked}项，{facts.untrue}项不实；和本单位的平均合起来算"
    return f"可能性：{seen}，不实率约{percent(share)}"
