"""What others may read of letters, and who tells letters how somebody can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.letters.lifecycle import MailingState
from nuocheng.letters.models import Letter, Mailing, Taken
from nuocheng.people import queries as people

#: How far back letters are looked at again: longer than any act that writes one may take.
OVERLAP = timedelta(hours=1)
S = MailingState


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody can be reached about one file, and which department writes to them under which number.

    *page* is where the file lies at the desk, for those who hold one of the roles *readers*.
    *wording* is what a short message says to them, for whoever is no party.
    """

    name: str
    department: str
    number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    wants_texts: bool = True
    page: str = ""
    readers: tuple[Role, ...] = ()
    wording: str = "wording.letter.sms"


Reach = Callable[[str], Contact | None]

_REACHES: dict[str, Reach] = {}


def reaches(reach: Reach) -> Reach:
    """Enter an office that knows how to reach the party of its files; letters, which lie below it, ask by this list."""
    _REACHES[reach.__module__] = reach
    return reach


def contact(letter: Letter) -> Contact | None:
    """Return how the recipient of a letter can be reached, by the office whose file it is about, or by the account."""
    found = by_its_office(letter.about)
    account = people.account_of(letter.party)
    if account is None:
        return found
    known = found or Contact(account.name, "")
    return Contact(
        name=known.name,
        department=known.department,
        number=known.number,
        phone=known.phone or account.phone,
        email=known.email or account.email,
        address=known.address or account.address,
        wants_texts=account.wants_texts,
        wording=known.wording,
    )


def desk_page(about: str, roles: Iterable[Role]) -> str:
    """Return where the file that a letter is about lies at the desk; nothing for those whom it does not concern."""
    found = by_its_office(about)
    return found.page if found and set(found.readers) & set(roles) else ""


def by_its_office(about: str) -> Contact | None:
    """Return how whoever a file is about is reached, by the office that keeps the file."""
    return next(filter(None, (reach(about) for reach in _REACHES.values())), None)


def has_account(party: str) -> bool:
    """Say whether a party can read its letters in an account of its own."""
    return people.account_of(party) is not None


def letters_to(party: str, after: str = "") -> Page[Letter]:
    """Return the letters to a party, newest first."""
    return page(Letter.objects.filter(party=party), ("-sent_at", "-id"), after)


def told_since(party: str, about: str, moment: datetime) -> bool:
    """Say whether a party got a letter about something since *moment*."""
    return Letter.objects.filter(party=party, sent_at__gte=moment, about=about).exists()


def count_to(party: str, since: datetime) -> int:
    """Return how many letters were written to somebody since a moment."""
    return Letter.objects.filter(party=party, sent_at__gte=since).count()


def mailing(reference: str) -> Mailing:
    """Return one mailing.

    Raises:
        NotFound: There is none of that number.

    """
    return Mailing.load(reference)


def letter_of(mailing: Mailing) -> Letter:
    """Return the letter of a mailing."""
    found = Letter.objects.filter(pk=mailing.letter_id).first()
    if found is None:
        raise NotFound
    return found


def not_taken(limit: int) -> list[Letter]:
    """Return the oldest letters that no way was chosen for yet."""
    taken = Taken.objects.first()
    rows = Letter.objects.filter(mailings=None)
    if taken is not None:
        rows = rows.filter(sent_at__gte=taken.until - OVERLAP)
    return list(rows.order_by("sent_at", "id")[:limit])


def due(at: datetime, limit: int) -> list[Mailing]:
    """Return the mailings whose time has come, the longest waiting first."""
    return list(Mailing.objects.filter(state=S.QUEUED, next_at__lte=at).order_by("next_at")[:limit])


def desk(department: str, states: tuple[MailingState, ...], after: str = "") -> Page[Mailing]:
    """Return a page of a department's mailings in *states*, the newest first."""
    rows = Mailing.objects.filter(department=department, state__in=states)
    return page(rows, ("-moved_at", "-reference"), after)


def counted(department: str, states: tuple[MailingState, ...], most: int) -> int:
    """Count a department's mailings in *states*, up to *most*."""
    rows = Mailing.objects.filter(department=department, state__in=states)
    return len(rows.values_list("reference")[:most])


def mailings_about(reference: str) -> list[Mailing]:
    """Return the mailings about a file, newest first."""
    return list(Mailing.objects.filter(about=reference).order_by("-opened_at")[:50])
