"""What others may read of letters."""

from __future__ import annotations

from nuocheng.edge.keyset import Page, page
from nuocheng.letters.models import Letter


def letters_to(party: str, after: str = "") -> Page[Letter]:
    """Return the letters to a party, newest first."""
    return page(Letter.objects.filter(party=party), ("-sent_at", "-id"), after)
