"""The door through which departments, accounts, posts and keys are kept: the administrator's, never an act's."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.people.claims import ClaimNames, read_claims
from nuocheng.people.codes import (
    BY_CLIENT,
    BY_REQUEST,
    Sent,
    TooOften,
    WrongCode,
    allow,
    ask_code,
    forget_codes,
    openable,
    pending_code,
    prove_code,
    use_code,
)
from nuocheng.people.identities import PORTAL, Vouched, by_identity, keep_recognition, made
from nuocheng.people.models import Account, Department, MachineKey, PostHeld
from nuocheng.people.wording import REASONS, Answer, NotRecognised

__all__ = [
    "BY_CLIENT",
    "BY_REQUEST",
    "PORTAL",
    "REASONS",
    "Account",
    "Answer",
    "ClaimNames",
    "Member",
    "NotRecognised",
    "Sent",
    "TooOften",
    "Vouched",
    "WrongCode",
    "accounts",
    "add_account",
    "allow",
    "ask_code",
    "by_identity",
    "correct",
    "forget_codes",
    "give_post",
    "keep_departments",
    "keep_members",
    "keep_recognition",
    "made",
    "make_key",
    "openable",
    "pending_code",
    "prove_code",
    "read_claims",
    "release_phone",
    "set_password",
    "set_reach",
    "use_code",
]

#: Posts that answer for the whole district, and belong to no department.
DISTRICT_WIDE = frozenset({Role.BUREAU, Role.ADMINISTRATOR})
#: What is wrong with a password, by the code that Django gives it.
WEAK = {
    "password_too_short": "密码太短，请至少写10个字符",
    "password_too_common": "这个密码太常见，容易被人猜到，请换一个",
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody to be given an account, and a post if there is one to hold."""

    account: str
    name: str
    number: str = ""
    phone: str = ""
    role: str = ""
    department: str = ""


def keep_departments(rows: Iterable[Mapping[str, str]]) -> int:
    """Add departments, or bring what is held about them up to date; return how many are new."""
    new = 0
    for row in rows:
        about = {name: value for name, value in row.items() if name != "code"}
        _, made = Department.objects.update_or_create(code=row["code"], defaults=about)
        new += made
    return new


def accounts() -> list[Account]:
    """Return every account, by its name for signing in."""
    return list(Account.objects.order_by("username"))


def add_account(member: Member) -> Account:
    """Add an account; it cannot sign in before it has a password.

    Raises:
        Malformed: There is one of this name already.

    """
    if Account.objects.filter(username=member.account).exists():
        raise Malformed.at("account", f"账号“{member.account}”已经有了，请换一个")
    return Account.objects.create(
        member.account,
        name=member.name,
        number=member.number,
        phone=member.phone,
        sign_in_phone=member.phone if member.number else "",
    )


def correct(account: Account, *, name: str = "", sign_in_phone: str = "") -> None:
    """Write down the name or the number for signing in that somebody's papers showed at the window."""
    account.name, account.sign_in_phone = name or account.name, sign_in_phone or account.sign_in_phone
    account.save(update_fields=["name", "sign_in_phone"])


def release_phone(account: Account) -> None:
    """Let the number for signing in open this account no longer: it is somebody else's now."""
    account.sign_in_phone = ""
    account.save(update_fields=["sign_in_phone"])


def give_post(account: Account, role: Role, department: str, since: date) -> PostHeld:
    """Give an account a post from a day on.

    Raises:
        Malformed: It holds that post already.
        NotFound: The post needs a department, and there is none of that code.

    """
    code = None if role in DISTRICT_WIDE else department
    if code is not None and not Department.objects.filter(code=code).exists():
        raise NotFound("没有这个单位，请核对单位代码")
    if PostHeld.objects.filter(account=account, role=role, department_id=code, until=None).exists():
        raise Malformed.at("role", f"“{account.name}”已经在任这个岗位")
    return PostHeld.objects.create(account=account, role=role, department_id=code, since=since)


def set_password(account: Account, password: str) -> None:
    """Give an account a password that is long enough and not a common one.

    Raises:
        Malformed: The password is too weak.

    """
    try:
        validate_password(password, account)
    except ValidationError as weak:
        said = "；".join(WEAK.get(one.code or "", str(one)) for one in weak.error_list)
        raise Malformed.at("password", said) from weak
    account.set_password(password)
    account.save(update_fields=["password"])


def set_reach(account: Account, *, phone: str, email: str, wants_texts: bool) -> None:
    """Keep how somebody wants to be reached; the form that asks has looked at the spelling."""
    account.phone, account.email, account.wants_texts = phone, email, wants_texts
    account.save(update_fields=["phone", "email", "wants_texts"])


def make_key(account: Account, label: str, at: datetime) -> str:
    """Make a key with which a machine acts for an account; only its digest is kept."""
    key = secrets.token_urlsafe(32)
    digest = hashlib.sha256(key.encode()).hexdigest()
    MachineKey.objects.create(digest=digest, account=account, label=label, made_at=at)
    return key


@transaction.atomic
def keep_members(members: Iterable[Member], password: str, since: date) -> int:
    """Add whoever has no account yet, all with one password, hashed once; return how many are new.

    For demonstrations and tests: people who share a password share its hash.
    """
    held = set(Account.objects.values_list("username", flat=True))
    missing = [one for one in members if one.account not in held]
    if not missing:
        return 0
    secret = make_password(password)
    made = Account.objects.bulk_create(
        Account(
            username=one.account,
            name=one.name,
            number=one.number,
            phone=one.phone,
            sign_in_phone=one.phone if one.number else "",
            password=secret,
        )
        for one in missing
    )
    PostHeld.objects.bulk_create(
        PostHeld(account=account, role=one.role, department_id=one.department or None, since=since)
        for account, one in zip(made, missing, strict=True)
        if one.role
    )
    return len(missing)
