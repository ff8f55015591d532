"""What may be read of ratings, and of the grades and indicators there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from nuocheng.cases.lifecycle import RatingState
from nuocheng.cases.models import Rating, RatingTry
from nuocheng.edge.keyset import Page, page
from nuocheng.law import queries as law
from nuocheng.law.queries import Provided


def rating_grades(on: date) -> Mapping[str, Provided]:
    """Return the five grades of a rating, by code, the best first."""
    return {one.code: one for one in law.provisions("code.rating_grade.", on, kind="code").values()}


def rating_indicators(on: date) -> Mapping[str, Provided]:
    """Return what can be rated beside the whole, by code, in its order."""
    return {one.code: one for one in law.provisions("code.rating_indicator.", on, kind="code").values()}


def rating_of(case: str) -> Rating | None:
    """Return how the party rated the handling of a case, if it did."""
    return Rating.objects.filter(case=case).first()


def rating(reference: str) -> Rating:
    """Return one rating.

    Raises:
        NotFound: There is no such rating.

    """
    return Rating.load(reference)


def poor_ratings(department: str, after: str = "") -> Page[Rating]:
    """Return a page of a department's poor ratings that nobody has called back about, the most urgent first."""
    rows = Rating.objects.filter(department=department, poor=True, state=RatingState.GIVEN)
    return page(rows, ("due_on", "reference"), after)


def ratings_to_report(at: datetime, limit: int) -> list[Rating]:
    """Return ratings not reported yet, oldest first, without those that are left in peace for a while."""
    waiting = RatingTry.objects.filter(next_at__gt=at).values("rating")
    rows = Rating.objects.filter(reported_at=None).exclude(reference__in=waiting)
    return list(rows.order_by("opened_at")[:limit])
