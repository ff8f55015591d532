"""A department begins a milestone and reports it reached; the Bureau confirms, or sends it back."""

from __future__ import annotations

from datetime import date

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import NotFound, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import objections, require
from nuocheng.programme import queries
from nuocheng.programme.lifecycle import RoundState
from nuocheng.programme.models import Milestone, Round
from nuocheng.programme.rules import MAY_REPORT, MAY_RETURN, ON_TIME
from nuocheng.programme.rules.content import BY_PAPER
from nuocheng.programme.rules.facts import Reporting, SendingBack


@founding_act("milestone.begin", by=Role.EDITOR, file=Milestone)
def begin_milestone(
    on: Occasion, deed: Deed, *, department: str, of_round: str, code: str, how: str = ""
) -> Milestone:
    """Begin a milestone (工作节点) of a round, saying how it is to be reached.

    Raises:
        NotFound: The round asks for no such milestone, or it is one that a paper fulfils (plan, summary).
        OutOfOrder: The round is closed, or the milestone was begun before.

    """
    row = queries.a_round(of_round)
    _require_open(row)
    asked = next((one for one in row.asked if one.code == code and code not in BY_PAPER), None)
    if asked is None:
        raise NotFound("这一轮工作没有这个节点，请回到“工作推进”重新选")
    if (department, code) in queries.milestones(row, department):
        raise OutOfOrder(f"“{asked.title}”已经开始了，请接着办")
    begun = Milestone(
        reference=f"JD-{row.reference}-{department}-{code}",
        department=department,
        round=row,
        code=code,
        title=asked.title,
        due_on=asked.due_on,
        how=how.strip(),
    )
    return deed.found(begun, "begin", note={"how": how.strip()})


@official_act("milestone.report", by=Role.EDITOR, file=Milestone)
def report_milestone(on: Occasion, milestone: Milestone, deed: Deed, *, evidence: str, done_on: date) -> None:
    """Report a milestone as reached (报告完成), with the day and what shows it; a late one is taken and marked.

    Raises:
        OutOfOrder: It was reported already, or its round is closed.
        RuledOut: Nothing shows it, or the day cannot be right.

    """
    milestone.ready_for("report")
    _require_open(milestone.round)
    shows = next((one.shows for one in milestone.round.asked if one.code == milestone.code), "")
    facts = Reporting(evidence, shows, done_on, milestone.due_on, on.today)
    require(MAY_REPORT, facts, on=on.today)
    late = bool(objections(ON_TIME, facts, on=on.today))
    deed.move(
        milestone,
        "report",
        note={"evidence": evidence.strip(), "done_on": done_on, "late": late},
        evidence=evidence.strip(),
        done_on=done_on,
        late=late,
        reported_at=on.at,
        returned_reason="",
    )


@official_act("milestone.confirm", by=Role.BUREAU, file=Milestone)
def confirm_milestone(on: Occasion, milestone: Milestone, deed: Deed) -> None:
    """Confirm that a milestone is reached (确认完成).

    Raises:
        OutOfOrder: It was not reported, or is confirmed already.

    """
    deed.move(milestone, "confirm", confirmed_at=on.at)


@official_act("milestone.return", by=Role.BUREAU, file=Milestone)
def return_milestone(on: Occasion, milestone: Milestone, deed: Deed, *, reason: str) -> None:
    """Send a report of a milestone back (退回补充), with the reason.

    Raises:
        OutOfOrder: It was not reported, or is confirmed already.
        RuledOut: No reason is given.

    """
    milestone.ready_for("return")
    require(MAY_RETURN, SendingBack(reason), on=on.today)
    deed.move(milestone, "return", note={"reason": reason.strip()}, returned_reason=reason.strip())


def _require_open(row: Round) -> None:
    if row.state != RoundState.OPEN:
        raise OutOfOrder(f"“{row.title}”已经结束，不能再报告")
