"""Rounds of work, and what every department has come to in them."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.errors import NotFound
from nuocheng.law import queries as law
from nuocheng.programme.lifecycle import PlanState, RoundState
from nuocheng.programme.models import LIVE, Explanation, ImplementationPlan, Milestone, Reminder, Round
from nuocheng.programme.rules.content import Asked


def a_round(reference: str) -> Round:
    """Return one round of work.

    Raises:
        NotFound: There is no such round.

    """
    return Round.load(reference)


def current_round() -> Round | None:
    """Return the round that is open, if there is one."""
    return Round.objects.filter(state=RoundState.OPEN).first()


def last_round() -> Round | None:
    """Return the round that is open, or the last one that was."""
    return current_round() or Round.objects.order_by("-begins_on", "-reference").first()


def rounds() -> list[Round]:
    """Return every round, newest first."""
    return list(Round.objects.order_by("-begins_on", "-reference"))


def rounds_begun_in(year: int) -> int:
    """Return how many rounds bear that year in their number."""
    return Round.objects.filter(reference__startswith=f"GZ{year}-").count()


def in_law(on: date) -> list[Asked]:
    """Return the milestones that the law of a day names, due on the same day of the year of *on*.

    A milestone for which the law names no day is due at the end of that year.
    """
    found = []
    for one in law.provisions("code.milestone.", on).values():
        day = _in_the_year(str(one.value.get("on", "")), on.year)
        found.append(Asked(one.code, one.title, day, one.text, str(one.citation), one.citation.quote))
    return found


def _in_the_year(named: str, year: int) -> date:
    """Return the day of that name in a year; its last day where none is named."""
    if not named:
        return date(year, 12, 31)
    day = date.fromisoformat(named)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def grounds(on: date) -> dict[str, str]:
    """Return the grounds on which a department cannot take part, by code."""
    return {one.code: one.title for one in law.provisions("code.unable.", on).values()}


def reminder_days(on: date) -> tuple[int, ...]:
    """Return how many days before the due day a department is reminded, the last reminder first."""
    found = law.provisions("term.milestone.reminder.", on, kind="term")
    return tuple(sorted(int(one.value["amount"]) for one in found.values()))


def plan(reference: str) -> ImplementationPlan:
    """Return one implementation plan.

    Raises:
        NotFound: There is no such plan.

    """
    return ImplementationPlan.load(reference)


def public_plan(reference: str) -> ImplementationPlan:
    """Return a plan that anybody may read.

    Raises:
        NotFound: There is none, or it was never published.

    """
    found = ImplementationPlan.objects.filter(reference=reference, published_at__isnull=False).first()
    if found is None:
        raise NotFound("没有这份实施方案，请回到“实施方案”重新选")
    return found


def plans_of(round_: Round, department: str) -> list[ImplementationPlan]:
    """Return every version of a department's plan in a round, newest first."""
    return list(ImplementationPlan.objects.filter(round=round_, department=department).order_by("-version"))


def newest_plans(round_: Round) -> dict[str, ImplementationPlan]:
    """Return the newest version of every department's plan in a round, without what it says."""
    rows = ImplementationPlan.objects.filter(round=round_).defer("content").order_by("version")
    return {row.department: row for row in rows}


def published_plans(round_: Round) -> dict[str, ImplementationPlan]:
    """Return the plan in force of every department in a round."""
    rows = ImplementationPlan.objects.filter(round=round_, state=PlanState.PUBLISHED)
    return {row.department: row for row in rows}


def milestone(reference: str) -> Milestone:
    """Return one milestone that a department has begun.

    Raises:
        NotFound: There is no such milestone.

    """
    return Milestone.load(reference)


def milestones(round_: Round, department: str = "") -> dict[tuple[str, str], Milestone]:
    """Return what was begun in a round by department and code, of one department or of all."""
    rows = Milestone.objects.filter(round=round_)
    rows = rows.filter(department=department) if department else rows
    return {(row.department, row.code): row for row in rows}


def explanation(reference: str) -> Explanation:
    """Return one written explanation.

    Raises:
        NotFound: There is no such explanation.

    """
    return Explanation.load(reference)


def explanations(round_: Round) -> dict[str, Explanation]:
    """Return the explanation of every department that has one alive in a round."""
    rows = Explanation.objects.filter(round=round_, state__in=LIVE)
    return {row.department: row for row in rows}


def explanations_of(round_: Round, department: str) -> list[Explanation]:
    """Return every explanation of a department in a round, newest first."""
    return list(Explanation.objects.filter(round=round_, department=department).order_by("-filed_at"))


def reminders(round_: Round, department: str = "", most: int = 50) -> list[Reminder]:
    """Return what was reminded of in a round, newest first."""
    rows = Reminder.objects.filter(round=round_)
    rows = rows.filter(department=department) if department else rows
    return list(rows.order_by("-at", "department", "code")[:most])


def steps_taken(round_: Round) -> set[tuple[str, str, str]]:
    """Return which reminders went out already: department, milestone, step."""
    rows = Reminder.objects.filter(round=round_).values_list("department", "code", "step")
    return {(department, code, step) for department, code, step in rows}
