"""What is known of draws: those of a department, what waits for one, and what was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.lifecycle import DRAWING, DrawState, TaskState
from nuocheng.verification.models import Draw, DrawList, SealedSeed, Task
from nuocheng.verification.queries import risks
from nuocheng.verification.rules.credit_class import Record, class_of
from nuocheng.verification.rules.drawing import Member, read
from nuocheng.verification.rules.risk import RiskClass

#: How many members are looked up in one statement: more parameters some databases do not take.
CHUNK = 500
#: Between the class of the party and that of the risk in the key of a stratum.
JOIN = "-"


def draw(reference: str) -> Draw:
    """Return one draw.

    Raises:
        NotFound: There is no such draw.

    """
    return Draw.load(reference)


def draws(department: str = "", after: str = "") -> Page[Draw]:
    """Return a page of the draws of a department, or of all of them, the newest first."""
    rows = Draw.objects.filter(department=department) if department else Draw.objects.all()
    return page(rows, ("-opened_at", "-reference"), after)


def under_way(department: str) -> Draw | None:
    """Return the draw that a department has under way, if it has one."""
    return Draw.objects.filter(department=department, state__in=DRAWING).first()


def to_carry_out() -> list[Draw]:
    """Return the draws whose result is not handed out to the end."""
    return list(Draw.objects.filter(state=DrawState.DRAWN).order_by("reference"))


def sealed_seed(reference: str) -> str:
    """Return the seed of a draw; only for the act that reveals it."""
    return str(SealedSeed.objects.values_list("seed", flat=True).get(draw_id=reference))


def lines(reference: str, *, drawn: bool) -> str:
    """Return the frozen list of a draw, or what was drawn from it; empty while there is none."""
    found = DrawList.objects.filter(draw_id=reference, drawn=drawn).values_list("lines", flat=True)
    return str(next(iter(found), ""))


def waiting(department: str, decided_by: date) -> int:
    """Return how many cases of a department wait for a draw."""
    return int(_pooled(department, decided_by).aggregate(cases=Count("origin", distinct=True))["cases"])


def members(draw: Draw) -> list[Member]:
    """Return the cases that wait for a draw, each in the class of its party, and of its risk where the draw asks so."""
    pooled = _pooled(draw.department, draw.decided_by)
    rows = list(pooled.values_list("origin", "party").distinct().order_by("origin"))
    known = records({party for _, party in rows})
    credit = {reference: str(class_of(known.get(party, Record()))) for reference, party in rows}
    if not any(JOIN in one.key for one in draw.parts):
        return [Member(stratum, reference) for reference, stratum in credit.items()]
    risky = _riskiest(pooled, draw.decided_by)
    return [Member(f"{stratum}{JOIN}{risky[reference]}", reference) for reference, stratum in credit.items()]


def _riskiest(pooled: QuerySet[Task], on: date) -> dict[str, RiskClass]:
    """Return the risk class of each case: that of the riskiest fact in it."""
    tasks = list(pooled.only("reference", "origin", "department", "certificate", "harm", "channel"))
    classes, order = risks.classes_of(tasks, on), list(RiskClass)
    found: dict[str, RiskClass] = {}
    for task in tasks:
        one = classes[task.reference]
        found[task.origin] = min(found.get(task.origin, one), one, key=order.index)
    return found


def records(parties: Iterable[str]) -> dict[str, Record]:
    """Return how the pledges of each party stood the check; one of whom nothing was checked is not in it."""
    asked, found = sorted(set(parties)), {}
    for start in range(0, len(asked), CHUNK):
        rows = Task.objects.filter(party__in=asked[start : start + CHUNK]).order_by()
        counts = rows.values_list("party").annotate(
            confirmed=Count("pk", filter=Q(state=TaskState.CONFIRMED)),
            refuted=Count("pk", filter=Q(state=TaskState.REFUTED)),
            unresolved=Count("pk", filter=Q(state=TaskState.UNRESOLVED)),
        )
        found.update({party: Record(*stood) for party, *stood in counts})
    return found


def still_pooled(cases: Iterable[str], limit: int) -> list[Task]:
    """Return the first pledged facts of *cases* that still wait for what their draw makes of them."""
    asked, found = list(cases), []
    for start in range(0, len(asked), CHUNK):
        rows = Task.objects.filter(origin__in=asked[start : start + CHUNK], state=TaskState.POOLED)
        found += list(rows.order_by("reference"))
        if len(found) >= limit:
            break
    return found[:limit]


def results(reference: str) -> Mapping[str, int]:
    """Return how many pledged facts of a draw stand in each state."""
    rows = Task.objects.filter(draw=reference).order_by()
    return dict(rows.values_list("state").annotate(count=Count("pk")))


def drawn_tasks(reference: str, after: str = "") -> Page[Task]:
    """Return a page of what a draw drew, as it stands."""
    rows = Task.objects.filter(draw=reference).exclude(state=TaskState.SPARED)
    return page(rows, ("reference",), after)


def references(text: str) -> list[str]:
    """Return the references on a list, in its order."""
    return [one.reference for one in read(text)]


def _pooled(department: str, decided_by: date) -> QuerySet[Task]:
    until = datetime.combine(decided_by + timedelta(days=1), time(), CHINA)
    return Task.objects.filter(department=department, state=TaskState.POOLED, decided_at__lt=until)
