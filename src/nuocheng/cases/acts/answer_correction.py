"""The party answers the one request to mend its application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from nuocheng.cases import queries
from nuocheng.cases.acts.beforehand import owe_early
from nuocheng.cases.acts.check_eligibility import eligibility
from nuocheng.cases.acts.clock import restarted
from nuocheng.cases.acts.demands import meet_demand
from nuocheng.cases.acts.sign_pledge import PledgeGiven, pledged_in, put_on_paper
from nuocheng.cases.models import Case, Correction, CorrectionAnswer
from nuocheng.cases.rules import CORRECTION_IS_ANSWERED, MAY_PLEDGE
from nuocheng.cases.rules.facts import CorrectionAnswered
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import Record
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require


@dataclass(frozen=True, slots=True)
class Mended:
    """What the party answers: words on single points by their number, new contact data, a pledge signed anew.

    Files are handed in beforehand, one by one.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    phone: str = ""
    address: str = ""
    pledge: PledgeGiven | None = None


@official_act("case.answer_correction", by=(Role.APPLICANT, Role.CLERK), file=Case)
def answer_correction(on: Occasion, case: Case, deed: Deed, *, given: Mended) -> None:
    """Answer the request to mend (补正); the clock runs again, without the days this took.

    A pledge that was signed stays as it is: facts that change are signed anew, and the new paper counts.

    Raises:
        OutOfOrder: Nothing is asked of the party now.
        RuledOut: A point is neither mended nor spoken to, or the pledge signed anew lacks something.

    """
    case.ready_for("answer_correction")
    row = queries.correction(case.reference)
    assert row is not None, case.reference
    open_points = [one for one in queries.points_of(row) if not one.dropped]
    asked = tuple((one.number, one.what) for one in open_points)
    answered = _answered(case, row, open_points, given)
    require(CORRECTION_IS_ANSWERED, CorrectionAnswered(asked, answered), on=on.today)
    signed, columns = _signed_anew(on, case, given.pledge) if given.pledge else ([], {})
    contact = {name: text.strip() for name, text in _contact(given).items()}
    kept = {number: text.strip() for number, text in given.said.items() if text.strip()}
    answer = CorrectionAnswer(
        correction=row,
        at=on.at,
        said=canonical(kept),
        mended=canonical({"contact": contact, "pledge": columns.get("pledge", "")}),
    )
    for reference in queries.standing_demands(case.reference):
        meet_demand.within(deed, reference)
    clock = restarted(case, on.today, "补正")
    deed.move(
        case,
        "answer_correction",
        rows=[*signed, answer, *clock.rows],
        note={"points": sorted(answered), "said": len(kept), "contact": sorted(contact)},
        **{**clock.columns, **columns, **contact},
    )
    if given.pledge:
        owe_early(on, deed, case, catalogue.item_of(case.edition), pledged_in(signed))


def _contact(given: Mended) -> dict[str, str]:
    told = {"phone": given.phone, "address": given.address}
    return {name: text for name, text in told.items() if text.strip()}


def _answered(case: Case, row: Correction, points: list[queries.AskedPoint], given: Mended) -> frozenset[int]:
    """Return the numbers of the points that are mended, or to which the party has said something."""
    files = queries.handed_in_since(case.reference, row.at)
    mended = {
        "contact": bool(_contact(given)),
        "fact": given.pledge is not None,
        "say": False,
    }
    return frozenset(
        one.number
        for one in points
        if given.said.get(str(one.number), "").strip() or mended.get(one.kind, one.key in files)
    )


def _signed_anew(on: Occasion, case: Case, given: PledgeGiven) -> tuple[list[Record], dict[str, Any]]:
    """Return the new pledge with its facts, for the same certificates under the edition that was told.

    Raises:
        Malformed: The way of signing is unknown, or its proof does not hold.
        RuledOut: The party may not pledge any more, or the pledge lacks something.

    """
    listed = told_edition(case)
    require(MAY_PLEDGE, eligibility(case, listed, credit.standing(case.party, lock=True)), on=on.today)
    kept = {key: given.facts.get(key, {}) for key in queries.pledged_keys(case)}
    paper, rows, _ = put_on_paper(on, case, listed, replace(given, facts=kept))
    return [paper, *rows], {"pledge": paper.pk.hex, "pledged_at": on.at}


def told_edition(case: Case) -> catalogue.InForce:
    """Return the edition that the party was told, though a newer one may be in force."""
    listed = catalogue.in_force(case.item_code)
    item = catalogue.item_of(case.edition)
    return replace(listed, reference=case.edition, version=case.edition_version, item=item)
