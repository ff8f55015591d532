"""What others may read of letters."""

from __future__ import annotations

from nuocheng.edge.keyset import Page, page
from nuocheng.letters.models import Letter


def letters_to(party: str, after: str = "") -> Page[Letter]:
    """Return the letters to a party, newest first."""
    return page(Letter.objects.filter(party=party), ("-sent_at", "-id"), after)


def letters_about(reference: str) -> list[Letter]:
    """Return the letters about one file, oldest first."""
    return list(Letter.objects.filter(about=reference).order_by("sent_at"))
