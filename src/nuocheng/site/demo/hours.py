"""Time in a story: working days of the calendar, office hours, and never after now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nuocheng.kernel.occasion import CHINA
from nuocheng.kernel.workdays import next_workday_on_or_after
from nuocheng.law import queries as law

OPENS, CLOSES = 9, 17
#: Spreads the stories over the day, so that not everybody comes at nine.
SPREAD_MINUTES = 37


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a step comes after the one before it."""

    workdays: int = 0
    minutes: int = 0


@dataclass
class Hours:
    """The clock of one story: begins so many days before now, at the office's next opening."""

    now: datetime
    days_ago: int
    place: int

    def __post_init__(self) -> None:
        """Set the clock to the beginning."""
        day = _workday_from((self.now.astimezone(CHINA) - timedelta(days=self.days_ago)).date())
        minutes = SPREAD_MINUTES * self.place % ((CLOSES - OPENS - 2) * 60)
        self.at = _at(day, OPENS) + timedelta(minutes=minutes)

    def after(self, wait: Wait) -> datetime:
        """Let time go on, within office hours and never beyond now; return where it stands."""
        at = self.at + timedelta(minutes=wait.minutes)
        for _ in range(wait.workdays):
            at = datetime.combine(_workday_from(at.date() + timedelta(days=1)), at.timetz())
        if at.hour >= CLOSES:
            at = _at(_workday_from(at.date() + timedelta(days=1)), OPENS) + timedelta(minutes=at.minute)
        self.at = min(at, self.now.astimezone(CHINA))
        return self.at


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def _workday_from(day: date) -> date:
    return next_workday_on_or_after(law.calendar(), day)
