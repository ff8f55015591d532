"""What a person can do against a decision (救济途径), in the words of the law in force."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from nuocheng.law.queries import provision


def remedy(today: date) -> str:
    """Return the text on reconsideration and litigation (复议、诉讼) that every adverse paper carries.

    The sentence on filing online is left out where the installation names no channel for it.
    """
    said = [provision("remedy.reconsideration", today).filled(body=settings.NUOCHENG_REVIEW_BODY)]
    if settings.NUOCHENG_REVIEW_CHANNEL:
        online = provision("remedy.reconsideration_online", today)
        said.append(online.filled(channel=settings.NUOCHENG_REVIEW_CHANNEL))
    said.append(provision("remedy.litigation", today).filled(court=settings.NUOCHENG_COURT))
    return "".join(said)
