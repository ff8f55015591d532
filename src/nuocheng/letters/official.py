"""What an act calls to send a letter, and how far the job has come that sends letters on."""

from __future__ import annotations

from datetime import datetime

from nuocheng.kernel.occasion import Occasion
from nuocheng.letters.models import Letter, Taken

__all__ = ["Letter", "letter", "taken_until"]


def letter(on: Occasion, *, party: str, about: str, title: str, text: str, paper: str = "") -> Letter:
    """Return a letter (送达) to be written with the act that sends it."""
    return Letter(party=party, about=about, title=title, text=text, paper=paper, sent_at=on.at)


def taken_until(moment: datetime) -> None:
    """Note how far letters have been taken up for sending on; never backwards."""
    row = Taken.objects.first() or Taken(until=moment)
    row.until = max(row.until, moment)
    row.save()
