"""What a person can do against a decision (救济途径), in the words of the law in force."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from nuocheng.law.queries import provision


def remedy(today: date) -> str:
    """Return the text on reconsideration and litigation (复议、诉讼) that every adverse paper carries."""
    review = provision("remedy.reconsideration", today)
    online = provision("remedy.reconsideration_online", today)
    court = provision("remedy.litigation", today)
    return (
        review.filled(body=settings.NUOCHENG_REVIEW_BODY)
        + online.filled(channel=settings.NUOCHENG_REVIEW_CHANNEL)
        + court.filled(court=settings.NUOCHENG_COURT)
    )
