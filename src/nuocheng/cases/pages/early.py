"""Verification before the decision, as the reviewer and the party see it: how far it is, and why it holds the decision."""

from __future__ import annotations

from typing import Any

from django import forms

from nuocheng.cases.acts import checks_before
from nuocheng.cases.models import Case
from nuocheng.cases.rules.checked_before_the_decision import (
    LEAST,
    OPEN,
    checked_before_the_decision,
)
from nuocheng.cases.rules.facts import DecisionFacts, EarlyCheck
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.kernel.occasion import Role
from nuocheng.verification import queries as verification

#: How a check before the decision stands, in a word, with the tone of its badge.
WORDS = {
    "owed": ("正在核查", "todo"),
    "answered": ("已查询，待下结论", "todo"),
    "confirmed": ("属实", "ok"),
    "not_as_pledged": ("和承诺不一致", "bad"),
    "unresolved": ("无法核实", ""),
    "": ("还没有核查", ""),
}


class UnverifiedForm(edge.Form):
    """Why to grant although something could not be settled that is verified before the decision."""

    unverified = edge.LongText(
        label="没有查清，为什么可以批准",
        blank="请写明为什么可以批准",
        max_length=200,
        min_length=LEAST,
        error_messages={"min_length": f"请写明为什么可以批准，至少{LEAST}个字"},
        help_text="会记在这一件里，监督检查时看得到",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def objection(checks: tuple[EarlyCheck, ...], unverified: str = "") -> str:
    """Return why the checks hold a grant, in one sentence; empty where they do not."""
    facts = DecisionFacts(
        notice_acknowledged=True, pledged=True, barred_now=False, missing=(), checks=checks, unverified=unverified
    )  # fmt: skip
    return checked_before_the_decision.judge(facts) or ""


def needs_reason(checks: tuple[EarlyCheck, ...]) -> bool:
    """Say whether a grant is possible, but only with a reason."""
    return bool(objection(checks)) and not objection(checks, "写明了理由")


def checks_of(case: Case) -> tuple[EarlyCheck, ...]:
    """Return the checks before the decision of a case."""
    return checks_before(today(), case, catalogue.item_of(case.edition))


def point_of(case: Case) -> dict[str, str]:
    """Return the point that a correction begins with where something was found other than pledged."""
    other = [one.label for one in checks_of(case) if one.state == "not_as_pledged"]
    if not other:
        return {}
    return {"what_1": f"“{'”“'.join(other)}”查到的和承诺的不一致，请照实更正", "kind_1": "fact"}


def rows(checks: tuple[EarlyCheck, ...], roles: frozenset[Role]) -> list[dict[str, Any]]:
    """Return the checks as the desk shows them: which fact, which way, how long, and where the task is."""
    return [
        {
            "label": one.label,
            "reference": one.reference,
            "way": one.way,
            "word": WORDS[one.state][0],
            "tone": WORDS[one.state][1],
            "left": one.left if one.state in OPEN else None,
            "url": f"/desk/verify/{one.reference}" if one.reference and Role.VERIFIER in roles else "",
        }
        for one in checks
    ]


def told_to_party(case: Case) -> list[dict[str, str]]:
    """Return what is verified before the decision, as the party reads it."""
    if case.decided_at is not None or not case.pledged_certificates:
        return []
    return [
        {"label": f"{task.certificate}：{task.label}", "value": WORDS[task.state][0]}
        for task in verification.newest_early(case.reference).values()
        if task.state in WORDS
    ]
