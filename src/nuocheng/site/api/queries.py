"""One path per query: what may be read, and by whom."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.constants import NOT_SET

from nuocheng.cases import queries as cases
from nuocheng.catalogue import queries as catalogue
from nuocheng.consequences import queries as consequences
from nuocheng.credit import queries as credit
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import ChannelDown, NotFound
from nuocheng.kernel.numbers import mask_number
from nuocheng.kernel.occasion import Role
from nuocheng.papers import queries as papers
from nuocheng.papers.rendering import NotPrinted, render
from nuocheng.platforms import queries as platforms
from nuocheng.site.api.describing import IF_CHANGED, OPEN_TO_ALL, TO_READ, marks, told
from nuocheng.verification import queries as verification

router = Router()

View = Callable[..., Any]

STAFF = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.LEGAL, Role.BUREAU)
#: Who may read about a case, a task or a matter: its party, its department's staff, the Justice Bureau.
READERS = (Role.APPLICANT, *STAFF)
#: The kind of file of which an address speaks, by its first word.
TAGS = {
    "items": "edition",
    "cases": "case",
    "papers": "case",
    "tasks": "task",
    "matters": "matter",
    "standing": "integrity",
    "changes": "change",
}
PDF = "application/pdf"


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


class ChangeOut(Schema):
    """One thing that was done on a file: nothing about any person."""

    kind: str
    reference: str
    number: int
    verb: str
    state: str
    at: datetime
    department: str
    digest: str


class Feed(Schema):
    """A page of changes; *next* is where to go on, now if *more*, else whenever one likes."""

    rows: list[ChangeOut]
    next: str
    more: bool


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


def _query(path: str, shape: Any, summary: str, roles: tuple[Role, ...]) -> Callable[[View], View]:
    """Give a query its address; what its docstring says is its description, its posts beside it."""

    def made(view: View) -> View:
        router.add_api_operation(
            path,
            ["GET"],
            view,
            response={200: shape, 304: None, **(TO_READ if roles else OPEN_TO_ALL)},
            auth=NOT_SET if roles else None,
            operation_id=_name_of(view),
            summary=summary,
            description=told(view.__doc__ or "", roles),
            tags=[TAGS[path.split("/")[1]]],
            openapi_extra={"parameters": [IF_CHANGED], **marks(roles)},
        )
        return view

    return made


def _name_of(view: View) -> str:
    """Return what a query is called in clients made from the document: list_cases, read_case."""
    name = str(view.__name__)
    return name if name.startswith("list_") else f"read_{name.removeprefix('one_')}"


@_query("/items/{code}", ItemOut, "查现行目录里的一个事项", ())
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


@_query("/cases", CasePage, "列出办件", READERS)
def list_cases(request: HttpRequest, after: str = "", words: str = "") -> Any:
    """Return one's own cases, or those of one's department, newest first."""
    staff = [post for post in posts_of(request) if post.role in STAFF]
    if staff:
        return cases.search(staff[0].department, words, after)
    return cases.cases_of(occasion(request, (Role.APPLICANT,)).party, after)


@_query("/cases/{reference}", CaseOut, "查一个办件", READERS)
def one_case(request: HttpRequest, reference: str) -> Any:
    """Return one case."""
    return _readable(request, cases.case(reference))


@_query("/cases/{reference}/history", list[LineOut], "查办件的办理记录", READERS)
def case_history(request: HttpRequest, reference: str) -> Any:
    """Return what was done on a case, oldest first."""
    _readable(request, cases.case(reference))
    return journal.history("case", reference)


@_query("/cases/{reference}/papers", list[PaperOut], "列出办件的文书", READERS)
def case_papers(request: HttpRequest, reference: str) -> Any:
    """Return the papers of a case, oldest first."""
    _readable(request, cases.case(reference))
    return papers.papers_of(reference)


@_query("/papers/{id}/pdf", bytes, "下载一份文书（PDF）", READERS)
def paper_file(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002 - the name that papers are listed with
    """Return a paper as it is printed, to its party, its department's staff, or the Justice Bureau."""
    found = _readable(request, papers.paper(id))
    try:
        printed = render(found.form, json.loads(found.content))
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，内容都在，请过几分钟再下载") from down
    return HttpResponse(printed, content_type=PDF)


@_query("/changes", Feed, "从上次之后办了什么（给收不了推送的平台）", STAFF)
def changes(request: HttpRequest, after: str = "") -> Any:
    """Return what was done since the mark *after*, of one's departments, in the order in which it was done."""
    held = must_hold(request, *STAFF)
    of_all = any(post.role is Role.BUREAU for post in held)
    return platforms.feed(after, None if of_all else {post.department for post in held})


@_query("/cases/{reference}/tasks", list[TaskOut], "列出办件的核查任务", READERS)
def case_tasks(request: HttpRequest, reference: str) -> Any:
    """Return the verification tasks of a case."""
    _readable(request, cases.case(reference))
    return verification.tasks_of(reference)


@_query("/tasks", TaskPage, "列出待核查的任务", (Role.VERIFIER,))
def list_tasks(request: HttpRequest, lane: str = "all", after: str = "") -> Any:
    """Return the open tasks of one's department in one lane, the most urgent first."""
    post = must_hold(request, Role.VERIFIER)[0]
    if lane not in verification.LANES:
        raise NotFound("没有这个分类，请核对")
    return verification.queue(post.department, lane, after)


@_query("/tasks/{reference}", TaskOut, "查一个核查任务", READERS)
def one_task(request: HttpRequest, reference: str) -> Any:
    """Return one task."""
    return _readable(request, verification.task(reference))


@_query("/matters", MatterPage, "列出在办的不实处理", (Role.VERIFIER, Role.LEGAL, Role.REVIEWER))
def list_matters(request: HttpRequest, after: str = "") -> Any:
    """Return the open matters of one's department, the oldest first."""
    post = must_hold(request, Role.VERIFIER, Role.LEGAL, Role.REVIEWER)[0]
    return consequences.queue(post.department, "", after)


@_query("/matters/{reference}", MatterOut, "查一件不实处理", READERS)
def one_matter(request: HttpRequest, reference: str) -> Any:
    """Return one matter."""
    return _readable(request, consequences.matter(reference))


@_query("/standing", StandingOut, "查自己的信用状况", (Role.APPLICANT,))
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
