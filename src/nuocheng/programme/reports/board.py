"""The board: every unit against every milestone of a round, in words, with what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people
from nuocheng.programme import queries
from nuocheng.programme.lifecycle import ExplanationState, MilestoneState, PlanState, SummaryState
from nuocheng.programme.models import Contact, Explanation, ImplementationPlan, Milestone, Round, Summary
from nuocheng.programme.queries import Board, ContactRole
from nuocheng.programme.rules.content import PLAN_CODE, SUMMARY_CODE, Asked

#: What a department shows the Bureau before it counts as reached.
PLAN_WORDS = {PlanState.FILED: "待备案", PlanState.RETURNED: "退回修改", PlanState.DRAFTED: "起草中"}
MILESTONE_WORDS = {
    MilestoneState.REPORTED: "待确认",
    MilestoneState.RETURNED: "退回补充",
    MilestoneState.UNDER_WAY: "正在做",
}
SUMMARY_WORDS = {
    SummaryState.DRAFTED: "起草中",
    SummaryState.HANDED_IN: "待接收",
    SummaryState.RETURNED: "退回修改",
}
#: States in which it is the Bureau's turn.
WAITING = frozenset({str(PlanState.FILED), str(MilestoneState.REPORTED), str(SummaryState.HANDED_IN)})


@dataclass(frozen=True, slots=True)
class Cell:
    """How one unit stands with one milestone: a word, its tone, the days left or lost, and where to look."""

    asked: Asked
    word: str
    tone: str
    days: str
    left: int
    done: bool
    waiting: bool
    excused: bool
    reference: str
    late: bool = False

    @property
    def owed(self) -> bool:
        """Say whether the department still has something to do here."""
        return not (self.done or self.waiting or self.excused)

    @property
    def overdue(self) -> bool:
        """Say whether the day has passed, and the department still has something to do."""
        return self.owed and self.left < 0


@dataclass(frozen=True, slots=True)
class Unit:
    """One department on the board."""

    code: str
    name: str
    short: str
    cells: tuple[Cell, ...]
    explanation: Explanation | None
    summary: Cell
    leader: Contact | None
    liaison: Contact | None

    @property
    def total(self) -> int:
        """Return how many milestones count for it."""
        return sum(not one.excused for one in self.cells)

    @property
    def done(self) -> int:
        """Return how many of them are reached and confirmed."""
        return sum(one.done for one in self.cells)

    @property
    def overdue(self) -> int:
        """Return how many are overdue."""
        return sum(one.overdue for one in self.cells)

    @property
    def waiting(self) -> int:
        """Return how many things wait for the Bureau, explanation and summary included."""
        told = self.explanation is not None and self.explanation.state == ExplanationState.FILED
        summed_up = self.summary.waiting and not self.is_asked_to_sum_up
        return sum(one.waiting for one in self.cells) + told + summed_up

    @property
    def is_asked_to_sum_up(self) -> bool:
        """Say whether the summary is among the milestones of the round."""
        return any(one.asked.code == SUMMARY_CODE for one in self.cells)

    @property
    def missing_contacts(self) -> str:
        """Say which contacts are not named."""
        names = [("负责领导", self.leader), ("联络员", self.liaison)]
        return "、".join(title for title, one in names if one is None)


def board(round_: Round, today: date) -> list[Unit]:
    """Return every department on the board of a round as of today."""
    read = queries.read_board(round_)
    held = queries.contacts_on(today)
    return [
        Unit(
            one.code,
            one.name,
            one.short,
            cells(read, one.code, today),
            read.explanations.get(one.code),
            summary_cell(read, one.code, today),
            held.get((one.code, ContactRole.LEADER)),
            held.get((one.code, ContactRole.LIAISON)),
        )
        for one in people.departments()
    ]


def unit(round_: Round, department: str, today: date) -> Unit | None:
    """Return one department on the board of a round, if there is such a department."""
    return next((one for one in board(round_, today) if one.code == department), None)


def cells(read: Board, department: str, today: date) -> tuple[Cell, ...]:
    """Return how a department stands with every milestone of a round."""
    excused = _is_excused(read, department)
    return tuple(_cell(read, department, one, today, excused=excused) for one in read.round.asked)


def summary_cell(read: Board, department: str, today: date) -> Cell:
    """Return how a department stands with its summary, whether the round names it among its milestones or not."""
    excused = _is_excused(read, department)
    return _of_summary(read.summaries.get(department), read.summary, today, excused=excused)


def _is_excused(read: Board, department: str) -> bool:
    told = read.explanations.get(department)
    return told is not None and told.whole and told.state == ExplanationState.ACCEPTED


def _cell(read: Board, department: str, asked: Asked, today: date, *, excused: bool) -> Cell:
    if asked.code == PLAN_CODE:
        return _of_plan(read.plans.get(department), asked, today, excused=excused)
    if asked.code == SUMMARY_CODE:
        return _of_summary(read.summaries.get(department), asked, today, excused=excused)
    return _of_milestone(read.milestones, department, asked, today, excused=excused)


def _of_plan(plan: ImplementationPlan | None, asked: Asked, today: date, *, excused: bool) -> Cell:
    reference = plan.reference if plan else ""
    if plan is not None and (plan.state == PlanState.PUBLISHED or plan.version > 1):
        word = "已公布" if plan.state == PlanState.PUBLISHED else "已公布，正改新版"
        waiting = plan.state == PlanState.FILED
        return _done(asked, word, reference, waiting=waiting)
    if excused:
        return _excused(asked)
    if plan is None:
        return _owed(asked, "没开始", today)
    word = PLAN_WORDS[PlanState(plan.state)]
    return _owed(asked, word, today, reference, waiting=str(plan.state) in WAITING)


def _of_summary(summary: Summary | None, asked: Asked, today: date, *, excused: bool) -> Cell:
    """Return how a summary stands; one that came late says by how much, whether it is taken or not."""
    if summary is None:
        return _excused(asked) if excused else _owed(asked, "没开始", today)
    lost = _days_late(summary)
    if summary.state == SummaryState.TAKEN:
        return _done(asked, "已接收", summary.reference, lost, late=summary.late)
    if excused and summary.state == SummaryState.DRAFTED:
        return _excused(asked)
    word, waiting = SUMMARY_WORDS[SummaryState(summary.state)], str(summary.state) in WAITING
    cell = _owed(asked, word, today, summary.reference, waiting=waiting)
    return replace(cell, days=lost, late=summary.late) if waiting else cell


def _days_late(summary: Summary) -> str:
    """Return in words by how many days a summary came late."""
    if not summary.late or summary.handed_in_at is None:
        return ""
    return f"晚了{(summary.handed_in_at.astimezone(CHINA).date() - summary.due_on).days}天"


def _of_milestone(
    begun: Mapping[tuple[str, str], Milestone], department: str, asked: Asked, today: date, *, excused: bool
) -> Cell:
    one = begun.get((department, asked.code))
    if one is not None and one.state == MilestoneState.CONFIRMED:
        lost = (one.done_on - one.due_on).days if one.done_on and one.late else 0
        return _done(asked, "已完成", one.reference, f"晚了{lost}天" if lost else "", late=one.late)
    if excused:
        return _excused(asked)
    if one is None:
        return _owed(asked, "没开始", today)
    word = MILESTONE_WORDS[MilestoneState(one.state)]
    return _owed(asked, word, today, one.reference, waiting=str(one.state) in WAITING)


def _done(asked: Asked, word: str, reference: str, days: str = "", **more: bool) -> Cell:
    waiting, late = more.get("waiting", False), more.get("late", False)
    return Cell(
        asked, word, "ok", days, 0, done=True, waiting=waiting, excused=False, reference=reference, late=late
    )


def _excused(asked: Asked) -> Cell:
    return Cell(asked, "书面说明", "off", "", 0, done=False, waiting=False, excused=True, reference="")


def _owed(asked: Asked, word: str, today: date, reference: str = "", *, waiting: bool = False) -> Cell:
    """Return a cell that is not reached yet; what waits for the Bureau is not counted against the unit."""
    left = (asked.due_on - today).days
    if waiting:
        return Cell(
            asked, word, "info", "", left, done=False, waiting=True, excused=False, reference=reference
        )
    tone = "bad" if left < 0 else "todo"
    if word == "没开始" and left >= 0:
        tone = ""
    days = days_in_words(left)
    return Cell(asked, word, tone, days, left, done=False, waiting=False, excused=False, reference=reference)


def days_in_words(left: int) -> str:
    """Return the days left in words: 还差3天, 今天到期, 逾期2天."""
    if left < 0:
        return f"逾期{-left}天"
    return f"还差{left}天" if left else "今天到期"
