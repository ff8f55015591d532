"""What is known of visits: what waits for one, which are coming, what was seen, and how often whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from nuocheng.edge.keyset import Page, page
from nuocheng.holdings import queries as holdings
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.law import queries as law
from nuocheng.law.queries import Provided
from nuocheng.letters import queries as letters
from nuocheng.verification.lifecycle import OPEN, UNDER_WAY, VisitState
from nuocheng.verification.models import (
    Sighting,
    SightPhoto,
    Task,
    Visit,
    VisitPage,
    VisitSignature,
    VisitTask,
)
from nuocheng.verification.queries import places, wants_visit
from nuocheng.verification.rules.addresses import place_key
from nuocheng.verification.rules.merging import Waiting, merged

R = TypeVar("R")
#: States in which a party that was told of a visit still waits for it.
TOLD = (VisitState.ANNOUNCED, VisitState.POSTPONED)
#: Who may open a visit at the desk.
READERS = (Role.VERIFIER,)
#: How many waiting tasks are looked at together for what could be merged.
TOGETHER = 60
#: How many facts one visit looks at, at the most: more are another visit.
MOST_TASKS = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be looked at in one going: the tasks, by whom they are owed, and where."""

    tasks: tuple[Task, ...]
    place: str
    departments: tuple[str, ...]

    @property
    def first(self) -> Task:
        """Return the most urgent of the tasks."""
        return self.tasks[0]


@dataclass(frozen=True, slots=True)
class Tally:
    """How one department visited in a year."""

    department: str
    visits: int
    merged: int
    joint: int
    unmet: int
    over_cap: int
    unannounced: int
    facts: int


def visit(reference: str) -> Visit:
    """Return one visit.

    Raises:
        NotFound: There is no such visit.

    """
    return Visit.load(reference)


def members(reference: str) -> list[VisitTask]:
    """Return what a visit looks at, in its order."""
    return list(VisitTask.objects.filter(visit_id=reference).select_related("task").order_by("number"))


def parties(one: Visit) -> dict[str, str]:
    """Return the parties of a visit with their names, in the order of what is looked at."""
    return {member.task.party: member.task.party_name for member in members(one.reference)}


@letters.reaches
def reach(reference: str) -> letters.Contact | None:
    """Return how the party of a visit is reached: as in its case; by its own account only where several live there."""
    found = Visit.objects.filter(reference=reference).only("department", "party_name").first()
    if found is None:
        return None
    parties = {one.task.party: one.task for one in members(reference)}
    told = letters.Contact(
        found.party_name, found.department, reference, page=f"/desk/visits/{reference}", readers=READERS
    )
    if len(parties) != 1:
        return told
    [task] = parties.values()
    known = letters.by_its_office(task.origin)
    return (
        replace(known, department=told.department, number=reference, page=told.page, readers=READERS)
        if known
        else told
    )


def visits(department: str, *, coming: bool, after: str = "") -> Page[Visit]:
    """Return a page of the visits in which a department takes part: those under way, or all, the newest first."""
    rows = _with(department)
    if coming:
        return page(rows.filter(state__in=UNDER_WAY), ("begins_at", "reference"), after)
    return page(rows, ("-begins_at", "-reference"), after)


def of_officer(department: str, account: str) -> list[Visit]:
    """Return the visits under way on which one officer goes, the next one first."""
    rows = _with(department).filter(state__in=UNDER_WAY).order_by("begins_at", "reference")
    return [one for one in rows[:TOGETHER] if account in {each.account for each in one.team}]


def waiting(department: str, by_machine: Iterable[str], after: str = "") -> Page[Task]:
    """Return a page of a department's tasks that wait for somebody to go and look, the most urgent first."""
    rows = Task.objects.filter(wants_visit(by_machine), department=department, state__in=OPEN, visit="")
    return page(rows, ("due_on", "reference"), after, TOGETHER)


def wants(reference: str, by_machine: Iterable[str]) -> bool:
    """Say whether a task waits for somebody to go and look."""
    rows = Task.objects.filter(wants_visit(by_machine), pk=reference, state__in=OPEN, visit="")
    return rows.exists()


