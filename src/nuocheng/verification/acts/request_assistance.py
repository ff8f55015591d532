"""Ask another body for assistance: drafted by the verifier, signed and sent by the reviewer, withdrawn when not needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nuocheng.holdings.official import Purpose
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import Kept, Record, new_token
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.numbers import check_code
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.papers.official import Heading, issue
from nuocheng.people import queries as people
from nuocheng.verification import papers, queries
from nuocheng.verification.acts.dispute_refusal import new_term
from nuocheng.verification.acts.keeping import Picture, few, kept
from nuocheng.verification.acts.telling import news
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import AssistanceRequest, Enclosure, Question, Task
from nuocheng.verification.queries import assistance, bodies
from nuocheng.verification.rules import GIVES_REASONS, MAY_REQUEST
from nuocheng.verification.rules.facts import Reasoned, Requesting, Unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of whom: the tasks of one case; the body by its code, by the address book, or by name and address.

    *outside* is the number of a body in the department's address book. *discloses* tells the asked body what was
    pledged; without it, it is only asked what is on record.
    """

    tasks: tuple[str, ...]
    why: str
    purpose: str
    basis: str
    contact: str
    urgency: str = "standard"
    asked: str = ""
    body: str = ""
    address: str = ""
    outside: str = ""
    discloses: bool = False
    enclosures: tuple[Picture, ...] = ()


@founding_act("assistance.draft", by=Role.VERIFIER, file=AssistanceRequest)
def draft_request(on: Occasion, deed: Deed, *, wish: Wish, by_machine: tuple[str, ...]) -> AssistanceRequest:
    """Draft a request for assistance (协查) about facts that one party pledged in one case.

    *by_machine* names the channels that can be asked by machine: a fact of any other needs no question online first.

    Raises:
        Malformed: The tasks are of different cases, the urgency is none of the law's, or a file cannot be kept.
        NotFound: A task does not exist, or the address book has no such body.
        OutOfOrder: A finding was made on one of them already.
        RuledOut: Data was not asked first, nobody else is asked, or the request does not say what it needs to.

    """
    tasks = _tasks(wish)
    if wish.urgency not in assistance.URGENCIES:
        raise Malformed.at("urgency", "请选这件协查的缓急")
    few(wish.enclosures, "enclosure_1")
    own = tasks[0].department if tasks else on.post.department
    to = _addressed(wish, own)
    facts = tuple(Unsettled(one.label, one.channel in by_machine, one.outcome) for one in tasks)
    require(MAY_REQUEST, _facts(own, to, facts), on=on.today)
    request = _request(on, tasks[0], to)
    rows: list[Record | Kept] = [_question(request, task, place) for place, task in enumerate(tasks, start=1)]
    for one in wish.enclosures:
        rows += kept(on, one, Purpose.MATERIAL, Enclosure(request=request))
    note = {"asked": request.body, "why": request.why, "enclosures": len(wish.enclosures)}
    return deed.found(request, "draft", rows=rows, note=note)


@official_act("assistance.send", by=Role.REVIEWER, file=AssistanceRequest)
def send_request(on: Occasion, request: AssistanceRequest, deed: Deed) -> None:
    """Sign a request and send it (签发): from today the term for the answer runs.

    Raises:
        OutOfOrder: It is signed already, or withdrawn.

    """
    request.ready_for("send")
    term = new_term(on, request)
    request.due_on, request.sent_at = term["due_on"], on.at
    asked = assistance.questions(request.reference)
    enclosed = assistance.enclosures(request.reference)
    content = papers.letter(request, asked, enclosed, on.today)
    heading = Heading("communication", papers.TITLE, papers.number_of(request), request.department)
    deed.move(
        request,
        "send",
        rows=[issue(on, request.reference, heading, content), *news(on, request, "arrived")],
        note={"due": term["due_on"].isoformat(), "to": request.body},
        signed_by=on.actor,
        sent_at=on.at,
        **term,
    )


@official_act("assistance.withdraw", by=(Role.VERIFIER, Role.REVIEWER), file=AssistanceRequest)
def withdraw_request(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Withdraw a request (撤回) that is needed no more, or that is not to be signed.

    Raises:
        OutOfOrder: It is answered, or ended otherwise.
        RuledOut: No reason is given.

    """
    request.ready_for("withdraw")
    require(GIVES_REASONS, Reasoned("撤回", reason), on=on.today)
    said = reason.strip()
    deed.move(
        request,
        "withdraw",
        note={"reason": said},
        outcome="withdrawn",
        outcome_reason=said,
        press_on=None,
        halfway_on=None,
    )


def _tasks(wish: Wish) -> list[Task]:
    """Return the tasks to ask about, in the order in which they were chosen.

    Raises:
        Malformed: They are of different cases.
        NotFound: One does not exist.
        OutOfOrder: A finding was made on one of them already.

    """
    references = list(dict.fromkeys(wish.tasks))
    found = queries.by_reference(references)
    tasks = [found[one] for one in references]
    if len({(one.origin, one.department) for one in tasks}) > 1:
        raise Malformed.at("tasks", "一件协查只能问同一个办件的事实，请分开来问")
    done = [one.label for one in tasks if one.state not in OPEN]
    if done:
        raise OutOfOrder(f"“{'、'.join(done)}”已经有结论，不用再请协助")
    return tasks


def _addressed(wish: Wish, own: str) -> Wish:
    """Return a wish with the name of whom it asks, and the address of a body outside.

    Raises:
        NotFound: The department's address book has no such body.

    """
    if wish.asked:
        listed = people.department(wish.asked)
        return replace(wish, body=listed.name if listed else "", address="", outside="")
    if not wish.outside:
        return replace(wish, body=wish.body.strip(), address=wish.address.strip())
    found = bodies.body(wish.outside, own)
    return replace(wish, body=found.name, address=found.address)


def _facts(own: str, to: Wish, questions: tuple[Unsettled, ...]) -> Requesting:
    return Requesting(own, to.asked, to.body, to.address, to.why, to.purpose, to.basis, to.contact, questions)


def _request(on: Occasion, first: Task, wish: Wish) -> AssistanceRequest:
    token = new_token()
    return AssistanceRequest(
        reference=f"X{on.today.year}-{next_number(f'assistance/{on.today.year}'):05d}",
        token=token,
        code=check_code(bytes.fromhex(token)),
        department=first.department,
        party=first.party,
        party_name=first.party_name,
        origin=first.origin,
        asked=wish.asked,
        body=wish.body,
        address=wish.address,
        outside=wish.outside,
        why=wish.why.strip(),
        purpose=wish.purpose.strip(),
        basis=wish.basis.strip(),
        contact=wish.contact.strip(),
        discloses=wish.discloses,
        urgency=wish.urgency,
        drafted_by=on.actor,
    )


def _question(request: AssistanceRequest, task: Task, place: int) -> Question:
    return Question(
        request=request,
        task=task,
        place=place,
        certificate=task.certificate,
        label=task.label,
        claimed=task.claimed if request.discloses else "",
    )
