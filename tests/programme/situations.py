"""Situations of the programme of work, each reached by the real acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests import builders as b
from tests.builders import Hours, an_occasion

from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Role
from nuocheng.programme import acts, queries
from nuocheng.programme.models import Contact, Explanation, ImplementationPlan, Milestone, Round, Summary
from nuocheng.programme.queries import Asked, ContactRole, Named, PlanText, Work

#: All in the month of builders.MORNING, 2 November 2026, and the next.
ASKED = (
    Asked("plan", "制定实施方案并公布", date(2026, 11, 13)),
    Asked("procedure", "完成告知承诺工作规程", date(2026, 11, 20), "写明文件名、文号和印发日期"),
    Asked("shared_data", "连通共享数据", date(2026, 12, 20)),
)
LEADER = acts.Reached("葛平川", "副局长", "0943-0000121", "13909430301")
LIAISON = acts.Reached("钟晴", "法规科科员", "0943-0000122", "13909430401")
TEXT = PlanText(
    title="白银区民政局证明事项告知承诺制实施方案",
    goal="年底以前，6个事项可以用承诺代替证明。",
    works=(Work("梳理事项和证明", "逐项对照法律依据", date(2026, 11, 30), "法规科"),),
    duties="负责领导牵头，法规科审核。",
    items=(Named("MZ-001", "临时救助金给付"),),
)
REASONS = "这些事项直接关系人身安全，现在没有可以核对的数据，承诺以后没有办法核查。"
EXPLAINED = acts.Explained(("duty",), REASONS)
SUMMED_UP = {
    "work": "全年办理告知承诺126件，代替证明210份，核查198件。",
    "practice": "窗口全部培训，办事指南改成大白话，群众少跑一趟。",
    "rules": "印发了《告知承诺工作规程》。",
    "problems": "无",
}
EVIDENCE = "已印发《告知承诺工作规程》（虚构文号〔2026〕12号）"
ON_TIME = date(2026, 11, 2)


def editor(hours: Hours, department: str = b.DEPARTMENT):  # type: ignore[no-untyped-def]  # an Occasion
    """Return an occasion of a department's editor, a minute later."""
    return an_occasion(Role.EDITOR, department, hours.next())


def bureau(hours: Hours):  # type: ignore[no-untyped-def]  # an Occasion
    """Return an occasion of the Bureau, a minute later."""
    return an_occasion(Role.BUREAU, at=hours.next())


def an_open_round(hours: Hours) -> Round:
    """Return the round that is open, opened now if need be."""
    b.some_departments()
    found = queries.current_round()
    if found is not None:
        return found
    receipt = acts.open_round(bureau(hours), title="2026年度工作", begins_on=date(2026, 11, 1), asked=ASKED)
    return queries.a_round(receipt.reference)


def a_closed_round(hours: Hours) -> Round:
    """Return a round that is over."""
    row = an_open_round(hours)
    acts.close_round(bureau(hours), row.reference)
    return queries.a_round(row.reference)


def a_contact(
    hours: Hours,
    role: str = ContactRole.LEADER,
    who: acts.Reached = LEADER,
    department: str = b.DEPARTMENT,
    since: date = date(2026, 11, 1),
) -> Contact:
    """Return a contact of a department."""
    b.some_departments()
    on = editor(hours, department)
    receipt = acts.appoint_contact(on, department=department, role=role, who=who, since=since)
    return queries.contact(receipt.reference)


def an_ended_contact(hours: Hours) -> Contact:
    """Return a contact that was followed by another."""
    first = a_contact(hours)
    a_contact(hours, who=acts.Reached("傅小满", "副局长", "0943-0000121"), since=date(2026, 11, 2))
    return queries.contact(first.reference)


def a_drafted_plan(hours: Hours, department: str = b.DEPARTMENT) -> ImplementationPlan:
    """Return a plan that says everything, its department's leader named, not filed yet."""
    row = an_open_round(hours)
    if queries.current(department, ContactRole.LEADER) is None:
        a_contact(hours, department=department)
    receipt = acts.draft_plan(editor(hours, department), department=department, of_round=row.reference)
    acts.write_plan(editor(hours, department), receipt.reference, text=TEXT)
    return queries.plan(receipt.reference)


def a_filed_plan(hours: Hours, department: str = b.DEPARTMENT) -> ImplementationPlan:
    """Return a plan that waits for the Bureau."""
    plan = a_drafted_plan(hours, department)
    acts.file_plan(editor(hours, department), plan.reference, signed_by="葛平川", signed_on=ON_TIME)
    return queries.plan(plan.reference)


def a_returned_plan(hours: Hours) -> ImplementationPlan:
    """Return a plan that was sent back."""
    plan = a_filed_plan(hours)
    acts.return_plan(bureau(hours), plan.reference, reason="第1项任务没有写清楚由谁核查")
    return queries.plan(plan.reference)


def a_published_plan(hours: Hours, department: str = b.DEPARTMENT) -> ImplementationPlan:
    """Return a plan that anybody may read."""
    plan = a_filed_plan(hours, department)
    acts.publish_plan(bureau(hours), plan.reference)
    return queries.plan(plan.reference)


