"""Who handles a case at the reviewer's desk: what the rules look at before anybody may."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.cases.rules import MAY_HANDLE
from nuocheng.cases.rules.facts import Decider
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.people import queries as people


def must_handle(on: Occasion, case: Case) -> None:
    """Let whoever acts go on only if nothing keeps them from handling this case; the system always may.

    Raises:
        RuledOut: They took it in, are its party, stood aside, or it is somebody else's.

    """
    if on.post.role is not Role.SYSTEM:
        require(MAY_HANDLE, decider(on.actor, case), on=on.today)


def decider(username: str, case: Case) -> Decider:
    """Gather what the rules on deciders look at."""
    account = people.account(username)
    holder = case.assigned_to
    return Decider(
        reviewer=username,
        number=account.number if account else "",
        clerk=case.taken_by,
        party=case.party,
        representatives=queries.representatives(case.reference),
        recused=queries.recused(case.reference),
        assigned_to=holder,
        assigned_name=people.names_of([holder]).get(holder, "") if holder and holder != username else "",
    )
