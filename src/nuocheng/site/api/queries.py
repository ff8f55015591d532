"""One path per query about files: what may be read, and by whom."""

import json
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from nuocheng.cases import queries as cases
from nuocheng.consequences import queries as consequences
from nuocheng.credit import queries as credit
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import ChannelDown, NotFound
from nuocheng.kernel.numbers import mask_number
from nuocheng.kernel.occasion import Role
from nuocheng.looks import queries as looks
from nuocheng.papers import queries as papers
from nuocheng.papers.rendering import NotPrinted, render
from nuocheng.platforms import queries as platforms
from nuocheng.site.api.acts import offered_now
from nuocheng.site.api.asking import query
from nuocheng.verification import queries as verification

STAFF = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.LEGAL, Role.BUREAU)
#: Who may read about a case, a task or a matter: its party, its department's staff, the Justice Bureau.
READERS = (Role.APPLICANT, *STAFF)
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
        """Return the acts that the lifecycle allows now, as the addresses below the case name them."""
        return offered_now(type(case), case.state)


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


@query("/cases", CasePage, "列出办件", READERS)
def list_cases(request: HttpRequest, after: str = "", words: str = "") -> Any:
    """Return one's own cases, or those of one's department, newest first."""
    staff = [post for post in posts_of(request) if post.role in STAFF]
    if staff:
        return cases.search(staff[0].department, words, today(), after)
    return cases.cases_of(occasion(request, (Role.APPLICANT,)).party, after)


@query("/cases/{reference}", CaseOut, "查一个办件", READERS)
def one_case(request: HttpRequest, reference: str) -> Any:
    """Return one case."""
    return _readable(request, cases.case(reference))


@query("/cases/{reference}/history", list[LineOut], "查办件的办理记录", READERS)
def case_history(request: HttpRequest, reference: str) -> Any:
    """Return what was done on a case, oldest first."""
    _readable(request, cases.case(reference))
    return journal.history("case", reference)


@query("/cases/{reference}/papers", list[PaperOut], "列出办件的文书", READERS)
def case_papers(request: HttpRequest, reference: str) -> Any:
    """Return the papers of a case, oldest first."""
    _readable(request, cases.case(reference))
    return papers.papers_of(reference)


@query("/papers/{id}/pdf", bytes, "下载一份文书（PDF）", READERS)
def paper_file(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002 - the name that papers are listed with
    """Return a paper as it is printed, to its party, its department's staff, or the Justice Bureau."""
    found = _readable(request, papers.paper(id))
    try:
        printed = render(found.form, json.loads(found.content))
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，内容都在，请过几分钟再下载") from down
    return HttpResponse(printed, content_type=PDF)


@query("/changes", Feed, "从上次之后办了什么（给收不了推送的平台）", STAFF)
def changes(request: HttpRequest, after: str = "") -> Any:
    """Return what was done since the mark *after*, of one's departments, in the order in which it was done.

    Without a mark it begins with the very first change; with *after=now* it tells the mark of this moment only.
    """
    held = must_hold(request, *STAFF)
    of_all = any(post.role is Role.BUREAU for post in held)
    return platforms.feed(after, None if of_all else {post.department for post in held})


@query("/cases/{reference}/tasks", list[TaskOut], "列出办件的核查任务", READERS)
def case_tasks(request: HttpRequest, reference: str) -> Any:
    """Return the verification tasks of a case."""
    _readable(request, cases.case(reference))
    return verification.tasks_of(reference)


@query("/tasks", TaskPage, "列出待核查的任务", (Role.VERIFIER,))
def list_tasks(request: HttpRequest, lane: str = "all", after: str = "") -> Any:
    """Return the open tasks of one's department in one lane, the most urgent first."""
    post = must_hold(request, Role.VERIFIER)[0]
    if lane not in verification.LANES:
        raise NotFound("没有这个分类，请核对")
    return verification.queue(post.department, lane, after)


@query("/tasks/{reference}", TaskOut, "查一个核查任务", READERS)
def one_task(request: HttpRequest, reference: str) -> Any:
    """Return one task."""
    return _readable(request, verification.task(reference))


@query("/matters", MatterPage, "列出在办的不实处理", (Role.VERIFIER, Role.LEGAL, Role.REVIEWER))
def list_matters(request: HttpRequest, after: str = "") -> Any:
    """Return the open matters of one's department, the oldest first."""
    post = must_hold(request, Role.VERIFIER, Role.LEGAL, Role.REVIEWER)[0]
    return consequences.queue(post.department, "", after)


@query("/matters/{reference}", MatterOut, "查一件不实处理", READERS)
def one_matter(request: HttpRequest, reference: str) -> Any:
    """Return one matter."""
    return _readable(request, consequences.matter(reference))


class LookOut(Schema):
    """A look at one party, as whoever took it sees it; the party's number is masked."""

    reference: str
    state: str
    state_title: str
    certificate: str
    party_name: str
    party: str
    purpose: str
    basis_kind: str
    basis: str
    outcome: str
    facts: list[dict[str, str]]
    remark: str
    source: str
    source_time: date | None
    receipt_no: str
    digest: str
    refused_for: str
    opened_at: datetime

    @staticmethod
    def resolve_party(look: Any) -> str:
        """Mask the number."""
        return mask_number(look.party)

    @staticmethod
    def resolve_facts(look: Any) -> list[dict[str, str]]:
        """Return what was stated and how it stood."""
        names = ("key", "label", "stated", "verdict", "shown")
        return [{name: one.get(name, "") for name in names} for one in look.asked_facts]


@query(
    "/looks/{reference}",
    LookOut,
    "查自己作过的一次查询",
    (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.LEGAL),
)
def one_look(request: HttpRequest, reference: str) -> Any:
    """Return one look to whoever took it.

    Raises:
        NotFound: It is somebody else's, which is answered as if it were not there.

    """
    found = looks.look(reference)
    if found.asked_by != request.user.get_username():
        raise NotFound
    return found


@query("/standing", StandingOut, "查自己的信用状况", (Role.APPLICANT,))
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
