"""The catalogue in time: as it was on any day, what is to come, what was cancelled, what waits for its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries.reading import IN_FORCE, PUBLIC
from nuocheng.edge.keyset import Page, page
from nuocheng.journal import queries as journal
from nuocheng.kernel.occasion import CHINA
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law

#: How many editions are read at a time when all of them are.
CHUNK = 200
_BEGINNING = datetime(1970, 1, 1, tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An item that left the catalogue: its last edition, and since when, why and by what it left."""

    edition: Edition
    since: date
    reason: str
    basis: str


def as_of(day: date, *, department: str = "", after: str = "", size: int = 40) -> Page[Edition]:
    """Return a page of the editions that held at the end of a day, by item code; each item has one at most."""
    return page(held(day, department), ("code",), after, size)


def walk(day: date, *, department: str = "", size: int = CHUNK) -> Iterator[list[Edition]]:
    """Yield every edition that held at the end of a day, by item code, a chunk at a time.

    Each chunk is one statement and begins after the last code of the one before: a publication in between
    can neither repeat an item nor hide one.
    """
    rows, after = held(day, department).order_by("code"), ""
    while chunk := list(rows.filter(code__gt=after)[:size]):
        yield chunk
        after = chunk[-1].code


def held(day: date, department: str = "") -> QuerySet[Edition]:
    """Return the editions that held at the end of a day.

    Editions of release 0.1 have no day of effect: they held from their publication. What never was in force
    has neither day, but for one that waits for its own; asked so, no database is led away from the index.
    """
    evening = end_of(day)
    begun = Q(takes_effect__lte=day) | Q(takes_effect=None, published_at__lt=evening)
    lasting = Q(ended_at=None) | Q(ended_at__gte=evening)
    rows = Edition.objects.filter(begun, lasting).exclude(state=EditionState.SCHEDULED)
    return rows.filter(department=department) if department else rows


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends in China."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=CHINA)


def since(edition: Edition) -> date | None:
    """Return the day from which an edition holds, or held, or will hold; nothing where none is known."""
    if edition.takes_effect or not edition.published_at:
        return edition.takes_effect
    return edition.published_at.astimezone(CHINA).date()


def until(edition: Edition) -> date | None:
    """Return the day from which an edition no longer holds, nothing while it does."""
    return edition.ended_at.astimezone(CHINA).date() if edition.ended_at else None


def suspended_on(day: date, editions: Iterable[Edition]) -> set[str]:
    """Return the references of those *editions* under which pledging was suspended at the end of a day."""
    shown, found = list(editions), set[str]()
    for department in sorted({one.department for one in shown}):
        verbs = ("edition.suspend", "edition.resume")
        for verb, reference, _ in journal.done(department, verbs, _BEGINNING, end_of(day)):
            (found.add if verb == "edition.suspend" else found.discard)(reference)
    return found & {one.reference for one in shown}


def suspended_since(edition: Edition) -> date | None:
    """Return the day on which pledging was suspended under an edition; nothing while it goes on.

    The last move does not tell it: an edition may be taken on file after it was suspended.
    """
    if edition.state != EditionState.SUSPENDED:
        return None
    lines = journal.history("edition", edition.reference)
    at = [line.at for line in lines if line.verb == "edition.suspend"]
    return at[-1].astimezone(CHINA).date()


def coming(code: str) -> Edition | None:
    """Return the edition of an item that is announced and waits for its day, if there is one."""
    return Edition.objects.filter(code=code, state=EditionState.SCHEDULED).defer("content").first()


def cancelled(code: str) -> Cancelled | None:
    """Return what is known of an item that left the catalogue; nothing where it is in force or never was."""
    rows = Edition.objects.filter(code=code, state__in=PUBLIC).defer("content").order_by("-version")
    last = rows.first()
    if last is None or last.state != EditionState.CANCELLED:
        return None
    lines = [line for line in journal.history("edition", last.reference) if line.verb == "edition.cancel"]
    basis = str(lines[-1].note.get("basis", "")) if lines else ""
    return Cancelled(last, until(last) or last.moved_at.astimezone(CHINA).date(), last.remark, basis)


def newest_move() -> datetime | None:
    """Return when anything that the public reads in the catalogue was last moved, nothing while it is empty."""
    moves = (
        Edition.objects.filter(state=state).order_by("-moved_at").values_list("moved_at", flat=True).first()
        for state in PUBLIC
    )
    return max((at for at in moves if at), default=None)


def due_on(day: date) -> list[str]:
    """Return the references of the editions whose day has come and that still wait for it, earliest first."""
    rows = Edition.objects.filter(state=EditionState.SCHEDULED, takes_effect__lte=day)
    return list(rows.order_by("takes_effect", "reference").values_list("reference", flat=True))


def publish_by(edition: Edition, today: date) -> date | None:
    """Return the last day on which a reviewed edition is to be published, nothing for any other.

    The catalogue is formed (形成) when its review is passed; the term runs from then.
    """
    if edition.state != EditionState.REVIEWED or edition.reviewed_at is None:
        return None
    formed = edition.reviewed_at.astimezone(CHINA).date()
    return term_end(law.calendar(), formed, law.term("term.catalogue.publication", today).workdays).on


def to_file(after: str = "", size: int = 40) -> Page[Edition]:
    """Return a page of the editions in force that are not on file yet, the longest published first."""
    rows = Edition.objects.filter(filed_as="", state__in=IN_FORCE).defer("content")
    return page(rows, ("published_at", "reference"), after, size)


def on_file(words: str = "", after: str = "", size: int = 40) -> Page[Edition]:
    """Return a page of the editions that the Justice Bureau took on file, the latest first."""
    rows = Edition.objects.filter(filed_at__isnull=False).defer("content")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words) | Q(filed_as__contains=words))
    return page(rows, ("-filed_at", "-reference"), after, size)


def unfiled() -> int:
    """Return how many editions in force are not on file yet."""
    return Edition.objects.filter(filed_as="", state__in=IN_FORCE).count()
