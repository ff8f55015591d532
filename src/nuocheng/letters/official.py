"""What an act calls to send a letter: the row goes into the act's own deed."""

from __future__ import annotations

from nuocheng.kernel.occasion import Occasion
from nuocheng.letters.models import Letter

__all__ = ["Letter", "letter"]


def letter(on: Occasion, *, party: str, about: str, title: str, text: str, paper: str = "") -> Letter:
    """Return a letter (送达) to be written with the act that sends it."""
    return Letter(party=party, about=about, title=title, text=text, paper=paper, sent_at=on.at)
