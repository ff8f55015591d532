"""What others may ask about people: departments, posts held, whose key this is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from nuocheng.kernel.occasion import Post, Role
from nuocheng.people.models import Account, Department, MachineKey, PostHeld

#: More accounts than these nobody has.
MOST = 10
_DEPARTMENTS: dict[str, Department] = {}


def department(code: str) -> Department | None:
    """Return a department by its code; kept per process once found, for departments hardly ever change."""
    if code not in _DEPARTMENTS:
        found = Department.objects.filter(code=code).first()
        if found is None:
            return None
        _DEPARTMENTS[code] = found
    return _DEPARTMENTS[code]


def department_name(code: str) -> str:
    """Return a department's name, or its code where it is not known."""
    found = department(code)
    return found.name if found else code


def departments() -> list[Department]:
    """Return every department, by code."""
    return list(Department.objects.all())


def posts(account: Account, on: date) -> list[Post]:
    """Return the posts an account holds on that day; an account with a number is also an applicant."""
    rows = (
        PostHeld.objects.filter(account=account, since__lte=on)
        .filter(Q(until=None) | Q(until__gt=on))
        .order_by("id")
        .values_list("role", "department_id")
    )
    held = [Post(Role(role), code or "") for role, code in rows]
    return [*held, Post(Role.APPLICANT)] if account.number else held


def holder(key: str) -> Account | None:
    """Return the account for which a machine key acts, if the key is alive."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    row = MachineKey.objects.select_related("account").filter(digest=digest, ended_at=None).first()
    return row.account if row and row.account.is_active else None


def account(username: str) -> Account | None:
    """Return an account by its name for signing in."""
    return Account.objects.filter(username=username).first()


def holders(role: Role, department: str, on: date) -> list[Account]:
    """Return who holds a post in a department on a day, and can sign in, by name."""
    held = PostHeld.objects.filter(role=role, department_id=department, since__lte=on)
    held = held.filter(Q(until=None) | Q(until__gt=on), account__is_active=True)
    return list(Account.objects.filter(posts__in=held).distinct().order_by("username"))


def account_of(number: str) -> Account | None:
    """Return the account of a party by its normalised number, the oldest where there are several."""
    return Account.objects.filter(number=number, is_active=True).order_by("id").first() if number else None


def accounts_of(number: str) -> list[Account]:
    """Return the accounts that a party's number has, closed ones and those of staff among them, the oldest first."""
    return list(Account.objects.filter(number=number).order_by("id")[:MOST]) if number else []


def opened_by(phone: str) -> list[Account]:
    """Return the accounts of applicants that a mobile number opens, the oldest first."""
    if not phone:
        return []
    return list(Account.objects.filter(sign_in_phone=phone).exclude(number="").order_by("id")[:MOST])


def works_here(account: Account, on: date) -> bool:
    """Say whether an account holds a post on a day, or will."""
    held = PostHeld.objects.filter(account=account).filter(Q(until=None) | Q(until__gt=on))
    return held.exists()


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """Return the names of people by the accounts they act with; who has none is not in it."""
    return dict(Account.objects.filter(username__in=set(usernames)).values_list("username", "name"))
