"""The ground of the table for visits on the spot: one that is recorded, and one for which another time is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests import builders
from tests.builders import Hours, a_party, an_occasion
from tests.pages.cases.world import AT
from tests.verification import assisting, visiting

from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, queries
from nuocheng.verification.models import Visit
from nuocheng.verification.queries import visits


def on_the_spot() -> dict[str, str]:
    """Lay them out; return what addresses are filled in with."""
    hours = Hours(AT - timedelta(hours=2))
    recorded = _announced(hours, "王守志", "62040219920202108X")
    for member in visits.members(recorded.reference):
        seen = visiting.a_sight(member)
        acts.note_sight(visiting.verifier(hours), recorded.reference, seen=seen, photos=(visiting.PHOTO,))
    acts.sign_visit(visiting.verifier(hours), recorded.reference, signed=visiting.SIGNED)
    asked = _announced(hours, "王守真", "620402199202021098")
    party = an_occasion(Role.APPLICANT, at=hours.next(), party=asked.party)
    acts.ask_time(party, asked.reference, slots=(visiting.a_slot(hours),), reason="那天要去医院")
    return {"recorded": recorded.reference, "asked_visit": asked.reference}


def _announced(hours: Hours, name: str, number: str) -> Visit:
    item = replace(builders.ITEM, code="MZ-078", name="住房救助")
    case = builders.a_granted_case(a_party(name, number), item=item, hours=hours)
    tasks = queries.tasks_of(case.reference)[:1]
    for task in tasks:
        on = an_occasion(Role.SYSTEM, at=hours.next())
        acts.record_answer(on, task.reference, heard=assisting.nothing_found(task))
    made = acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(tasks, hours)).reference
    acts.announce_visit(visiting.verifier(hours), made)
    return visits.visit(made)
