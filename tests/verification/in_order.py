"""Situations of tasks whose plan names several ways, reached by the real acts."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from tests import builders as b
from tests.builders import Hours, an_occasion

from nuocheng.catalogue.rules.content import Answering, Item, Way
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import Heard
from nuocheng.verification.models import Task

WAYS = (Way("data_exchange", "low_income", (Answering("household", "persons"),)), Way("assistance"))


def an_item(*then: Way, tries: int = 2, privacy: str = "masked") -> Item:
    """Return an item whose certificate is verified in these ways, after the department's own register."""
    plan = replace(b.LOW_INCOME.plan, then=then, tries=tries)  # type: ignore[type-var]  # it has one
    facts = tuple(replace(one, privacy=privacy) for one in b.LOW_INCOME.facts)
    called = then[0].channel.replace("_", "-")
    named = {"code": f"MZ-{called}", "name": f"慈善救助金给付（{called}）"}
    return replace(b.ITEM, **named, certificates=(replace(b.LOW_INCOME, plan=plan, facts=facts),))


def a_task(hours: Hours, item: Item | None = None, party: b.PartyGiven | None = None) -> Task:
    """Return the first task of a case that was granted for an item with several ways."""
    case = b.a_granted_case(party, item=item or an_item(*WAYS), hours=hours)
    return queries.tasks_of(case.reference)[0]


def said(task: Task, hours: Hours, outcome: str, *, gives_up: bool = False) -> Task:
    """Let the present way of a task answer so."""
    at = hours.next()
    raw = f"{task.reference} {outcome} {at.isoformat()}".encode()
    heard = Heard(
        channel=task.channel,
        source=task.source,
        outcome=outcome,
        observed="",
        note="",
        raw=raw,
        digest=hashlib.sha256(raw).hexdigest(),
        receipt_no="",
        source_time=None,
        asked_at=at,
        answered_at=at,
        latency_ms=1,
        gives_up=gives_up,
    )
    acts.record_answer(an_occasion(Role.SYSTEM, at=at), task.reference, heard=heard)
    return queries.task(task.reference)


def exhausted(hours: Hours) -> Task:
    """Return a task whose first way found nothing."""
    return said(a_task(hours), hours, "not_found")
