"""What happens by itself in oversight: on the first of a month every department finds its report begun."""

from __future__ import annotations

from nuocheng.kernel.errors import Overtaken
from nuocheng.kernel.occasion import Occasion
from nuocheng.oversight import acts, queries
from nuocheng.people import queries as people


def draft_reports(on: Occasion) -> int:
    """Begin the reports on last month that nobody has begun yet; return how many were begun."""
    month = queries.month_before(on.today)
    begun = queries.matrix([month])
    missing = [one.code for one in people.departments() if (one.code, month) not in begun]
    return sum(_drafted(on, code) for code in missing)


def _drafted(on: Occasion, department: str) -> bool:
    try:
        acts.draft_report(on, department=department, month=queries.month_before(on.today))
    except Overtaken:
        return False
    return True
