"""The ground of the table for verification: a source in use, a body outside, and a visit of which somebody was told."""

from __future__ import annotations

from datetime import timedelta

from tests import builders
from tests.builders import Hours, an_occasion
from tests.pages.cases.world import AT
from tests.verification import assisting, sourcing, visiting

from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, queries


def verifying() -> dict[str, str]:
    """Lay them out; return what addresses are filled in with."""
    hours = Hours(AT - timedelta(days=1))
    party = builders.a_party("王守期", "620402199001010712")
    item = builders.replace(builders.ITEM, code="MZ-077", name="取暖救助")
    case = builders.a_granted_case(party, item=item, hours=hours)
    tasks = queries.tasks_of(case.reference)
    for task in tasks:
        on = an_occasion(Role.SYSTEM, at=hours.next())
        acts.record_answer(on, task.reference, heard=assisting.nothing_found(task))
    tasks = queries.tasks_of(case.reference)
    made = acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(tasks[:1], hours)).reference
    acts.announce_visit(visiting.verifier(hours), made)
    sourcing.connected(hours)
    return {
        "source": sourcing.KEY,
        "visit": made,
        "to_visit": tasks[1].reference,
        "to_assist": tasks[1].reference,
        "book": assisting.a_body(hours).reference,
        "visited": builders.an_applicant(party).username,
    }
