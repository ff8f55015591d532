"""The reviewer turns a case to the ordinary path, and what stands again when that is taken back."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.acts.beforehand import call_off_early, owe_early
from nuocheng.cases.acts.demands import DemandGiven, as_asked, make_demand
from nuocheng.cases.acts.handling import must_handle
from nuocheng.cases.models import Case
from nuocheng.cases.papers.communications import turned
from nuocheng.cases.rules import MAY_DEMAND, MAY_TURN_ORDINARY
from nuocheng.cases.rules.facts import Demanded, TurnedOrdinary
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.papers.official import Heading, issue


@official_act("case.turn_ordinary", by=Role.REVIEWER, file=Case)
def turn_ordinary(on: Occasion, case: Case, deed: Deed, *, reason: str, basis: str) -> None:
    """Set a pledge aside that cannot stand (转提交证明): certificates are handed in instead.

    Where the party's own standing does not bar the pledge, this asks for listed certificates: the legal unit
    and the Bureau see it and may lift it.

    Raises:
        OutOfOrder: The case does not wait for a decision.
        RuledOut: There is no pledge, reason or law is missing, or whoever does it may not handle the case.

    """
    case.ready_for("turn_ordinary")
    must_handle(on, case)
    keys = queries.pledged_keys(case)
    facts = TurnedOrdinary(bool(keys), reason, basis, queries.paused_by(case, on.today))
    require(MAY_TURN_ORDINARY, facts, on=on.today)
    if not credit.standing(case.party, lock=True).barred:
        asked = tuple(as_asked(case, key, reason, basis) for key in keys)
        require(MAY_DEMAND, Demanded(asked), on=on.today)
        for key in keys:
            make_demand.within(deed, given=DemandGiven(case.reference, key, reason, basis))
    call_off_early(deed, case, "改为提交证明")
    content = turned(case, reason.strip(), basis.strip(), on.today)
    heading = Heading(
        "communication", "改为提交证明告知书", str(content["number"]), case.department, case.party
    )
    paper = issue(on, case.reference, heading, content)
    text = f"您申请的“{case.item_name}”，承诺不能采用，请改为提交证明。原因：{reason.strip()}"
    sent = letter(
        on, party=case.party, about=case.reference, title="请改为提交证明", text=text, paper=paper.pk.hex
    )
    deed.move(
        case,
        "turn_ordinary",
        rows=[paper, sent],
        note={"reason": reason.strip(), "basis": basis.strip(), "paper": paper.digest},
        path="ordinary",
        pledge_withdrawn_at=on.at,
        set_aside_at=on.at,
        pledged_certificates=0,
        ineligible_reason=reason.strip()[:400],
        ineligible_basis=basis.strip()[:200],
    )


@official_act("case.reinstate_pledge", by=(Role.LEGAL, Role.BUREAU), file=Case)
def reinstate_pledge(on: Occasion, case: Case, deed: Deed) -> None:
    """Let the pledge stand again (恢复承诺) that was set aside; the term begins anew today.

    Only ever part of lifting the demands that set it aside.

    Raises:
        OutOfOrder: The party has gone on without the pledge.

    """
    case.ready_for("reinstate_pledge")
    item = catalogue.item_of(case.edition)
    pledged = {one.certificate_key for one in queries.facts_of(case.reference)}
    days = item.workdays or law.term("term.application.decision", on.today).workdays
    deed.move(
        case,
        "reinstate_pledge",
        path="pledge" if all(one.key in pledged for one in item.to_prove) else "mixed",
        pledge_withdrawn_at=None,
        set_aside_at=None,
        pledged_certificates=len(pledged),
        ineligible_reason="",
        ineligible_basis="",
        handed_in_at=on.at,
        excluded_days=0,
        due_on=term_end(law.calendar(), on.today, days).on,
    )
    owe_early(on, deed, case, item, queries.facts_of(case.reference))
