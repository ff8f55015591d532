"""The ground of the table for registers: one that was handed in, looks at a party, and a draft with a plan in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests import builders
from tests.builders import DEPARTMENT, Hours, a_party, an_occasion
from tests.pages.cases import world
from tests.pages.cases.world import AT, CARD, LEASE, SLOW
from tests.verification import drawing, rechecking, running

from nuocheng.catalogue import acts as catalogue
from nuocheng.catalogue.rules.content import FactField, Item, Way
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role
from nuocheng.looks import acts as looks
from nuocheng.looks import jobs
from nuocheng.looks.acts import ClearanceGiven, Wanted
from nuocheng.verification import queries

REGISTER = "身份证号,姓名,月租金,押金\n620402198503122031,李守信,900,1800\n"
PLANNED = replace(
    LEASE,
    facts=(FactField("rent", "每月租金", FactType.MONEY, Comparison.WITHIN, "rent", tolerance="5%"),),
    plan=replace(LEASE.plan, then=(Way("internal_record", "lease_register"),)),  # type: ignore[type-var]
)
DRAFT: Item = replace(SLOW, code="BI30", name="有核查办法的事项", certificates=(PLANNED, CARD))


def registers() -> dict[str, str]:
    """Lay them out; return what addresses are filled in with."""
    hours = Hours(AT - timedelta(hours=1))
    editor = replace(an_occasion(Role.EDITOR, world.DEPARTMENT, hours.next()), actor="editor")
    triggered = builders.a_granted_case(
        a_party("王守言", "620402199202021063"), item=drawing.TRIGGERED, hours=hours
    )
    return {
        "handed_set": running.received(hours, REGISTER).reference,
        "draft": catalogue.draft_edition(editor, item=DRAFT).reference,
        "triggered": queries.tasks_of(triggered.reference)[0].reference,
        "recheck": _recheck(hours),
        **_looks(hours),
    }


def _recheck(hours: Hours) -> str:
    case = builders.a_verified_case(a_party("王守正", "620402199202021071"), hours=hours)
    chosen = rechecking.Chosen(queries.tasks_of(case.reference)[0].reference, "middle")
    made = rechecking.acts.owe_recheck(rechecking.system(hours), batch="FP202611-0001", chosen=chosen)
    return made.reference


def _looks(hours: Hours) -> dict[str, str]:
    """Clear an officer, and let the officer look at a party twice; the party complains about one of the looks."""
    bureau = an_occasion(Role.BUREAU, at=hours.next())
    given = ClearanceGiven(
        account="verifier-1", department=DEPARTMENT, until=date(2027, 6, 30), reason="负责核查低保承诺"
    )
    cleared = looks.give_clearance(bureau, given=given).reference
    party = a_party("王守规", "620402199202021012")
    wanted = Wanted(
        item_code=builders.ITEM.code,
        certificate="low_income",
        party_kind="person",
        number=party.number,
        name=party.name,
        stated=(("household", "3"),),
        purpose="verifying",
        basis_kind="duty",
        basis="《社会救助暂行办法》第五十七条",
    )
    taken = [
        jobs.take(an_occasion(Role.VERIFIER, at=hours.next(), actor="verifier-1"), wanted) for _ in range(2)
    ]
    on = an_occasion(Role.APPLICANT, at=hours.next(), party=party.number)
    looks.complain(on, taken[1].reference, text="我没有办过这件事")
    return {"cleared": cleared, "look": taken[0].reference, "complained": taken[1].reference}
