"""What is known of written checks: what is awaited, what came, what is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from nuocheng.edge.counting import counted
from nuocheng.edge.keyset import Page, page
from nuocheng.holdings import queries as holdings
from nuocheng.kernel.errors import NotFound
from nuocheng.law import queries as law
from nuocheng.verification.lifecycle.asking import WrittenState
from nuocheng.verification.models import WrittenCheck, WrittenMaterial

UNDER_WAY = (WrittenState.ASKED, WrittenState.HANDED_IN)
#: How many the party is shown beside its cases.
FEW = 5
#: The lists of the desk: what each is called, and what lies in it.
TABS: Mapping[str, tuple[str, tuple[WrittenState, ...]]] = {
    "handed_in": ("已交，待比对", (WrittenState.HANDED_IN,)),
    "asked": ("等交材料", (WrittenState.ASKED,)),
    "lapsed": ("到期没有交", (WrittenState.LAPSED,)),
    "over": ("已比对", (WrittenState.COMPARED,)),
}


def check(reference: str) -> WrittenCheck:
    """Return one written check.

    Raises:
        NotFound: There is none of this number.

    """
    return WrittenCheck.load(reference)


def under_way(task: str) -> WrittenCheck | None:
    """Return the written check about a task that is not over, if there is one."""
    return WrittenCheck.objects.filter(task=task, state__in=UNDER_WAY).first()


def about(task: str) -> list[WrittenCheck]:
    """Return the written checks about a task, oldest first."""
    return list(WrittenCheck.objects.filter(task=task).order_by("opened_at", "reference"))


def desk(department: str, tab: str, after: str = "") -> Page[WrittenCheck]:
    """Return a page of a department's written checks of one kind, the most urgent first."""
    rows = WrittenCheck.objects.filter(department=department, state=TABS[tab][1][0])
    return page(rows, ("due_on", "reference"), after)


def counts(department: str) -> dict[str, int]:
    """Return how many a department has of each kind, as far as anybody counts."""
    rows = [
        [WrittenCheck.objects.filter(department=department, state=states[0])] for _, states in TABS.values()
    ]
    return dict(zip(TABS, counted(rows), strict=True))


def awaited_from(party: str) -> list[WrittenCheck]:
    """Return what a party is asked to hand in now, the newest first."""
    rows = WrittenCheck.objects.filter(party=party, state__in=UNDER_WAY, body="")
    return list(rows.order_by("-opened_at")[:FEW])


def to_remind(today: date, limit: int) -> list[str]:
    """Return the checks of which whoever is asked is to be reminded."""
    rows = WrittenCheck.objects.filter(remind_on__lte=today, state=WrittenState.ASKED).order_by("remind_on")
    return list(rows.values_list("reference", flat=True)[:limit])


def to_lapse(today: date, limit: int) -> list[str]:
    """Return the checks for which nothing came by the day it was due."""
    rows = WrittenCheck.objects.filter(state=WrittenState.ASKED, due_on__lt=today).order_by("due_on")
    return list(rows.values_list("reference", flat=True)[:limit])


def materials(reference: str) -> list[WrittenMaterial]:
    """Return what was handed in, oldest first."""
    return list(WrittenMaterial.objects.filter(check_file_id=reference).order_by("at", "id"))


def material(reference: str, key: UUID) -> tuple[WrittenMaterial, bytes]:
    """Return one file that was handed in, with its bytes.

    Raises:
        NotFound: It is not there, or the scanner found something in it.

    """
    found = WrittenMaterial.objects.filter(check_file_id=reference, pk=key).first()
    if found is None:
        raise NotFound("这一件里没有这个文件")
    return found, holdings.content(found.digest)


def grounds(on: date) -> dict[str, str]:
    """Return the grounds on which even the replaced certificate may be asked for, by code."""
    return {one.code: one.title for one in law.provisions("ground.written.", on).values()}
