"""Ask another body for assistance: drafted by the verifier, signed and sent by the reviewer, withdrawn when not needed."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import new_token
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.numbers import check_code
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.papers.official import Heading, issue
from nuocheng.people import queries as people
from nuocheng.verification import papers, queries
from nuocheng.verification.acts.dispute_refusal import new_term
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import AssistanceRequest, Question, Task
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules import GIVES_REASONS, MAY_REQUEST
from nuocheng.verification.rules.facts import Reasoned, Requesting, Unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of whom: the tasks of one case; the body by its code, or by its name and address.

    *discloses* tells the asked body what was pledged; without it, it is only asked what is on record.
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
    discloses: bool = False


@founding_act("assistance.draft", by=Role.VERIFIER, file=AssistanceRequest)
def draft_request(on: Occasion, deed: Deed, *, wish: Wish, by_machine: tuple[str, ...]) -> AssistanceRequest:
    """Draft a request for assistance (协查) about facts that one party pledged in one case.

    *by_machine* names the channels that can be asked by machine: a fact of any other needs no question online first.

    Raises:
        Malformed: The tasks are of different cases, or the urgency is none of the law's.
        NotFound: A task does not exist.
        OutOfOrder: A finding was made on one of them already.
        RuledOut: Data was not asked first, nobody else is asked, or the request does not say what it needs to.

    """
    tasks = _tasks(wish)
    if wish.urgency not in assistance.URGENCIES:
        raise Malformed.at("urgency", "请选这件协查的缓急")
    listed = people.department(wish.asked) if wish.asked else None
    body = listed.name if listed else "" if wish.asked else wish.body.strip()
    own = tasks[0].department if tasks else on.post.department
    facts = tuple(Unsettled(one.label, one.channel in by_machine, one.outcome) for one in tasks)
    require(MAY_REQUEST, _facts(own, body, wish, facts), on=on.today)
    request = _request(on, tasks[0], wish, body)
    rows = [_question(request, task, place) for place, task in enumerate(tasks, start=1)]
    return deed.found(request, "draft", rows=rows, note={"asked": body, "why": request.why})


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
    content = papers.letter(request, asked, asked[0].task.item_name, on.today)
    heading = Heading("communication", papers.TITLE, papers.number_of(request), request.department)
    deed.move(
        request,
        "send",
        rows=[issue(on, request.reference, heading, content)],
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


def _facts(own: str, body: str, wish: Wish, questions: tuple[Unsettled, ...]) -> Requesting:
    return Requesting(
        own, wish.asked, body, wish.address, wish.why, wish.purpose, wish.basis, wish.contact, questions
    )


def _request(on: Occasion, first: Task, wish: Wish, body: str) -> AssistanceRequest:
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
        body=body,
        address="" if wish.asked else wish.address.strip(),
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
