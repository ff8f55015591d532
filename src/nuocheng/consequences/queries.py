"""What others may read of consequences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nuocheng.cases import queries as cases
from nuocheng.consequences.lifecycle import MatterState
from nuocheng.consequences.models import Matter
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters

#: Who deals with matters, and who looks on.
DEALING = (Role.VERIFIER, Role.LEGAL, Role.REVIEWER)
READERS = (*DEALING, Role.BUREAU)
OPEN = (MatterState.OPENED, MatterState.INTENDED, MatterState.HEARD)


def matter(reference: str) -> Matter:
    """Return one matter.

    Raises:
        NotFound: There is no such matter.

    """
    return Matter.load(reference)


def queue(department: str, state: str = "", after: str = "") -> Page[Matter]:
    """Return a page of a department's matters, those in *state* or all open ones, oldest first."""
    rows = Matter.objects.filter(department=department, state__in=[state] if state else OPEN)
    return page(rows, ("opened_at", "reference"), after)


def matter_of_case(case: str) -> Matter | None:
    """Return the matter about a case that is not dismissed, if there is one."""
    return Matter.objects.filter(case=case).exclude(state=MatterState.DISMISSED).first()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands, and after how many entries."""

    state: str
    entries: int


def matters_about(cases_: Iterable[str]) -> dict[str, list[Standing]]:
    """Return by verification task how the matters stand that rest on it, oldest first, for the tasks of some cases."""
    rows = Matter.objects.filter(case__in=list(cases_)).order_by("opened_at", "reference")
    found: dict[str, list[Standing]] = {}
    for tasks, state, entries in rows.values_list("tasks", "state", "entries"):
        for task in json.loads(tasks):
            found.setdefault(task, []).append(Standing(state, entries))
    return found


def tasks_behind(matters: Iterable[str]) -> set[str]:
    """Return the verification tasks on which some matters rest."""
    rows = Matter.objects.filter(reference__in=list(matters)).values_list("tasks", flat=True)
    return {task for one in rows for task in json.loads(one)}


def past_defence(today: date, limit: int) -> list[str]:
    """Return matters whose term for statement and defence has run out in silence."""
    rows = Matter.objects.filter(state=MatterState.INTENDED, defence_due_on__lt=today)
    return list(rows.order_by("defence_due_on").values_list("reference", flat=True)[:limit])


@letters.reaches
def reach(reference: str) -> letters.Contact | None:
    """Return how the party of a matter is reached: as in the case that it is about."""
    found = Matter.objects.filter(reference=reference).only("case").first()
    contact = cases.reach(found.case) if found else None
    return replace(contact, page=f"/desk/matters/{reference}", readers=READERS) if contact else None
