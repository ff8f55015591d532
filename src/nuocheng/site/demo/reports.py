"""The monthly reports of the demonstration: begun by itself, written, handed in, accepted or sent back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.kernel.workdays import next_workday_on_or_after
from nuocheng.law import queries as law
from nuocheng.oversight import acts, jobs, queries
from nuocheng.site.demo import cast

WORK = "本月照目录办理告知承诺，逐件核查，发现的不实承诺已经告知当事人并听取说明。"
PRACTICE = "窗口先讲清楚再请群众选择，老人由窗口代办，承诺书当面念一遍。"
PROBLEMS = "个别数据来源更新慢，查不到的要人工核对，建议加快数据归集。"
RETURNED = "存在的问题写得太简单，请补上核查中发现的具体问题"


@dataclass(frozen=True, slots=True)
class Intended:
    """What becomes of one report: of which department and month, handed in on which day, and how it ends."""

    department: str
    month: date
    day: int
    ends: str

    def at(self, days_later: int = 0) -> datetime:
        """Return when it is handed in, or so many days later: a working day in the month after."""
        after = (self.month + timedelta(days=32)).replace(day=self.day) + timedelta(days=days_later)
        day = next_workday_on_or_after(law.calendar(), after)
        return datetime(day.year, day.month, day.day, 15, 20, tzinfo=CHINA)


def prepare_reports(now: datetime) -> int:
    """Tell the reports that nobody has begun yet; return how many."""
    count = 0
    for month, wanted in _by_month(now):
        begins = datetime.combine((month + timedelta(days=32)).replace(day=1), datetime.min.time(), CHINA)
        count += jobs.draft_reports(_by_itself(begins + timedelta(hours=1)))
        for one in sorted(wanted, key=lambda one: one.at()):
            _tell(one, now)
    return count


def _by_month(now: datetime) -> Iterator[tuple[date, list[Intended]]]:
    months = queries.months_back(now.astimezone(CHINA).date(), 2)
    rows = cast.rows("reports.csv")
    told = [
        Intended(row["department"], months[int(row["months_ago"]) - 1], int(row["day"]), row["ends"])
        for row in rows
    ]
    for month in reversed(months):
        yield month, [one for one in told if one.month == month]


def _tell(one: Intended, now: datetime) -> None:
    """Tell one report as far as time allows; what is begun already stays as it is."""
    report = queries.find(one.department, one.month)
    if report is None or report.state != "drafted" or one.at() > now:
        return
    writer = _somebody(Role.VERIFIER, one.department, one.at())
    texts = acts.Texts(work=WORK, practice=PRACTICE, problems=PROBLEMS)
    acts.write_report(writer, report.reference, texts=texts)
    nothing = queries.is_zero(queries.counted(one.department, one.month, one.at()))
    acts.submit_report(writer, report.reference, zero=nothing)
    bureau = _somebody(Role.BUREAU, "", one.at(1))
    if bureau.at > now:
        return
    if one.ends == "accepted":
        acts.accept_report(bureau, report.reference)
    if one.ends == "returned":
        acts.return_report(bureau, report.reference, reason=RETURNED)


def _somebody(role: Role, department: str, at: datetime) -> Occasion:
    one = next(one for one in cast.players() if (one.role, one.department) == (role, department))
    return Occasion(one.account, one.name, Post(role, department), at, door=Door.WINDOW)


def _by_itself(at: datetime) -> Occasion:
    return Occasion("system", ROLE_TITLES[Role.SYSTEM], Post(Role.SYSTEM), at, door=Door.JOB)