def a_superseded_plan(hours: Hours) -> ImplementationPlan:
    """Return a plan whose next version is published."""
    first = a_published_plan(hours)
    a_published_plan(hours)
    return queries.plan(first.reference)


def a_begun_milestone(hours: Hours, code: str = "procedure", department: str = b.DEPARTMENT) -> Milestone:
    """Return a milestone that is under way."""
    row = an_open_round(hours)
    receipt = acts.begin_milestone(
        editor(hours, department), department=department, of_round=row.reference, code=code
    )
    return queries.milestone(receipt.reference)


def a_reported_milestone(hours: Hours, done_on: date = ON_TIME, code: str = "procedure") -> Milestone:
    """Return a milestone that waits to be confirmed."""
    begun = a_begun_milestone(hours, code)
    acts.report_milestone(editor(hours), begun.reference, evidence=EVIDENCE, done_on=done_on)
    return queries.milestone(begun.reference)


def a_returned_milestone(hours: Hours) -> Milestone:
    """Return a milestone whose report was sent back."""
    begun = a_reported_milestone(hours)
    acts.return_milestone(bureau(hours), begun.reference, reason="请写明在哪里公布")
    return queries.milestone(begun.reference)


def a_confirmed_milestone(hours: Hours) -> Milestone:
    """Return a milestone that is reached."""
    begun = a_reported_milestone(hours)
    acts.confirm_milestone(bureau(hours), begun.reference)
    return queries.milestone(begun.reference)


def a_filed_explanation(hours: Hours, said: acts.Explained = EXPLAINED) -> Explanation:
    """Return an explanation that waits for the Bureau."""
    row = an_open_round(hours)
    receipt = acts.file_explanation(editor(hours), department=b.DEPARTMENT, of_round=row.reference, said=said)
    return queries.explanation(receipt.reference)


def a_returned_explanation(hours: Hours) -> Explanation:
    """Return an explanation that was sent back."""
    told = a_filed_explanation(hours)
    acts.return_explanation(bureau(hours), told.reference, reason="请写明打算什么时候再开展")
    return queries.explanation(told.reference)


def an_accepted_explanation(hours: Hours, said: acts.Explained = EXPLAINED) -> Explanation:
    """Return an explanation that anybody may read."""
    told = a_filed_explanation(hours, said)
    acts.accept_explanation(bureau(hours), told.reference)
    return queries.explanation(told.reference)


def a_withdrawn_explanation(hours: Hours) -> Explanation:
    """Return an explanation that was withdrawn."""
    told = a_filed_explanation(hours)
    acts.withdraw_explanation(editor(hours), told.reference)
    return queries.explanation(told.reference)


def a_drafted_summary(hours: Hours, department: str = b.DEPARTMENT) -> Summary:
    """Return a summary that says everything, its department's leader named, not handed in yet."""
    row = an_open_round(hours)
    if queries.current(department, ContactRole.LEADER) is None:
        a_contact(hours, department=department)
    receipt = acts.draft_summary(editor(hours, department), department=department, of_round=row.reference)
    acts.write_summary(editor(hours, department), receipt.reference, texts=SUMMED_UP)
    return queries.summary(receipt.reference)


def handed_in(hours: Hours, summary: Summary) -> Summary:
    """Return a summary after its department has handed it in."""
    on = editor(hours, summary.department)
    acts.hand_in_summary(on, summary.reference, signed_by="葛平川", signed_on=ON_TIME)
    return queries.summary(summary.reference)


def a_handed_in_summary(hours: Hours) -> Summary:
    """Return a summary that waits for the Bureau."""
    return handed_in(hours, a_drafted_summary(hours))


def a_returned_summary(hours: Hours) -> Summary:
    """Return a summary that was sent back."""
    summary = a_handed_in_summary(hours)
    acts.return_summary(bureau(hours), summary.reference, reason="请写明核查中发现了什么问题")
    return queries.summary(summary.reference)


def a_taken_summary(hours: Hours) -> Summary:
    """Return a summary that the Bureau has taken."""
    summary = a_handed_in_summary(hours)
    acts.take_summary(bureau(hours), summary.reference)
    return queries.summary(summary.reference)


IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "round": {"open": an_open_round, "closed": a_closed_round},
    "programme_plan": {
        "drafted": a_drafted_plan,
        "filed": a_filed_plan,
        "returned": a_returned_plan,
        "published": a_published_plan,
        "superseded": a_superseded_plan,
    },
    "milestone": {
        "under_way": a_begun_milestone,
        "reported": a_reported_milestone,
        "returned": a_returned_milestone,
        "confirmed": a_confirmed_milestone,
    },
    "explanation": {
        "filed": a_filed_explanation,
        "returned": a_returned_explanation,
        "accepted": an_accepted_explanation,
        "withdrawn": a_withdrawn_explanation,
    },
    "summary": {
        "drafted": a_drafted_summary,
        "handed_in": a_handed_in_summary,
        "returned": a_returned_summary,
        "taken": a_taken_summary,
    },
    "contact": {"current": a_contact, "ended": an_ended_contact},
}
