"""The only clock of the house: below the edge, time is given, not taken."""

from datetime import date, datetime

from django.utils import timezone

from nuocheng.kernel.occasion import CHINA


def now() -> datetime:
    """Return this moment by the server's clock, aware."""
    return timezone.now()


def today() -> date:
    """Return the legal day in China."""
    return now().astimezone(CHINA).date()
