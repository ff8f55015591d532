"""A department draws its implementation plan up: draft, write, file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.people import queries as people
from nuocheng.programme import queries
from nuocheng.programme.acts.explain import withdraw_explanation
from nuocheng.programme.lifecycle import PlanState, RoundState
from nuocheng.programme.models import ImplementationPlan
from nuocheng.programme.rules import MAY_FILE_PLAN
from nuocheng.programme.rules.content import ContactRole, PlanText, Work, plan_as_json
from nuocheng.programme.rules.facts import PlanFiling

LONGEST_TEXT, LONGEST_LINE, MOST_WORKS, MOST_ITEMS = 5000, 400, 40, 500
UNFINISHED = (PlanState.DRAFTED, PlanState.FILED, PlanState.RETURNED)


@founding_act("programme_plan.draft", by=Role.EDITOR, file=ImplementationPlan)
def draft_plan(on: Occasion, deed: Deed, *, department: str, of_round: str) -> ImplementationPlan:
    """Begin a department's implementation plan (实施方案) in a round, or the next version of a published one.

    Raises:
        OutOfOrder: The round is closed, or a version is still being worked on.

    """
    row = queries.a_round(of_round)
    if row.state != RoundState.OPEN:
        raise OutOfOrder(f"“{row.title}”已经结束，不能再制定方案")
    versions = queries.plans_of(row, department)
    if versions and versions[0].state in UNFINISHED:
        raise OutOfOrder(f"第{versions[0].version}版还没有公布，请接着办那一版")
    number = versions[0].version + 1 if versions else 1
    said = versions[0].says if versions else PlanText(_usual_title(department))
    plan = ImplementationPlan(
        reference=f"FA-{row.reference}-{department}-{number}",
        department=department,
        round=row,
        version=number,
        title=said.title,
        content=plan_as_json(said),
        items=len(said.items),
    )
    return deed.found(plan, "draft", note={"version": number})


@official_act("programme_plan.write", by=Role.EDITOR, file=ImplementationPlan)
def write_plan(on: Occasion, plan: ImplementationPlan, deed: Deed, *, text: PlanText) -> None:
    """Write what a plan says that is still the department's own.

    Raises:
        Malformed: It has no title, or a text is too long to be read by anybody.
        OutOfOrder: The plan was filed.

    """
    plan.ready_for("write")
    said = _trimmed(text)
    if not said.title:
        raise Malformed.at("title", "请写方案的标题")
    for name, title in (("goal", "工作目标"), ("duties", "责任分工和保障")):
        if len(getattr(said, name)) > LONGEST_TEXT:
            raise Malformed.at(name, f"“{title}”请写在{LONGEST_TEXT}个字以内")
    if len(said.works) > MOST_WORKS or len(said.items) > MOST_ITEMS:
        raise Malformed.at("works", f"最多写{MOST_WORKS}项任务，选{MOST_ITEMS}个事项")
    if any(len(part) > LONGEST_LINE for one in said.works for part in (one.task, one.measures, one.who)):
        raise Malformed.at("works", f"每项任务的各栏请写在{LONGEST_LINE}个字以内")
    deed.move(plan, "write", title=said.title, content=plan_as_json(said), items=len(said.items))


@official_act("programme_plan.file", by=Role.EDITOR, file=ImplementationPlan)
def file_plan(on: Occasion, plan: ImplementationPlan, deed: Deed, *, signed_by: str, signed_on: date) -> None:
    """File a plan with the Bureau (报送备案), signed off by the leader in charge.

    A department that files a plan takes part: its written explanation about all its items is withdrawn.

    Raises:
        OutOfOrder: It was filed already, or is published.
        RuledOut: The plan leaves something out, or is not signed by the leader in charge.

    """
    plan.ready_for("file")
    leader = queries.contact_on(plan.department, ContactRole.LEADER, on.today)
    facts = PlanFiling(plan.says, signed_by, signed_on, leader.name if leader else "", on.today)
    require(MAY_FILE_PLAN, facts, on=on.today)
    told = queries.explanations(plan.round).get(plan.department)
    if told is not None and told.whole:
        withdraw_explanation.within(deed, told.reference, reason="已经制定实施方案，开始实行")
    deed.move(
        plan,
        "file",
        note={"signed_by": signed_by.strip(), "signed_on": signed_on},
        signed_by=signed_by.strip(),
        signed_on=signed_on,
        filed_at=on.at,
        returned_reason="",
    )


def _usual_title(department: str) -> str:
    return f"{people.department_name(department)}证明事项告知承诺制实施方案"


def _trimmed(text: PlanText) -> PlanText:
    works = tuple(
        Work(one.task.strip(), one.measures.strip(), one.until, one.who.strip()) for one in text.works
    )
    said = tuple(one for one in works if one != Work(""))
    return replace(
        text, title=text.title.strip(), goal=text.goal.strip(), duties=text.duties.strip(), works=said
    )
