"""The draws of the demonstration: one that was carried out, and another that is only prepared."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.law import queries as law
from nuocheng.site.demo import cast
from nuocheng.verification import acts, jobs
from nuocheng.verification.queries import draws as queries
from nuocheng.verification.queries import risks

DEPARTMENT = "620402-zrj"
FIRST, SECOND = "林地权属承诺件第一批抽查", "林地权属承诺件第二批抽查"
GROUND = "本季度有人反映林地界址没有认定清楚"
#: How many days ago each step was taken, at ten in the morning.
PREPARED, FROZEN, REVEALED, AGAIN = 6, 5, 5, 1
USUAL = 20


def prepare_draws(now: datetime) -> None:
    """Draw once from what waits, and seal the seed of a second draw; once only."""
    if queries.draws(DEPARTMENT).rows:
        return
    first = acts.prepare_draw(_verifier(now, PREPARED), scheme=_scheme(now, FIRST, PREPARED)).reference
    acts.freeze_draw(_verifier(now, FROZEN), first)
    acts.reveal_draw(_verifier(now, REVEALED), first)
    at = _at(now, REVEALED) + timedelta(minutes=5)
    jobs.carry_out_draws(Occasion("system", "系统", Post(Role.SYSTEM), at, door=Door.JOB))
    acts.prepare_draw(_verifier(now, AGAIN), scheme=_scheme(now, SECOND, AGAIN))


def _scheme(now: datetime, title: str, days: int) -> acts.Scheme:
    at = _at(now, days).astimezone(CHINA).date()
    rows = sorted(law.provisions("code.sampling.", at).values(), key=lambda one: one.value["order"])
    shares = tuple(
        acts.Share(
            f"{one.value['code']}{queries.JOIN}{risk}",
            f"{one.title}，{name}",
            min(100, -(-int(one.value["percent"]) * factor // 100)),
        )
        for one in rows
        for risk, (name, factor, _) in risks.factors(at).items()
    )
    return acts.Scheme(DEPARTMENT, title, at, shares, USUAL, GROUND)


def _verifier(now: datetime, days: int) -> Occasion:
    post = (Role.VERIFIER, DEPARTMENT)
    one = next(one for one in cast.players() if (one.role, one.department) == post)
    return Occasion(one.account, one.name, Post(*post), _at(now, days), door=Door.WINDOW)


def _at(now: datetime, days: int) -> datetime:
    day = (now - timedelta(days=days)).astimezone(CHINA)
    return min(day.replace(hour=10, minute=0, second=0, microsecond=0), now)
