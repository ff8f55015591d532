"""The term is extended, once, with the approval of the head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.cases import queries
from nuocheng.cases.acts.handling import must_handle
from nuocheng.cases.models import Case, Extension
from nuocheng.cases.papers.communications import extended
from nuocheng.cases.rules import MAY_EXTEND
from nuocheng.cases.rules.facts import TermExtended
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.papers.official import Heading, issue


@dataclass(frozen=True, slots=True)
class ExtensionGiven:
    """An extension as the head approved it: why, who approved, and on which day."""

    reason: str
    approved_by: str
    approved_on: date


@official_act("case.extend_term", by=Role.REVIEWER, file=Case)
def extend_term(on: Occasion, case: Case, deed: Deed, *, given: ExtensionGiven) -> None:
    """Extend the term (延长办理期限) as the head has approved, and tell the party why.

    Raises:
        OutOfOrder: The case does not wait for a decision.
        RuledOut: It was extended before or the term is over, or reason or approval is missing.

    """
    case.ready_for("extend_term")
    must_handle(on, case)
    _may_be_extended(on, case, given)
    days = law.term("term.application.extension", on.today).workdays
    due_on = term_end(law.calendar(), case.due_on, days).on
    row = Extension(
        case=case,
        at=on.at,
        by=on.actor,
        reason=given.reason.strip(),
        approved_by=given.approved_by.strip(),
        approved_on=given.approved_on,
        workdays=days,
        due_before=case.due_on,
        due_on=due_on,
    )
    content = extended(case, row, on.today)
    heading = Heading(
        "communication", "延长办理期限告知书", str(content["number"]), case.department, case.party
    )
    paper = issue(on, case.reference, heading, content)
    row.paper = paper.pk.hex
    text = f"您申请的“{case.item_name}”，办理期限延长到{cn_date(due_on)}。原因：{row.reason}"
    sent = letter(
        on, party=case.party, about=case.reference, title="办理期限延长", text=text, paper=paper.pk.hex
    )
    deed.move(
        case,
        "extend_term",
        rows=[paper, row, sent],
        note={"approved_by": row.approved_by, "workdays": days, "due_on": due_on, "paper": paper.digest},
        due_on=due_on,
    )


def _may_be_extended(on: Occasion, case: Case, given: ExtensionGiven) -> None:
    """Let the extension go on only if no rule objects.

    Raises:
        RuledOut: One does.

    """
    facts = TermExtended(
        reason=given.reason,
        approved_by=given.approved_by,
        approved=given.approved_on <= on.today,
        extended_before=queries.extension(case.reference) is not None,
        overdue=on.today > case.due_on,
        paused=queries.paused_by(case, on.today),
    )
    require(MAY_EXTEND, facts, on=on.today)
