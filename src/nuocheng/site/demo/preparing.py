"""Prepares the demonstration as a whole: people, catalogue, registers, and what happened to whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.resources import files

from nuocheng.catalogue import jobs as catalogue
from nuocheng.kernel.occasion import CHINA
from nuocheng.site.demo import cast
from nuocheng.site.demo.people import prepare_people
from nuocheng.site.demo.registers import prepare_registers
from nuocheng.site.demo.stories import stories
from nuocheng.site.demo.telling import Step, tell, untold

#: How long before today the catalogue was published: longer than the oldest story goes back.
PUBLISHED_AGO = timedelta(days=75)
TABLE = "catalogue.csv"


def prepare(now: datetime, told: Step) -> int:
    """Prepare whatever is not there yet; return how many cases were told anew."""
    waiting = untold(stories())
    if not waiting:
        return 0
    published_at = (now - PUBLISHED_AGO).astimezone(CHINA).replace(hour=9, minute=0, second=0, microsecond=0)
    told("准备账号", 0, 1)
    prepare_people(published_at.date() - timedelta(days=30))
    prepare_registers()
    prepare_catalogue(published_at, told)
    return tell(waiting, now, told)


def prepare_catalogue(at: datetime, told: Step) -> None:
    """Import and publish the demonstration's catalogue, in the names of its editors and reviewers."""
    raw = files("nuocheng.catalogue").joinpath("data", "demo", TABLE).read_bytes()
    planned = catalogue.plan(
        raw, TABLE, on=at.date(), supplement=catalogue.shipped_supplement(), publishing=True
    )
    staff = catalogue.staff_of([one.account for one in cast.players() if one.role in {"editor", "legal"}], at)
    catalogue.apply(planned, staff, good_rows=True, publishing=True, progress=told)
