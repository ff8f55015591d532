"""Situations of looks: an officer with a clearance, a party in the register, and a case in hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tests import builders as b
from tests.builders import Hours

from nuocheng.cases.models import Case
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.looks import acts
from nuocheng.looks.acts import ClearanceGiven, Wanted
from nuocheng.looks.models import Clearance
from nuocheng.people import queries as people
from nuocheng.verification.models import RegisterRow

OFFICER = "verifier-1"
#: Registers are asked about now, so the party's row and its case are of now too.
NOW = datetime.now(CHINA).replace(microsecond=0)


def an_officer(role: Role = Role.VERIFIER, name: str = OFFICER) -> Occasion:
    """Return the occasion of an officer who has an account and a post."""
    if people.account(name) is None:
        b.an_account(role, name=name)
    return b.an_occasion(role, at=NOW, actor=name)


def bureau() -> Occasion:
    """Return the occasion of the Justice Bureau."""
    return b.an_occasion(Role.BUREAU, at=NOW)


def a_clearance(account: str = OFFICER, certificates: Iterable[str] = ()) -> Clearance:
    """Clear an officer who has an account."""
    given = ClearanceGiven(
        account=account,
        department=b.DEPARTMENT,
        until=NOW.date() + timedelta(days=100),
        reason="负责核查低保承诺",
        certificates=tuple(certificates),
    )
    return Clearance.load(acts.give_clearance(bureau(), given=given).reference)


def in_the_register(household: str = "3") -> None:
    """Put the party into the department's own register, as of today."""
    given = b.a_party()
    RegisterRow.objects.create(
        register=b.REGISTER,
        department=b.DEPARTMENT,
        number=given.number,
        name=given.name,
        fields={"status": "享受中", "household": household},
        as_of=NOW.date(),
    )


def a_case() -> Case:
    """Return a case of the party in the department."""
    return b.an_open_case(hours=Hours(NOW - timedelta(minutes=30)))


def wanted(case: str, **changed: object) -> Wanted:
    """Return a question about the party of a case in hand."""
    party = b.a_party()
    proper = Wanted(
        item_code=b.ITEM.code,
        certificate="low_income",
        party_kind="person",
        number=party.number,
        name=party.name,
        stated=(("household", "3"),),
        purpose="handling",
        basis_kind="case",
        basis=case,
    )
    return replace(proper, **changed)  # type: ignore[arg-type]  # the tests name the fields