def proposals(department: str, by_machine: Collection[str], after: str = "") -> tuple[list[Proposal], str]:
    """Return what could be merged, beginning with a department's own tasks, and where the next page begins."""
    own = waiting(department, by_machine, after)
    where = places(task.origin for task in own.rows)
    keys = {key for text in where.values() if (key := place_key(text))}
    parties = {task.party for task in own.rows}
    others = _others(department, by_machine, parties, keys) if own.rows else []
    where |= places(task.origin for task in others)
    tasks = {task.reference: task for task in (*own.rows, *others)}
    groups = merged(
        Waiting(task.reference, task.party, place_key(where.get(task.origin, ""))) for task in tasks.values()
    )
    mine = {task.reference for task in own.rows}
    found = [_proposal([tasks[one] for one in group], where) for group in groups if mine & set(group)]
    return found, own.next


def why(task: Task, by_machine: Collection[str], outcomes: Mapping[str, str]) -> str:
    """Say why a task needs a visit: by its plan, or because data left it open."""
    if task.channel not in by_machine and not task.outcome:
        return "核查办法规定到现场看"
    return f"在线没有查清：{outcomes.get(task.outcome, task.outcome)}"


def visited(party: str, year: int, leaving_out: str = "", *, on: date) -> int:
    """Return how many visits that count a party has had or is to have in a year, by all departments together."""
    rows = VisitTask.objects.filter(party=party, visit__begins_at__gte=_new_year(year))
    rows = rows.filter(visit__begins_at__lt=_new_year(year + 1)).exclude(visit_id=leaving_out)
    rows = rows.exclude(visit__state=VisitState.CALLED_OFF)
    free = [code for code, ground in surprises(on).items() if not ground.value["counts"]]
    rows = rows.exclude(visit__surprise__in=free) if free else rows
    return int(rows.aggregate(visits=Count("visit", distinct=True))["visits"])


def surprises(on: date) -> dict[str, Provided]:
    """Return the law's grounds for coming unannounced, by their codes in their order."""
    return {one.code: one for one in law.provisions("code.visit_surprise.", on).values()}


def counts(surprise: str, on: date) -> bool:
    """Say whether a visit that comes unannounced on some ground counts as one of the party's visits of a year."""
    ground = surprises(on).get(surprise)
    return ground is None or bool(ground.value["counts"])


def for_leave(department: str, after: str = "") -> Page[Visit]:
    """Return a page of the unannounced visits of a department that wait for leave, the next one first."""
    rows = Visit.objects.filter(department=department, state__in=(VisitState.PLANNED, VisitState.POSTPONED))
    return page(rows.exclude(surprise=""), ("begins_at", "reference"), after)


def announced_to(party: str) -> list[Visit]:
    """Return the visits of which a party was told and that are still to be made, the next one first."""
    own = VisitTask.objects.filter(party=party).values("visit")
    rows = Visit.objects.filter(pk__in=own, state__in=TOLD, surprise="").order_by("begins_at", "reference")
    return list(rows[:TOGETHER])


def sightings(reference: str) -> dict[int, Sighting]:
    """Return what was last seen of each fact of a visit, by its place."""
    rows = Sighting.objects.filter(visit_id=reference).prefetch_related("photos").order_by("at", "id")
    return {one.number: one for one in rows}


def noted(reference: str) -> list[Sighting]:
    """Return what was noted on a visit, the newest first, at most so many as one reads through."""
    return list(Sighting.objects.filter(visit_id=reference).order_by("-at", "-id")[:TOGETHER])


def signatures(reference: str) -> list[VisitSignature]:
    """Return who signed the record of a visit."""
    return list(VisitSignature.objects.filter(visit_id=reference).order_by("id"))


def signature(reference: str, key: UUID) -> VisitSignature:
    """Return one signature of a visit.

    Raises:
        NotFound: It is not on this visit.

    """
    return _one(VisitSignature.objects.filter(visit_id=reference, pk=key).first(), "签名")


def photo(reference: str, key: UUID) -> SightPhoto:
    """Return one photograph of a visit.

    Raises:
        NotFound: It is not on this visit.

    """
    return _one(SightPhoto.objects.filter(sighting__visit_id=reference, pk=key).first(), "照片")


