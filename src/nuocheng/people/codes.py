"""Codes by short message (校验码): made, counted, compared, used up once; nothing tells whether a number has an account."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from nuocheng.kernel.occasion import CHINA
from nuocheng.people.identities import works_here
from nuocheng.people.models import Account, Allowance, PhoneCode

HOLDS = timedelta(minutes=5)
TRIES = 3
PAUSE = timedelta(seconds=60)
KEPT = timedelta(days=1)
#: What is counted, how often it may be done, and in how long: by number, and by where requests come from.
BY_PHONE = (("pause", 1, PAUSE), ("hour", 5, timedelta(hours=1)), ("day", 10, timedelta(days=1)))
BY_CLIENT = (("minute", 10, timedelta(minutes=1)), ("day", 200, timedelta(days=1)))
#: The same for a code that came on paper and is longer: by the paper.
BY_REQUEST = (("hour", 20, timedelta(hours=1)), ("day", 60, timedelta(days=1)))
#: One household, one shop: more accounts than these share no number.
MOST = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """A code that was made: *known* says whether the number opens an account, which only the message may say."""

    id: UUID
    code: str
    known: bool


class TooOften(Exception):
    """Codes are asked for, or tried, too often."""


class WrongCode(Exception):
    """A code does not open; *left* says how often one may still try, nothing that it is too late."""

    def __init__(self, left: int | None) -> None:
        super().__init__(left)
        self.left = left


def ask_code(phone: str, client: str, at: datetime) -> Sent:
    """Make a code for a mobile number.

    Raises:
        TooOften: This number, or this place, asks too often.

    """
    with transaction.atomic():
        allow(f"phone:{phone}", BY_PHONE, at)
        allow(f"client:{client}", BY_CLIENT, at)
        known = bool(opened_by(phone, at))
        code = f"{secrets.randbelow(10**6):06}"
        row = PhoneCode(phone=phone, made_at=at)
        # For a number without an account the digest is of something that nobody can type.
        row.digest = _digest(row, code if known else secrets.token_hex(16))
        row.save(force_insert=True)
    return Sent(row.id, code, known)


def pending_code(key: UUID, at: datetime) -> PhoneCode | None:
    """Return a code that was sent and is not used up."""
    return PhoneCode.objects.filter(pk=key, used_at=None, made_at__gt=at - KEPT).first()


def prove_code(key: UUID, typed: str, at: datetime) -> None:
    """Take what was typed as the code that was sent.

    Raises:
        WrongCode: It is another one, or it is too late.

    """
    alive = PhoneCode.objects.filter(pk=key, proven_at=None, used_at=None, made_at__gt=at - HOLDS)
    # Counted before it is compared, in one statement: a hundred tries at once are still three.
    if not alive.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        raise WrongCode(None)
    row = PhoneCode.objects.get(pk=key)
    if not constant_time_compare(row.digest, _digest(row, typed)):
        left = TRIES - row.tries
        raise WrongCode(left if left > 0 else None)
    if not alive.update(proven_at=at):
        raise WrongCode(None)


def openable(key: UUID, at: datetime) -> list[Account]:
    """Return the accounts that a proven code opens, for as long as it holds."""
    row = PhoneCode.objects.filter(
        pk=key, used_at=None, proven_at__isnull=False, made_at__gt=at - HOLDS
    ).first()
    return opened_by(row.phone, at) if row else []


def use_code(key: UUID, at: datetime) -> bool:
    """Use a proven code up; say whether this call did it."""
    return bool(PhoneCode.objects.filter(pk=key, used_at=None, proven_at__isnull=False).update(used_at=at))


def opened_by(phone: str, at: datetime) -> list[Account]:
    """Return the real-name accounts that a mobile number opens; those of staff never."""
    rows = list(
        Account.objects.filter(sign_in_phone=phone, is_active=True).exclude(number="").order_by("id")[:MOST]
    )
    staff = works_here(rows, at.astimezone(CHINA).date())
    return [one for one in rows if one.pk not in staff]


def forget_codes(at: datetime) -> int:
    """Remove codes and counts that matter no more; return how many codes went."""
    Allowance.objects.filter(since__lte=at - KEPT).delete()
    gone, _ = PhoneCode.objects.filter(made_at__lte=at - KEPT).delete()
    return gone


def allow(who: str, limits: tuple[tuple[str, int, timedelta], ...], at: datetime) -> None:
    """Count one more time, each in one statement, so that no two requests take the same place.

    Raises:
        TooOften: A limit is reached.

    """
    for what, most, within in limits:
        key = f"{what}:{salted_hmac('nuocheng.people.codes', who, algorithm='sha256').hexdigest()}"
        Allowance.objects.get_or_create(key=key, defaults={"since": at})
        rows = Allowance.objects.filter(pk=key)
        if rows.filter(since__lte=at - within).update(since=at, count=1):
            continue
        if not rows.filter(count__lt=most).update(count=F("count") + 1):
            raise TooOften


def _digest(row: PhoneCode, code: str) -> str:
    return salted_hmac("nuocheng.people.code", f"{row.id}:{row.phone}:{code}", algorithm="sha256").hexdigest()
