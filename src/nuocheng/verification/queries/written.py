"""What is known of written checks: what is awaited, what came, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from nuocheng.edge.counting import counted
from nuocheng.edge.keyset import Page, page
from nuocheng.holdings import queries as holdings
from nuocheng.kernel.errors import NotFound
from nuocheng.law import queries as law
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.lifecycle.asking import WRITTEN, PublicityState, WrittenState
from nuocheng.verification.models import LetterCode, Publicity, Task, WrittenCheck, WrittenMaterial

UNDER_WAY = (WrittenState.ASKED, WrittenState.HANDED_IN)
#: How many letters the party is shown beside its cases, and of how many facts these are at most made up.
FEW, FACTS = 5, 40
#: Results that need no people any more.
SETTLED = ("consistent", "unopposed")
#: The lists of the desk: what each is called, and what lies in it.
TABS: Mapping[str, tuple[str, tuple[WrittenState, ...]]] = {
    "handed_in": ("已交，待比对", (WrittenState.HANDED_IN,)),
    "asked": ("等交材料", (WrittenState.ASKED,)),
    "lapsed": ("到期没有交", (WrittenState.LAPSED,)),
    "over": ("已比对", (WrittenState.COMPARED,)),
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """A letter that awaits something: of which facts by when, or that what came is looked at."""

    reference: str
    labels: tuple[str, ...]
    due_on: date
    asked: bool


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


def awaited_from(party: str) -> list[Awaited]:
    """Return by which letters a party is asked to hand something in now, the newest first."""
    rows = WrittenCheck.objects.filter(party=party, state__in=UNDER_WAY, body="")
    letters: dict[str, list[WrittenCheck]] = {}
    for one in rows.order_by("-opened_at", "reference")[:FACTS]:
        letters.setdefault(one.letter_number, []).append(one)
    return [_awaited(facts) for facts in list(letters.values())[:FEW]]


def _awaited(facts: list[WrittenCheck]) -> Awaited:
    asked = [one for one in facts if one.state == WrittenState.ASKED]
    said = tuple(one.label for one in asked or facts)
    return Awaited(facts[0].reference, said, facts[0].due_on, bool(asked))


def others(of: WrittenCheck) -> list[WrittenCheck]:
    """Return the other checks of the letter that asks about this one's fact."""
    if not of.letter:
        return []
    return list(WrittenCheck.objects.filter(letter=of.letter).exclude(pk=of.pk).order_by("reference"))


def letter_of(of: WrittenCheck) -> list[WrittenCheck]:
    """Return all checks of a letter in their order."""
    return sorted([of, *others(of)], key=lambda one: one.reference)


def sizes(rows: Iterable[WrittenCheck]) -> dict[str, int]:
    """Return of how many facts the letters of these checks ask, those of one fact left out."""
    letters = {one.letter for one in rows if one.letter}
    if not letters:
        return {}
    found = WrittenCheck.objects.filter(letter__in=letters).order_by()
    return dict(found.values_list("letter").annotate(facts=Count("reference")))


def takes(of: WrittenCheck) -> bool:
    """Say whether something may be handed in for a check."""
    return "hand_in" in WRITTEN.possible(WrittenState(of.state))


def waiting(letter: Iterable[WrittenCheck]) -> list[WrittenCheck]:
    """Return those checks of a letter for which something may be handed in."""
    return [one for one in letter if takes(one)]


def may_join(task: Task) -> list[Task]:
    """Return the other facts of a case that one letter may ask about together with this one.

    Still open, not settled by data, no visit planned, and asked about in no other letter and in no publicity.
    """
    rows = Task.objects.filter(origin=task.origin, department=task.department, state__in=OPEN, visit="")
    rows = rows.exclude(outcome__in=SETTLED).exclude(pk=task.pk).order_by("reference")
    found = {one.reference: one for one in rows}
    busy = {
        *WrittenCheck.objects.filter(task__in=found, state__in=UNDER_WAY).values_list("task", flat=True),
        *Publicity.objects.filter(
            task__in=found, state__in=(PublicityState.SHOWN, PublicityState.OVER)
        ).values_list("task", flat=True),
    }
    return [one for key, one in found.items() if key not in busy]


def newest_code(letter: str) -> LetterCode | None:
    """Return the code for a letter to a body that was issued last, nothing if there is none."""
    return LetterCode.objects.filter(letter=letter).order_by("-made_at", "-id").first()


def by_check_code(code: str) -> WrittenCheck:
    """Return the check that a printed letter was issued on.

    Raises:
        NotFound: No letter bears this code.

    """
    found = LetterCode.objects.filter(check_code=code).select_related("check_file").first()
    if found is None:
        raise NotFound("没有这份函，请照函上的网址再输一遍，或者打函上的电话")
    return found.check_file


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


def materials_of(references: Iterable[str]) -> dict[str, list[WrittenMaterial]]:
    """Return what was handed in for each of several checks, oldest first."""
    found: dict[str, list[WrittenMaterial]] = {}
    rows = WrittenMaterial.objects.filter(check_file_id__in=list(references)).order_by("at", "id")
    for row in rows:
        found.setdefault(row.check_file_id, []).append(row)
    return found


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
