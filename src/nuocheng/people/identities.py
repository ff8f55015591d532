"""From what a province's single sign-on says about somebody to their account: found again by number, or made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from nuocheng.kernel import names
from nuocheng.kernel.occasion import CHINA, SignIn
from nuocheng.people.claims import Identity
from nuocheng.people.models import Account, PostHeld, Recognition
from nuocheng.people.wording import NotRecognised

SINGLE_SIGN_ON = "single_sign_on"
#: An existing platform sent somebody in, and gave its word for who they are.
PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class Vouched:
    """By whom somebody was vouched for: the issuer, its name for them, the digest of the one trip, and which way."""

    issuer: str
    subject: str
    trip: str
    how: str = SINGLE_SIGN_ON


@transaction.atomic
def by_identity(identity: Identity, vouched: Vouched, at: datetime) -> Account:
    """Return the account of whom a provider vouches for, with what it says kept in it; make it where there is none.

    Raises:
        NotRecognised: The number is a member of staff's, the account is closed, its name is another one, or the
            answer of the provider was used before.

    """
    account = _found(identity, at) or made(identity.number, identity.name, identity.phone)
    if not account.is_active:
        raise NotRecognised("ended")
    if not names.same(account.name, identity.name):
        raise NotRecognised("renamed")
    account.recognised_at, account.recognised_how = at, vouched.how
    account.assurance = str(identity.assurance)
    changed = ["recognised_at", "recognised_how", "assurance"]
    if identity.phone and not identity.agent:
        account.phone = account.phone or identity.phone
        changed += ["phone"]
        # A number that opens the account later is the province's to say, and no platform's.
        if vouched.how == SINGLE_SIGN_ON:
            account.sign_in_phone = identity.phone
            changed += ["sign_in_phone"]
    account.save(update_fields=changed)
    known = SignIn(vouched.how, at, identity.assurance)
    keep_recognition(account, known, vouched, (identity.agent, identity.agent_number))
    return account


def keep_recognition(
    account: Account, known: SignIn, vouched: Vouched | None = None, agent: tuple[str, str] = ("", "")
) -> None:
    """Keep that somebody signed in.

    Raises:
        NotRecognised: The same answer of a provider was used before.

    """
    assert known.at is not None
    by = vouched or Vouched("", "", "")
    try:
        with transaction.atomic():
            Recognition.objects.create(
                account=account,
                how=known.how,
                assurance=str(known.assurance),
                at=known.at,
                issuer=by.issuer,
                subject=by.subject,
                trip=by.trip or None,
                agent=agent[0],
                agent_number=agent[1],
            )
    except IntegrityError as used:
        raise NotRecognised("again") from used


def works_here(accounts: list[Account], day: date) -> set[int]:
    """Return which of the accounts hold a post on a day, or will."""
    held = PostHeld.objects.filter(account__in=accounts).filter(Q(until=None) | Q(until__gt=day))
    return set(held.values_list("account_id", flat=True))


def _found(identity: Identity, at: datetime) -> Account | None:
    rows = list(Account.objects.filter(number=identity.number).order_by("id")[:10])
    if works_here(rows, at.astimezone(CHINA).date()):
        raise NotRecognised("staff")
    if len(rows) > 1:
        raise NotRecognised("twice")
    return rows[0] if rows else None


def made(number: str, name: str, phone: str) -> Account:
    """Make the account; two first sign-ins at once come to the same one, because its name follows from the number."""
    username = f"p-{salted_hmac('nuocheng.people.username', number, algorithm='sha256').hexdigest()[:24]}"
    try:
        with transaction.atomic():
            return Account.objects.create(username, name=name, number=number, phone=phone)
    except IntegrityError:
        return Account.objects.get(username=username)
