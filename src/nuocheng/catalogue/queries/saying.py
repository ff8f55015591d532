"""How a certificate's basis and its verification are put in one sentence, on screen and on paper."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, Certificate
from nuocheng.law import queries as law


def bases_of(one: Certificate) -> str:
    """Return the legal bases of a certificate as people cite them."""
    return "；".join(f"{basis.title}{basis.article}" for basis in one.bases)


def days_to_verify(one: Certificate, on: date) -> int:
    """Return within how many working days after the decision a pledge is verified."""
    days = one.plan.workdays if one.plan else 0
    return days or law.term("term.verification.default", on).workdays


def verification_of(one: Certificate, on: date) -> str:
    """Return how and when a pledged certificate is verified, in one sentence; empty if nobody has said."""
    if one.plan is None:
        return ""
    if one.plan.channel == EXEMPT or one.plan.exempt_reason:
        return f"免予核查。{one.plan.exempt_reason}"
    return f"{one.plan.way}（{one.plan.when(days_to_verify(one, on))}）"
