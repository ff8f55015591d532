"""What is known of publicity checks: what everybody may read now, what the desk has to do, who objected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from nuocheng.edge.counting import counted
from nuocheng.edge.keyset import Page, page
from nuocheng.holdings import queries as holdings
from nuocheng.kernel.errors import NotFound
from nuocheng.law import queries as law
from nuocheng.verification.lifecycle.asking import PublicityState
from nuocheng.verification.models import ObjectionEvidence, ObjectionReply, Publicity, PublicityObjection

UNDER_WAY = (PublicityState.SHOWN, PublicityState.OVER)
#: The lists of the desk: what each is called, and what lies in it.
TABS: Mapping[str, tuple[str, PublicityState]] = {
    "shown": ("正在公示", PublicityState.SHOWN),
    "over": ("公示期满，有异议", PublicityState.OVER),
    "concluded": ("已有结果", PublicityState.CONCLUDED),
    "taken_down": ("已撤下", PublicityState.TAKEN_DOWN),
}
GONE = "这条公示已经撤下，或者没有这条公示。正在公示的，请到公示列表看"


def publicity(reference: str) -> Publicity:
    """Return one publicity check.

    Raises:
        NotFound: There is none of this number.

    """
    return Publicity.load(reference)


def public(reference: str, today: date) -> Publicity:
    """Return one publicity as everybody may read it.

    Raises:
        NotFound: There is none, or it is taken down.

    """
    found = Publicity.objects.filter(pk=reference, down_on__gte=today).first()
    if found is None or found.state == PublicityState.TAKEN_DOWN:
        raise NotFound(GONE)
    return found


def public_page(today: date, after: str = "") -> Page[Publicity]:
    """Return a page of what everybody may read now, what ends last first."""
    rows = Publicity.objects.filter(down_on__gte=today).exclude(state=PublicityState.TAKEN_DOWN)
    return page(rows, ("-down_on", "-reference"), after)


def under_way(task: str) -> Publicity | None:
    """Return the publicity of a task that is not over, if there is one."""
    return Publicity.objects.filter(task=task, state__in=UNDER_WAY).first()


def about(task: str) -> list[Publicity]:
    """Return the publicities of a task, oldest first."""
    return list(Publicity.objects.filter(task=task).order_by("opened_at", "reference"))


def desk(department: str, tab: str, after: str = "") -> Page[Publicity]:
    """Return a page of a department's publicities of one kind, what ends first first."""
    rows = Publicity.objects.filter(department=department, state=TABS[tab][1])
    return page(rows, ("until", "reference"), after)


def counts(department: str) -> dict[str, int]:
    """Return how many a department has of each kind, as far as anybody counts."""
    rows = [[Publicity.objects.filter(department=department, state=state)] for _, state in TABS.values()]
    return dict(zip(TABS, counted(rows), strict=True))


def to_end(today: date, limit: int) -> list[str]:
    """Return the publicities whose window is over."""
    rows = Publicity.objects.filter(state=PublicityState.SHOWN, until__lt=today).order_by("until")
    return list(rows.values_list("reference", flat=True)[:limit])


def objections(reference: str) -> list[PublicityObjection]:
    """Return the objections to a publicity in their order, with files and answers."""
    rows = PublicityObjection.objects.filter(publicity_id=reference).select_related("reply")
    return list(rows.prefetch_related("evidence").order_by("number"))


def objection(reference: str, number: int) -> PublicityObjection | None:
    """Return one objection, nothing if there is none of this number."""
    return PublicityObjection.objects.filter(publicity_id=reference, number=number).first()


def reply(of: PublicityObjection) -> ObjectionReply | None:
    """Return how an objection was answered, nothing while it waits."""
    return ObjectionReply.objects.filter(objection=of).first()


def by_code(digest: str) -> PublicityObjection | None:
    """Return the objection whose code has this digest."""
    return PublicityObjection.objects.filter(code_digest=digest).select_related("publicity", "reply").first()


def evidence(reference: str, key: UUID) -> tuple[ObjectionEvidence, bytes]:
    """Return one file that came with an objection, with its bytes.

    Raises:
        NotFound: It is not there, or the scanner found something in it.

    """
    found = ObjectionEvidence.objects.filter(objection__publicity_id=reference, pk=key).first()
    if found is None:
        raise NotFound("这条公示里没有这个文件")
    return found, holdings.content(found.digest)


def shown(privacy: str, on: date) -> str:
    """Return how a fact of this class may be shown: whole, masked, or never."""
    classes = law.provisions("code.privacy.", on).values()
    return next((str(one.value["shown"]) for one in classes if one.code == privacy), "never")


def grounds(on: date) -> dict[str, str]:
    """Return the grounds on which the law has a person's pledge shown, by code."""
    return {one.code: one.title for one in law.provisions("ground.publicity.", on).values()}
