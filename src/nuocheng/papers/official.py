"""What an act calls to issue a paper: the row goes into the act's own deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.occasion import Occasion
from nuocheng.papers.models import Paper
from nuocheng.papers.stamp_keys import make as make_key
from nuocheng.papers.stamp_keys import public, raw, signing
from nuocheng.papers.stamps import FORMAT, BadStamp, Kind, Stamp, stamped
from nuocheng.papers.stamps import read as read_stamp

__all__ = [
    "FORMAT",
    "BadStamp",
    "Heading",
    "Kind",
    "Paper",
    "Stamp",
    "issue",
    "make_key",
    "public_keys",
    "read_stamp",
    "signs",
    "stamped",
]

__all__ = ["Heading", "Paper", "issue"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a paper: its form, title and number, and whom it concerns."""

    form: str
    title: str
    number: str = ""
    department: str = ""
    party: str = ""


def issue(on: Occasion, subject: str, heading: Heading, content: Mapping[str, object]) -> Paper:
    """Return a paper about *subject* to be written with the act that issues it."""
    text = canonical(content)
    return Paper(
        subject=subject,
        form=heading.form,
        title=heading.title,
        number=heading.number,
        department=heading.department,
        party=heading.party,
        content=text,
        digest=sha256(text),
        made_at=on.at,
    )


def public_keys() -> dict[str, bytes]:
    """Return the public keys of the stamp, 32 bytes each, by their id in hexadecimal."""
    return {key.hex(): raw(one) for key, one in public().items()}


def signs() -> bool:
    """Say whether papers are stamped here: whether there is a key."""
    return signing() is not None
