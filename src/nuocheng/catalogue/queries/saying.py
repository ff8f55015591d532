"""How a certificate's basis and its verification are put in one sentence, on screen and on paper."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, Certificate, Item, Plan, Timing
from nuocheng.law import queries as law


def bases_of(one: Certificate) -> str:
    """Return the legal bases of a certificate as people cite them."""
    return "；".join(f"{basis.title}{basis.article}" for basis in one.bases)


#: The terms of the law by when a plan has a pledge verified; every other time has the usual one.
_TERMS = {
    Timing.BEFORE_DECISION: "term.verification.before_decision",
    Timing.AT_ONCE: "term.verification.at_once",
}


def days_to_verify(plan: Plan | None, on: date) -> int:
    """Return within how many working days a pledge is verified: as its plan says, else as the law does."""
    timing = plan.timing if plan else Timing.AFTER_DECISION
    days = plan.workdays if plan else 0
    return days or law.term(_TERMS.get(timing, "term.verification.default"), on).workdays


def when_verified(item: Item, on: date) -> str:
    """Return when what may be pledged in an item is verified: for each kind of time the longest term."""
    plans = [one.plan for one in item.pledgeable if one.plan]

    def longest(timing: Timing) -> str:
        alike = (one for one in plans if one.timing is timing)
        plan = max(alike, key=lambda one: days_to_verify(one, on), default=Plan("", timing=timing))
        return plan.when(days_to_verify(plan, on))

    said = [timing for timing in Timing if any(one.timing is timing for one in plans)]
    return "，或者".join(longest(timing) for timing in said or [Timing.AFTER_DECISION])


def verification_of(one: Certificate, on: date) -> str:
    """Return how and when a pledged certificate is verified, in one sentence; empty if nobody has said."""
    if one.plan is None:
        return ""
    if one.plan.channel == EXEMPT or one.plan.exempt_reason:
        return f"免予核查。{one.plan.exempt_reason}"
    return f"{one.plan.way}（{one.plan.when(days_to_verify(one.plan, on))}）"
