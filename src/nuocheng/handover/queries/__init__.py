"""What others may read of hand-over: the platforms, what waits, what came back, and how it was reconciled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from django.db.models import Q

from nuocheng.edge.counting import counted, spoken
from nuocheng.edge.keyset import Page, page
from nuocheng.handover.models import (
    ACCEPTED,
    GONE,
    HELD,
    PARKED,
    PUSH,
    READY,
    REFUSED,
    ROW_STATES,
    SENT,
    WAITING,
    Consignment,
    Destination,
    Handed,
    Reconciliation,
)
from nuocheng.handover.queries.filling import Wanted
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.kernel.occasion import CHINA
from nuocheng.platforms.channels.signing import fingerprint, secret_of

#: A table and a day on which rows of it were handed over.
Day: TypeAlias = tuple[str, date]

#: How many days of reconciling are shown.
DAYS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of one platform stand in each state, counted as far as anybody reads (`edge.counting`)."""

    waiting: int = 0
    held: int = 0
    sent: int = 0
    accepted: int = 0
    refused: int = 0

    @property
    def open(self) -> int:
        """Return how many somebody has to look at."""
        return self.held + self.refused

    @property
    def spoken(self) -> dict[str, str]:
        """Return each count as it is read, and that of what somebody has to look at."""
        return {name: spoken(many) for name, many in {**asdict(self), "open": self.open}.items()}


def destinations() -> list[Destination]:
    """Return every platform, in the order in which they came."""
    return list(Destination.objects.all())


def destination(key: UUID) -> Destination:
    """Return one platform.

    Raises:
        NotFound: There is none of that id.

    """
    found = Destination.objects.filter(pk=key).first()
    if found is None:
        raise NotFound("没有这个接收平台，请回到“数据报送”重新选")
    return found


def consignment(one: Destination, number: int) -> Consignment:
    """Return one batch of a platform.

    Raises:
        NotFound: There is none of that number.

    """
    found = Consignment.objects.filter(destination=one, number=number).first()
    if found is None:
        raise NotFound("没有这一批，请回到接收平台重新选")
    return found


def counts(keys: list[UUID]) -> dict[UUID, Counts]:
    """Return the counts of several platforms, each as far as anybody counts, in one statement over an index."""
    places = [(key, state) for key in keys for state, _ in ROW_STATES]
    if not places:
        return {}
    many = counted([Handed.objects.filter(destination=key, state=state)] for key, state in places)
    found: dict[UUID, dict[str, int]] = {key: {} for key in keys}
    for (key, state), count in zip(places, many, strict=True):
        found[key][state] = count
    return {key: Counts(**states) for key, states in found.items()}


def consignments(one: Destination, after: str = "") -> Page[Consignment]:
    """Return a page of a platform's batches, newest first, without their bytes."""
    rows = Consignment.objects.filter(destination=one).defer("content")
    return page(rows, ("-number",), after, 20)


def any_parked(one: Destination) -> bool:
    """Say whether a batch of a platform could not be sent and was put aside."""
    return Consignment.objects.filter(destination=one, state=PARKED).exists()


def handed(one: Destination, state: str, after: str = "") -> Page[Handed]:
    """Return a page of a platform's rows in one state, oldest first."""
    rows = Handed.objects.filter(destination=one, state=state)
    return page(rows, ("table", "id"), after, 50)


def reconciliations(one: Destination) -> list[Reconciliation]:
    """Return how the last days were reconciled, newest first."""
    rows = Reconciliation.objects.filter(destination=one).order_by("-day", "table")
    return list(rows[: DAYS_SHOWN * 2])


def rows_of(one: Consignment) -> list[Handed]:
    """Return the rows whose latest version went in a batch."""
    return list(Handed.objects.filter(consignment=one).order_by("key"))


def handed_on(one: Destination, table: str, day: date) -> dict[str, str]:
    """Return key and digest of every row that was last handed over on a day and not sent back."""
    rows = Handed.objects.filter(destination=one, table=table, day=day, state__in=[SENT, ACCEPTED])
    return dict(rows.values_list("key", "digest"))


def to_reconcile(one: Destination, until: date) -> list[Day]:
    """Return table and day of what was handed over up to a day and has not been compared, the oldest days first."""
    rows = Reconciliation.objects.filter(destination=one, open=True, day__lte=until).order_by("day", "table")
    return sorted(rows.values_list("table", "day")[: DAYS_SHOWN * 2])


def due(one: Destination, at: datetime, size: int) -> list[Consignment]:
    """Return the batches to send or to ask about now, in the order of their numbers."""
    rows = Consignment.objects.filter(destination=one, state__in=[READY, GONE], due_at__lte=at)
    return list(rows.order_by("number")[:size])


def pack_is_due(one: Destination, at: datetime) -> bool:
    """Say whether a platform that is sent files has had none packed today: one of each table a day is enough."""
    newest = Consignment.objects.filter(destination=one).order_by("-number").values_list("made_at", flat=True)
    last = newest.first()
    return last is None or last.astimezone(CHINA).date() < at.astimezone(CHINA).date()


def ready(at: datetime) -> list[Destination]:
    """Return the platforms that may be spoken to now."""
    rests = Q(rests_until=None) | Q(rests_until__lte=at)
    return list(Destination.objects.filter(rests, live=True, way=PUSH))


def wanted(one: Destination) -> Wanted:
    """Return what a platform is to be told."""
    return Wanted(one.region, one.identity, pairs(one.codes))


def pairs(text: str) -> dict[str, str]:
    """Return lines of “ours=theirs” as a mapping."""
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def names(one: Destination) -> Mapping[str, str]:
    """Return the names that a platform wants columns to have."""
    return pairs(one.names)


def secret(one: Destination) -> str:
    """Return the secret that signs what is handed to a platform.

    Raises:
        Malformed: The installation's own secret was changed since: the platform needs a new one.

    """
    found = secret_of(one.salt)
    if fingerprint(found) != one.fingerprint:
        raise Malformed("本系统的密钥换过，这个平台的签名密钥已经失效，请换一个")
    return found


__all__ = [
    "ACCEPTED",
    "HELD",
    "REFUSED",
    "WAITING",
    "Counts",
    "Day",
    "any_parked",
    "consignment",
    "consignments",
    "counts",
    "destination",
    "destinations",
    "due",
    "handed",
    "handed_on",
    "names",
    "pack_is_due",
    "pairs",
    "ready",
    "reconciliations",
    "rows_of",
    "secret",
    "to_reconcile",
    "wanted",
]
