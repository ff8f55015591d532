"""Every job there is, in the order in which one feeds the next: a table of contents for the runner."""

from __future__ import annotations

from datetime import datetime

from nuocheng.cases import jobs as cases
from nuocheng.consequences import jobs as consequences
from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.oversight import jobs as oversight
from nuocheng.site.work import HOUR, MINUTE, Job
from nuocheng.verification import jobs as verification


def by_itself(at: datetime) -> Occasion:
    """Return the occasion of something that happens by itself at that moment."""
    return Occasion("system", "系统", Post(Role.SYSTEM), at, door=Door.JOB)


def ask_sources(_at: datetime) -> str | None:
    """Ask the sources about what was pledged."""
    kept = verification.ask_due()
    return f"记下{kept}条答复" if kept else None


def close_verified(at: datetime) -> str | None:
    """Close what has nothing left to verify."""
    done = cases.close_verified(by_itself(at))
    return f"办结{done}件" if done else None


def note_silences(at: datetime) -> str | None:
    """Note where the term for a statement ran out in silence."""
    done = consequences.note_silences(by_itself(at))
    return f"{done}件没有收到陈述申辩" if done else None


def draft_reports(at: datetime) -> str | None:
    """Open last month's report for every department that has none yet."""
    done = oversight.draft_reports(by_itself(at))
    return f"备好{done}份月报" if done else None


JOBS: tuple[Job, ...] = (
    Job("查询数据来源", 10, ask_sources),
    Job("办结已核查的办件", MINUTE, close_verified),
    Job("陈述申辩到期", HOUR, note_silences),
    Job("备好月报", HOUR, draft_reports),
)
