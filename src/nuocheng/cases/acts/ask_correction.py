"""The reviewer asks the party to mend the application, once, with everything in one list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nuocheng.cases import queries
from nuocheng.cases.acts.clock import CORRECTION, stopped
from nuocheng.cases.acts.demands import DemandGiven, as_asked, listed_key, make_demand
from nuocheng.cases.acts.handling import must_handle
from nuocheng.cases.models import Case, Correction
from nuocheng.cases.papers.communications import PointTold, correction
from nuocheng.cases.rules import MAY_ASK_CORRECTION, MAY_DEMAND
from nuocheng.cases.rules.facts import CorrectionAsked, Demanded, PointAsked
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import remaining, term_end
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.papers.official import Heading, issue


@dataclass(frozen=True, slots=True)
class Point:
    """One point to mend: what, of which kind (file, contact, fact, say), and of a certificate which.

    *reason* and *basis* are needed where the certificate is one that the published list lets the party do without.
    """

    what: str
    kind: str
    certificate: str = ""
    reason: str = ""
    basis: str = ""


@official_act("case.ask_correction", by=Role.REVIEWER, file=Case)
def ask_correction(on: Occasion, case: Case, deed: Deed, *, points: tuple[Point, ...]) -> None:
    """Ask the party to mend the application (一次告知补正); the clock stands still until it has answered.

    Raises:
        OutOfOrder: The case does not wait for a decision.
        Malformed: A point is of no known kind, or about a certificate that the item does not ask for.
        RuledOut: It was asked before or comes too late, a point is vague, a listed certificate is demanded
            without a reason of substance, or whoever asks may not handle the case.

    """
    asked = _weighed(on, case, points)
    keys = [listed_key(case, one.certificate, one.what) for one in points]
    due_on = term_end(law.calendar(), on.today, law.term("term.application.answer", on.today).workdays).on
    for place, (key, point) in enumerate(zip(keys, points, strict=True), start=1):
        if key:
            given = DemandGiven(case.reference, key, point.reason, point.basis, str(place))
            make_demand.within(deed, given=given)
    told = [PointTold(one.what.strip(), one.listed, one.reason, one.basis) for one in asked]
    content = correction(case, told, due_on, on.today)
    paper = issue(on, case.reference, _heading(case, str(content["number"])), content)
    row = Correction(
        case=case,
        at=on.at,
        by=on.actor,
        points=canonical([_kept(case, key, one) for key, one in zip(keys, points, strict=True)]),
        due_on=due_on,
        paper=paper.pk.hex,
    )
    text = f"您申请的“{case.item_name}”有{len(points)}项要补，请在{cn_date(due_on)}前补好。以后不再要求补。"
    sent = letter(on, party=case.party, about=case.reference, title="请补正", text=text, paper=paper.pk.hex)
    deed.move(
        case,
        "ask_correction",
        rows=[paper, row, sent],
        note={"points": [one.what.strip() for one in points], "due_on": due_on, "paper": paper.digest},
        answer_due_on=due_on,
        **stopped(on.today, CORRECTION),
    )


def weigh_correction(on: Occasion, reference: str, points: tuple[Point, ...]) -> tuple[PointAsked, ...]:
    """Return the points as the rules look at them, if they would let the correction be asked for; write nothing.

    Raises:
        Refusal: The correction would be refused.

    """
    return _weighed(on, queries.case(reference), points)


def _weighed(on: Occasion, case: Case, points: tuple[Point, ...]) -> tuple[PointAsked, ...]:
    case.ready_for("ask_correction")
    must_handle(on, case)
    for place, point in enumerate(points, start=1):
        _well_formed(case, place, point)
    asked = tuple(
        replace(
            as_asked(case, listed_key(case, one.certificate, one.what), one.reason, one.basis),
            what=one.what,
            kind=one.kind,
        )
        for one in points
    )
    require(MAY_ASK_CORRECTION, _facts(on, case, asked), on=on.today)
    require(MAY_DEMAND, Demanded(asked), on=on.today)
    return asked


def _well_formed(case: Case, place: int, point: Point) -> None:
    """Hold a point to what can be answered.

    Raises:
        Malformed: It cannot be.

    """
    if point.kind not in queries.POINT_KINDS:
        raise Malformed.at("points", f"请为第{place}项选一种补法")
    if point.certificate and catalogue.item_of(case.edition).certificate(point.certificate) is None:
        raise Malformed.at("points", f"第{place}项：这个事项不要这份证明，不能要求提交")
    if point.kind == "fact" and not queries.pledged_keys(case):
        raise Malformed.at("points", f"第{place}项：这一件没有承诺，不能要求改承诺的事实")


def _facts(on: Occasion, case: Case, asked: tuple[PointAsked, ...]) -> CorrectionAsked:
    received = case.handed_in_at or case.pledged_at or case.opened_at
    return CorrectionAsked(
        points=asked,
        asked_before=queries.correction(case.reference) is not None,
        days_since_receipt=remaining(law.calendar(), received.astimezone(CHINA).date(), on.today),
        days_allowed=law.term("term.application.correction", on.today).workdays,
        paused=queries.paused_by(case, on.today),
    )


def _kept(case: Case, key: str, point: Point) -> dict[str, str]:
    """Return a point as the record keeps it."""
    certificate = point.certificate or key
    asked = catalogue.item_of(case.edition).certificate(certificate)
    return {
        "what": point.what.strip(),
        "kind": point.kind,
        "certificate": certificate,
        "name": asked.name if asked else "",
    }


def _heading(case: Case, number: str) -> Heading:
    return Heading("communication", "补正告知书", number, case.department, case.party)