def pages(reference: str) -> list[VisitPage]:
    """Return the scanned pages of a visit's record."""
    return list(VisitPage.objects.filter(visit_id=reference).order_by("id"))


def scanned(reference: str, key: UUID) -> VisitPage:
    """Return one scanned page of a visit.

    Raises:
        NotFound: It is not on this visit.

    """
    return _one(VisitPage.objects.filter(visit_id=reference, pk=key).first(), "扫描页")


def content(digest: str) -> bytes:
    """Return the bytes of a photograph or a page.

    Raises:
        NotFound: They are not there, or the scanner found something in them.

    """
    return holdings.content(digest)


def number(key: str, on: date) -> int:
    """Return a number that the law sets for visits.

    Raises:
        LawMissing: It sets none.

    """
    return int(law.provision(f"code.visit.{key}", on).value["number"])


def open_hours(on: date) -> tuple[tuple[time, time], ...]:
    """Return between which hours people may be visited.

    Raises:
        LawMissing: The law sets none.

    """
    said = law.provision("code.visit.hours", on).value["hours"]
    return tuple((time.fromisoformat(str(first)), time.fromisoformat(str(last))) for first, last in said)


def tallies(year: int) -> list[Tally]:
    """Return how each department visited in a year, in one statement over the year's visits."""
    made = ~Q(state=VisitState.CALLED_OFF)
    rows = (
        Visit.objects.filter(made, begins_at__gte=_new_year(year), begins_at__lt=_new_year(year + 1))
        .order_by()
        .values_list("department")
        .annotate(
            visits=Count("pk"),
            merged=Count("pk", filter=Q(tasks__gt=1)),
            joint=Count("pk", filter=~Q(joint="")),
            unmet=Count("pk", filter=Q(state=VisitState.NOT_MET)),
            over_cap=Count("pk", filter=~Q(ground="")),
            unannounced=Count("pk", filter=~Q(surprise="")),
        )
    )
    facts = dict(
        VisitTask.objects.filter(
            visit__begins_at__gte=_new_year(year), visit__begins_at__lt=_new_year(year + 1)
        )
        .exclude(visit__state=VisitState.CALLED_OFF)
        .order_by()
        .values_list("visit__department")
        .annotate(facts=Count("pk"))
    )
    return [
        Tally(unit, made_, together, joint, unmet, over, surprising, facts.get(unit, 0))
        for unit, made_, together, joint, unmet, over, surprising in sorted(tuple(row) for row in rows)
    ]


def parties_by_visits(year: int) -> dict[int, int]:
    """Return how many parties were visited once, twice, … in a year."""
    rows = VisitTask.objects.filter(
        visit__begins_at__gte=_new_year(year), visit__begins_at__lt=_new_year(year + 1)
    ).exclude(visit__state=VisitState.CALLED_OFF)
    counted = rows.order_by().values_list("party").annotate(times=Count("visit", distinct=True))
    found: dict[int, int] = {}
    for _, times in counted:
        found[times] = found.get(times, 0) + 1
    return dict(sorted(found.items()))


def _one(found: R | None, what: str) -> R:
    if found is None:
        raise NotFound(f"这次现场核查里没有这个{what}")
    return found


def _with(department: str) -> QuerySet[Visit]:
    taking_part = VisitTask.objects.filter(department=department).values("visit")
    return Visit.objects.filter(Q(department=department) | Q(pk__in=taking_part))


def _others(
    department: str, by_machine: Iterable[str], parties: Collection[str], keys: Collection[str]
) -> list[Task]:
    """Return the tasks of other departments, of the same parties or at the same addresses."""
    rows = Task.objects.filter(state__in=OPEN, visit="").exclude(department=department)
    near = Task.objects.filter(place_key__in=list(keys), state__in=OPEN).values("origin")
    rows = rows.filter(wants_visit(by_machine), Q(party__in=list(parties)) | Q(origin__in=near))
    return list(rows.order_by("due_on", "reference")[:TOGETHER])


def _proposal(tasks: list[Task], where: Mapping[str, str]) -> Proposal:
    place = next((text for task in tasks if (text := where.get(task.origin, ""))), "")
    departments = tuple(dict.fromkeys(task.department for task in tasks))
    return Proposal(tuple(tasks[:MOST_TASKS]), place, departments)


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=CHINA)
