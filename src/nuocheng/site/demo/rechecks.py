"""The re-checks of the demonstration: last month's are drawn and handed out, and some are done."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.jobs import rechecks as jobs
from nuocheng.verification.queries import rechecks

#: Every so many a re-check comes to another result.
DIFFERS = 7
WRONG = "台账登记的是同名的另一户，号码最后四位不同"
#: Who stands in for the second officer where the demonstration has only one account to sign in with.
SECOND = ("recheck-officer", "复核员")


def prepare_rechecks(now: datetime) -> int:
    """Count what was found untrue, and re-check last month, unless that was done before; return how many were done."""
    jobs.count_risks(_system(now))
    if rechecks.rounds().rows:
        return 0
    first = now.astimezone(CHINA).replace(day=1, hour=8, minute=0, second=0, microsecond=0)
    jobs.seal_rounds(_system((first - timedelta(days=1)).replace(day=1)))
    jobs.seal_rounds(_system(first))
    jobs.draw_rounds(_system(min(first + timedelta(minutes=30), now)))
    done = 0
    for department in people.departments():
        for place, one in enumerate(rechecks.queue(department.code).rows[:-1], start=done + 1):
            account, name = (one.officer, one.officer_name) if one.officer else SECOND
            at = min(first + timedelta(hours=2, minutes=place), now)
            on = Occasion(account, name, Post(Role.VERIFIER, department.code), at, door=Door.WINDOW)
            done += _looked_again(on, one.reference, differs=place % DIFFERS == 0)
    return done


def _looked_again(on: Occasion, reference: str, *, differs: bool) -> bool:
    """Look at one once more; say whether that could be done."""
    try:
        if differs:
            acts.differ(on, reference, note=WRONG)
        else:
            acts.agree(on, reference)
    except Refusal:
        return False
    return True


def _system(at: datetime) -> Occasion:
    return Occasion("system", "系统", Post(Role.SYSTEM), at, door=Door.JOB)
