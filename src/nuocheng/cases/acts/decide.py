"""Decide on a case: grant, and so bear the duty to verify, or refuse with reasons."""

from __future__ import annotations

from nuocheng.cases import papers, queries
from nuocheng.cases.acts.beforehand import call_off_early, checks_before, note_decision
from nuocheng.cases.acts.duties import duties_of
from nuocheng.cases.acts.hand_in import missing
from nuocheng.cases.acts.handling import must_handle
from nuocheng.cases.models import Case
from nuocheng.cases.rules import MAY_GRANT, MAY_REFUSE
from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.letters.official import letter
from nuocheng.papers.official import Heading, issue
from nuocheng.verification import acts as verification

#: Duties that keep a case from being closed: they are to be carried out, or may be drawn.
KEEPS_OPEN = (verification.owe, verification.pool)


@official_act("case.grant", by=(Role.REVIEWER, Role.SYSTEM), file=Case, records=("case.grant", "case.close"))
def grant(on: Occasion, case: Case, deed: Deed, *, unverified: str = "") -> None:
    """Grant what was applied for; each pledged fact becomes a duty to verify in the same transaction.

    Where nothing was pledged, or none of it is to be verified as a matter of course, the case is closed at once.
    *unverified* says why to grant although something could not be settled that is verified before the decision.

    Raises:
        OutOfOrder: There is no pledge or the certificates are not all in, or the decision is taken.
        RuledOut: Whoever decides may not handle the case, or a rule on decisions objects.

    """
    case.ready_for("grant")
    must_handle(on, case)
    item = catalogue.item_of(case.edition)
    facts = _facts(on, case, item, unverified)
    require(MAY_GRANT, facts, on=on.today)
    content = papers.decision(case, item, on.today, granted=True)
    paper = issue(on, case.reference, _heading(case, "准予决定书"), content)
    text = f"您申请的“{case.item_name}”已经批准（{case.number}）。决定书可以在“我的承诺”里下载。"
    told = letter(on, party=case.party, about=case.reference, title="已经批准", text=text, paper=paper.pk.hex)
    pledged = [] if case.path == "ordinary" else queries.facts_of(case.reference)
    deed.move(
        case,
        "grant",
        rows=[paper, told],
        note={
            "decision": paper.digest,
            "pledged": case.pledged_certificates,
            "duties": len(pledged),
            **({"unverified": unverified.strip()} if unverified.strip() else {}),
        },
        decided_at=on.at,
        decided_by=on.actor,
        decision=paper.pk.hex,
    )
    open_ends = note_decision(deed, case, item)
    for act, duty in duties_of(on, case, item, pledged, early=False):
        act.within(deed, duty=duty)
        open_ends += act in KEEPS_OPEN
    if not open_ends:
        deed.move(case, "close", note={"verified": len(facts.checks)}, closed_at=on.at)


@official_act("case.refuse", by=Role.REVIEWER, file=Case)
def refuse(on: Occasion, case: Case, deed: Deed, *, reason: str, basis: str) -> None:
    """Refuse what was applied for, with reason, legal basis and remedies (不予批准).

    Raises:
        OutOfOrder: The case does not wait for a decision.
        RuledOut: Reason or basis is missing, or whoever decides may not handle the case.

    """
    case.ready_for("refuse")
    must_handle(on, case)
    facts = DecisionFacts(
        notice_acknowledged=True, pledged=False, barred_now=False, missing=(),
        reason=reason, basis=basis, paused=queries.paused_by(case, on.today),
    )  # fmt: skip
    require(MAY_REFUSE, facts, on=on.today)
    call_off_early(deed, case, "这一件没有批准")
    item = catalogue.item_of(case.edition)
    why = papers.Why(reason.strip(), basis.strip())
    paper = issue(
        on, case.reference, _heading(case, "不予批准决定书"), papers.decision(case, item, on.today, why=why)
    )
    text = f"您申请的“{case.item_name}”这次没有批准。原因：{reason.strip()}。不同意的，可以按决定书上写的途径提出。"
    told = letter(
        on, party=case.party, about=case.reference, title="这次没有批准", text=text, paper=paper.pk.hex
    )
    deed.move(
        case,
        "refuse",
        rows=[paper, told],
        note={"decision": paper.digest},
        decided_at=on.at,
        decided_by=on.actor,
        decision=paper.pk.hex,
    )


def _facts(on: Occasion, case: Case, item: catalogue.Item, unverified: str) -> DecisionFacts:
    """Gather what the rules on granting look at."""
    pledged = case.path in {"pledge", "mixed"}
    return DecisionFacts(
        notice_acknowledged=case.acknowledged_at is not None,
        pledged=pledged,
        barred_now=pledged and credit.standing(case.party, lock=True).barred,
        missing=() if case.path == "pledge" else missing(case),
        on_the_spot=item.on_the_spot and case.path == "pledge",
        by_system=on.post.role is Role.SYSTEM,
        paused=queries.paused_by(case, on.today),
        checks=checks_before(on.today, case, item),
        unverified=unverified,
    )


def _heading(case: Case, title: str) -> Heading:
    return Heading("decision", title, case.number, case.department, case.party)
