"""Who may look: the Justice Bureau gives a clearance, and takes it back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.dates import years_after
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law
from nuocheng.looks.models import Clearance
from nuocheng.looks.rules import MAY_CLEAR
from nuocheng.looks.rules.facts import Clearing
from nuocheng.people import queries as people

#: The posts from which somebody may be cleared to look: those that handle cases in a department.
LOOKERS = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.LEGAL)
LONGEST = "term.look.clearance"


@dataclass(frozen=True, slots=True)
class ClearanceGiven:
    """Whom a clearance is given, for which department's certificates, until when and why; no names mean all of them."""

    account: str
    department: str
    until: date
    reason: str
    certificates: tuple[str, ...] = ()


@founding_act("clearance.give", by=Role.BUREAU, file=Clearance)
def give_clearance(on: Occasion, deed: Deed, *, given: ClearanceGiven) -> Clearance:
    """Clear one officer to look (开通查询授权), at every certificate of a department or at some, until a day.

    Raises:
        RuledOut: The account has no post there, the term is none or too long, or no reason is given.

    """
    account = people.account(given.account.strip())
    posts = people.posts(account, on.today) if account else []
    facts = Clearing(
        works_there=any(one.department == given.department and one.role in LOOKERS for one in posts),
        since=on.today,
        until=given.until,
        today=on.today,
        longest_until=years_after(on.today, law.term(LONGEST, on.today).amount),
        reason=given.reason,
    )
    require(MAY_CLEAR, facts, on=on.today)
    names = [name.strip() for name in given.certificates if name.strip()]
    clearance = Clearance(
        reference=f"SQ{on.today.year}-{next_number(f'clearance/{on.today.year}'):05d}",
        department=given.department,
        account=given.account.strip(),
        account_name=account.name if account else "",
        certificates=json.dumps(list(dict.fromkeys(names)), ensure_ascii=False),
        since=on.today,
        until=given.until,
        reason=given.reason.strip(),
        given_by=on.actor,
    )
    note = {"account": clearance.account, "certificates": names, "until": given.until.isoformat()}
    return deed.found(clearance, "give", note=note)


@official_act("clearance.end", by=Role.BUREAU, file=Clearance)
def end_clearance(on: Occasion, clearance: Clearance, deed: Deed, *, reason: str) -> None:
    """Take a clearance back (收回查询授权) at once.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: It is taken back already.

    """
    clearance.ready_for("end")
    said = reason.strip()
    if not said:
        raise Malformed.at("reason", "请写明为什么收回")
    deed.move(
        clearance,
        "end",
        note={"reason": said},
        ended_at=on.at,
        ended_by=on.actor,
        end_reason=said[:400],
    )
