"""One path per query: what may be read, and by whom."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from nuocheng.cases import queries as cases
from nuocheng.catalogue import queries as catalogue
from nuocheng.consequences import queries as consequences
from nuocheng.credit import queries as credit
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import mask_number
from nuocheng.kernel.occasion import Role
from nuocheng.papers import queries as papers
from nuocheng.site.api.acts import REFUSALS
from nuocheng.verification import queries as verification

router = Router()

STAFF = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.LEGAL, Role.BUREAU)


class CaseOut(Schema):
    """A case; the party's number is masked."""

    reference: str
    number: str
    code: str
    state: str
    state_title: str
    item_code: str
    item_name: str
    edition: str
    edition_version: int
    department: str
    party_name: str
    party: str
    path: str
    due_on: date
    opened_at: datetime
    decided_at: datetime | None
    notice_digest: str
    ineligible_reason: str
    possible: list[str]

    @staticmethod
    def resolve_party(case: Any) -> str:
        """Mask the number."""
        return mask_number(case.party)

    @staticmethod
    def resolve_possible(case: Any) -> list[str]:
        """Return the verbs that the lifecycle allows now."""
        return list(case.lifecycle.possible(case.state))


class TaskOut(Schema):
    """A verification task."""

    reference: str
    origin: str
    state: str
    state_title: str
    certificate: str
    label: str
    claimed: str
    channel: str
    source: str
    outcome: str
    observed: str
    due_on: date
    attempts: int


class MatterOut(Schema):
    """A matter."""

    reference: str
    case: str
    state: str
    state_title: str
    party_name: str
    facts: str
    intent: str
    grade: str
    measures: str
    defence_due_on: date | None
    statement: str
    decision_reason: str


class CasePage(Schema):
    """A page of cases, and where the next one begins."""

    rows: list[CaseOut]
    next: str


class TaskPage(Schema):
    """A page of tasks, and where the next one begins."""

    rows: list[TaskOut]
    next: str


class MatterPage(Schema):
    """A page of matters, and where the next one begins."""

    rows: list[MatterOut]
    next: str


class LineOut(Schema):
    """One line of a file's history."""

    number: int
    verb: str
    at: datetime
    post: str
    note: dict[str, Any]
    digest: str


class StandingOut(Schema):
    """How a party stands."""

    reference: str
    barred: bool
    repairing: bool
    reason: str
    basis: str
    since: datetime | None


class PaperOut(Schema):
    """A paper of a case or matter."""

    id: str
    title: str
    number: str
    form: str
    digest: str
    made_at: datetime

    @staticmethod
    def resolve_id(paper: Any) -> str:
        """Write the id as addresses carry it."""
        return str(paper.pk.hex)


class ItemOut(Schema):
    """An item of the catalogue as published: its edition and everything it says."""

    edition: str
    version: int
    department: str
    digest: str
    item: dict[str, Any]


@router.get("/items/{code}", response={200: ItemOut, 404: REFUSALS[404]}, auth=None, tags=["edition"])
def item(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the edition of an item that is in force."""
    found = catalogue.in_force(code)
    return {
        "edition": found.reference,
        "version": found.version,
        "department": found.department,
        "digest": found.digest,
        "item": catalogue.as_json(found.item),
    }


@router.get("/cases", response={200: CasePage, **REFUSALS}, tags=["case"])
def list_cases(request: HttpRequest, after: str = "", words: str = "") -> Any:
    """Return one's own cases, or those of one's department, newest first."""
    staff = [post for post in posts_of(request) if post.role in STAFF]
    if staff:
        return cases.search(staff[0].department, words, after)
    return cases.cases_of(occasion(request, (Role.APPLICANT,)).party, after)


@router.get("/cases/{reference}", response={200: CaseOut, **REFUSALS}, tags=["case"])
def one_case(request: HttpRequest, reference: str) -> Any:
    """Return one case."""
    return _readable(request, cases.case(reference))


@router.get("/cases/{reference}/history", response={200: list[LineOut], **REFUSALS}, tags=["case"])
def case_history(request: HttpRequest, reference: str) -> Any:
    """Return what was done on a case, oldest first."""
    _readable(request, cases.case(reference))
    return journal.history("case", reference)


@router.get("/cases/{reference}/papers", response={200: list[PaperOut], **REFUSALS}, tags=["case"])
def case_papers(request: HttpRequest, reference: str) -> Any:
    """Return the papers of a case, oldest first."""
    _readable(request, cases.case(reference))
    return papers.papers_of(reference)


@router.get("/cases/{reference}/tasks", response={200: list[TaskOut], **REFUSALS}, tags=["task"])
def case_tasks(request: HttpRequest, reference: str) -> Any:
    """Return the verification tasks of a case."""
    _readable(request, cases.case(reference))
    return verification.tasks_of(reference)


@router.get("/tasks", response={200: TaskPage, **REFUSALS}, tags=["task"])
def list_tasks(request: HttpRequest, lane: str = "all", after: str = "") -> Any:
    """Return the open tasks of one's department in one lane, the most urgent first."""
    post = must_hold(request, Role.VERIFIER)[0]
    if lane not in verification.LANES:
        raise NotFound("没有这个分类，请核对")
    return verification.queue(post.department, lane, after)


@router.get("/tasks/{reference}", response={200: TaskOut, **REFUSALS}, tags=["task"])
def one_task(request: HttpRequest, reference: str) -> Any:
    """Return one task."""
    return _readable(request, verification.task(reference))


@router.get("/matters", response={200: MatterPage, **REFUSALS}, tags=["matter"])
def list_matters(request: HttpRequest, after: str = "") -> Any:
    """Return the open matters of one's department, the oldest first."""
    post = must_hold(request, Role.VERIFIER, Role.LEGAL, Role.REVIEWER)[0]
    return consequences.queue(post.department, "", after)


@router.get("/matters/{reference}", response={200: MatterOut, **REFUSALS}, tags=["matter"])
def one_matter(request: HttpRequest, reference: str) -> Any:
    """Return one matter."""
    return _readable(request, consequences.matter(reference))


@router.get("/standing", response={200: StandingOut, **REFUSALS}, tags=["integrity"])
def my_standing(request: HttpRequest) -> Any:
    """Return how one stands oneself."""
    return credit.standing(occasion(request, (Role.APPLICANT,)).party)


def _readable(request: HttpRequest, file: Any) -> Any:
    """Return a file only to its party, its department's staff, or the Justice Bureau.

    Raises:
        NotFound: It is for other eyes, which is answered as if it were not there.
    """
    party = getattr(request.user, "number", "")
    if party and file.party == party:
        return file
    for post in posts_of(request):
        if post.role is Role.BUREAU or (post.role in STAFF and post.department == file.department):
            return file
    raise NotFound
