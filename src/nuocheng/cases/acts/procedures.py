"""Special procedures: the time they take does not count, and the party is told so in writing."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.cases import queries
from nuocheng.cases.acts.clock import PROCEDURE, restarted, stopped
from nuocheng.cases.acts.handling import must_handle
from nuocheng.cases.models import Case, Procedure
from nuocheng.cases.papers.communications import Planned, procedure_told
from nuocheng.cases.rules import MAY_BEGIN_PROCEDURE
from nuocheng.cases.rules.facts import ProcedureTold
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.papers.official import Heading, issue


@dataclass(frozen=True, slots=True)
class ProcedureGiven:
    """A special procedure as the reviewer begins it: its code in the law, why, and how long it will take."""

    procedure: str
    reason: str
    workdays: int


@official_act("case.begin_procedure", by=Role.REVIEWER, file=Case)
def begin_procedure(on: Occasion, case: Case, deed: Deed, *, given: ProcedureGiven) -> None:
    """Begin a special procedure (检验、检测、听证、专家评审): the clock stands still until it is over.

    Raises:
        OutOfOrder: The case does not wait for a decision.
        RuledOut: The law knows no such procedure, it is not explained, or another one is under way.

    """
    case.ready_for("begin_procedure")
    must_handle(on, case)
    kind, reason, workdays = given.procedure, given.reason.strip(), given.workdays
    known = queries.procedures_known(on.today)
    longest = law.term("term.application.procedure", on.today).workdays
    facts = ProcedureTold(
        kind, frozenset(known), reason, workdays, longest, queries.paused_by(case, on.today)
    )
    require(MAY_BEGIN_PROCEDURE, facts, on=on.today)
    before = len(queries.procedures_of(case.reference))
    content = procedure_told(case, Planned(known[kind], reason, workdays, before), on.today)
    heading = Heading("communication", "特别程序告知书", str(content["number"]), case.department, case.party)
    paper = issue(on, case.reference, heading, content)
    row = Procedure(
        case=case,
        at=on.at,
        by=on.actor,
        kind=kind,
        reason=reason,
        workdays=workdays,
        paper=paper.pk.hex,
    )
    text = f"您申请的“{case.item_name}”需要{known[kind]}，大约{workdays}个工作日，不计入办理期限。"
    sent = letter(
        on,
        party=case.party,
        about=case.reference,
        title=f"需要{known[kind]}",
        text=text,
        paper=paper.pk.hex,
    )
    deed.move(
        case,
        "begin_procedure",
        rows=[paper, row, sent],
        note={"procedure": kind, "workdays": workdays, "paper": paper.digest},
        **stopped(on.today, PROCEDURE),
    )


@official_act("case.end_procedure", by=Role.REVIEWER, file=Case)
def end_procedure(on: Occasion, case: Case, deed: Deed, *, result: str) -> None:
    """Note the end and the result of a special procedure; the clock runs again, without the days it took.

    Raises:
        OutOfOrder: No procedure is under way.
        Malformed: The result is not said.
        RuledOut: Whoever notes it may not handle the case.

    """
    case.ready_for("end_procedure")
    title = queries.paused_by(case, on.today)
    if case.pause != PROCEDURE:
        raise OutOfOrder("这一件没有正在进行的特别程序")
    must_handle(on, case)
    if not result.strip():
        raise Malformed.at("result", f"请写明{title}的结果")
    clock = restarted(case, on.today, title)
    text = f"您申请的“{case.item_name}”，{title}结束了。我们在{cn_date(clock.columns['due_on'])}前作出决定。"
    sent = letter(on, party=case.party, about=case.reference, title=f"{title}结束了", text=text)
    deed.move(
        case, "end_procedure", rows=[sent, *clock.rows], note={"result": result.strip()}, **clock.columns
    )
