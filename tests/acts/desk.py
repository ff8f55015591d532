"""Situations at the reviewer's desk, each reached by the real acts: corrections, procedures, demands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests import builders as b
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.acts import Mended, Point
from nuocheng.cases.models import Case, Demand
from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Role

SAY = Point("说明一年内有没有领过临时救助", "say")
PHONE = Point("手机号打不通，请换一个能联系上的", "contact")
COPY = Point("上传家庭成员的身份证照片，四角要拍全", "file")
WHY = "低保台账正在迁移，承诺和核查都暂时代替不了"
BASIS = "社会救助暂行办法第十一条"
LISTED = Point("交低收入证明", "file", "low_income", WHY, BASIS)
REFUSED = {"reason": WHY, "basis": BASIS}


def asked(case: Case, hours: Hours, *points: Point) -> Case:
    """Return a case whose party was asked to mend it."""
    on = an_occasion(Role.REVIEWER, at=hours.next())
    cases.ask_correction(on, case.reference, points=points or (SAY,))
    return queries.case(case.reference)


def a_correcting_case(hours: Hours) -> Case:
    """Return a pledged case of which one thing is to be said."""
    return asked(b.a_pledged_case(hours=hours), hours)


def an_answered_correction(hours: Hours) -> Case:
    """Return a case whose party has mended it."""
    case = a_correcting_case(hours)
    cases.answer_correction(by_party(case, hours.next()), case.reference, given=Mended({"1": "没有领过"}))
    return queries.case(case.reference)


def a_demanding_case(hours: Hours) -> Case:
    """Return a case in which a certificate is demanded that the list lets a pledge replace, beside something else."""
    return asked(b.a_pledged_case(hours=hours), hours, LISTED, SAY)


def a_case_in_procedure(build: Callable[[Hours], Case]) -> Callable[[Hours], Case]:
    """Return what builds the same case, with a hearing under way."""

    def built(hours: Hours) -> Case:
        case = build(hours)
        on = an_occasion(Role.REVIEWER, at=hours.next())
        given = cases.ProcedureGiven("hearing", "涉及邻居的利益", 10)
        cases.begin_procedure(on, case.reference, given=given)
        return queries.case(case.reference)

    return built


def a_mixed_case(hours: Hours) -> Case:
    """Return a case that waits for its decision, one certificate pledged and one handed in."""
    case = b.a_pledged_case(item=b.MIXED_ITEM, hours=hours)
    upload = cases.Upload("户口簿.pdf", "application/pdf", b"%PDF-1.4 fictional household register")
    cases.submit_certificate(
        by_party(case, hours.next()), case.reference, certificate="household", upload=upload
    )
    cases.hand_in(by_party(case, hours.next()), case.reference)
    return queries.case(case.reference)


def a_turned_case(hours: Hours) -> Case:
    """Return a case whose pledge was set aside by a reviewer, though its party is not barred."""
    case = b.a_pledged_case(hours=hours)
    cases.turn_ordinary(an_occasion(Role.REVIEWER, at=hours.next()), case.reference, **REFUSED)
    return queries.case(case.reference)


def the_demand(case: Case) -> Demand:
    """Return the one demand on a case."""
    (found,) = queries.demands_of(case.reference)
    return found


def a_demand(hours: Hours) -> Demand:
    """Return a demand that stands."""
    return the_demand(a_demanding_case(hours))


def a_lifted_demand(hours: Hours) -> Demand:
    """Return a demand that the legal unit has lifted."""
    found = a_demand(hours)
    cases.lift_demand(an_occasion(Role.LEGAL, at=hours.next()), found.reference, reason="台账可以查，不用交")
    return queries.demand(found.reference)


def a_met_demand(hours: Hours) -> Demand:
    """Return a demand that the party has answered."""
    case = a_demanding_case(hours)
    given = Mended({"1": "现在开不出来", "2": "没有领过"})
    cases.answer_correction(by_party(case, hours.next()), case.reference, given=given)
    return the_demand(case)


def an_ended_demand(hours: Hours) -> Demand:
    """Return a demand whose case was given up."""
    case = a_demanding_case(hours)
    cases.withdraw(by_party(case, hours.next()), case.reference)
    return the_demand(case)


def long_after(build: Callable[[Hours], File]) -> Callable[[Hours], File]:
    """Return what builds the same file, and lets a month go by."""

    def built(hours: Hours) -> File:
        file = build(hours)
        hours.at += timedelta(days=30)
        return file

    return built


IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "demand": {
        "standing": a_demand,
        "lifted": a_lifted_demand,
        "met": a_met_demand,
        "ended": an_ended_demand,
    },
}
