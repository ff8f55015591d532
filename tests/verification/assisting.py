"""Situations of the assistance desk, each reached by the real acts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from unittest.mock import patch

from tests import builders as b
from tests.builders import Hours, an_occasion

from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import Entered, Heard, Picture, Replied, WholeReply, Wish
from nuocheng.verification.models import AssistanceRequest, OutsideBody, Task
from nuocheng.verification.queries import assistance, bodies

ASKED, ASKED_NAME = "620402-rsj", "白银区人力资源和社会保障局"
BY_MACHINE = ("internal_record",)
WHY, SIGNED = "台账里查无数据", "尹航 就业科科长"
REASON = {"reason": "这一项由区医保局登记"}
#: A page as it was read off the scanner; a picture so small that it costs nothing.
PAGE = Picture(
    "复函.png",
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsSmr8wAAAABJRU5ErkJggg=="
    ),
)
CODE = "7K3M-92QX-0104"
CONFIRMED = (Replied(1, "confirmed"), Replied(2, "denied", "4", "10月起增加1人"))


def nothing_found(task: Task, outcome: str = "not_found") -> Heard:
    """Return what a source says that knows nothing of a party."""
    raw = f"{task.reference} {outcome}".encode()
    return Heard(
        channel=task.channel,
        source=task.source,
        outcome=outcome,
        observed="",
        note="",
        raw=raw,
        digest=hashlib.sha256(raw).hexdigest(),
        receipt_no="NB-1",
        source_time=None,
        asked_at=b.MORNING,
        answered_at=b.MORNING,
        latency_ms=1,
    )


def asked_in_vain(hours: Hours, *, outcome: str = "not_found") -> list[Task]:
    """Return the tasks of a case about which the register knew nothing."""
    b.some_departments()
    case = b.a_granted_case(hours=hours)
    for task in queries.tasks_of(case.reference):
        on = an_occasion(Role.SYSTEM, at=hours.next())
        acts.record_answer(on, task.reference, heard=nothing_found(task, outcome))
    return queries.tasks_of(case.reference)


def a_wish(tasks: list[Task]) -> Wish:
    """Return what is asked of another department."""
    return Wish(
        tasks=tuple(one.reference for one in tasks),
        why=WHY,
        purpose="核实低保承诺",
        basis="白政办发〔2020〕20号三（八）",
        contact="冯川，0943-0000120",
        asked=ASKED,
        discloses=True,
    )


def to_a_body_outside(wish: Wish) -> Wish:
    """Return the same, asked of a body without accounts here."""
    return replace(
        wish, asked="", body="兰州市虚构区民政局", address="兰州市虚构区虚构路1号", urgency="other_region"
    )


def verifier(hours: Hours) -> Occasion:
    """Return an occasion of the verifier who asks."""
    return an_occasion(Role.VERIFIER, at=hours.next())


def of_the_asked(hours: Hours) -> Occasion:
    """Return an occasion of the verifier of the asked department."""
    return an_occasion(Role.VERIFIER, ASKED, hours.next(), actor="rsj-verifier")


def drafted(hours: Hours, change: Callable[[Wish], Wish] = lambda wish: wish) -> AssistanceRequest:
    """Return a request that waits to be signed."""
    wish = change(a_wish(asked_in_vain(hours)))
    made = acts.draft_request(verifier(hours), wish=wish, by_machine=BY_MACHINE)
    return assistance.request(made.reference)


def sent(hours: Hours, change: Callable[[Wish], Wish] = lambda wish: wish) -> AssistanceRequest:
    """Return a request that was signed and sent."""
    made = drafted(hours, change)
    acts.send_request(an_occasion(Role.REVIEWER, at=hours.next()), made.reference)
    return assistance.request(made.reference)


def sent_outside(hours: Hours) -> AssistanceRequest:
    """Return a request to a body without accounts, with a code for its reply."""
    return with_code(sent(hours, to_a_body_outside), CODE, hours)


def acknowledged_outside(hours: Hours) -> AssistanceRequest:
    """Return such a request of which the body said that it arrived."""
    made = sent_outside(hours)
    acts.acknowledge_request(verifier(hours), made.reference)
    return assistance.request(made.reference)


def with_code(request: AssistanceRequest, code: str, hours: Hours) -> AssistanceRequest:
    """Return a request after a code was issued for it, one that the test knows."""
    with patch("nuocheng.verification.acts.reply_code.check_code", lambda _: code):
        _, digest = acts.new_code(request.reference)
    acts.issue_code(verifier(hours), request.reference, digest=digest)
    return assistance.request(request.reference)


def a_reply_by_code(_: AssistanceRequest) -> dict[str, object]:
    """Return what a body without accounts replies with."""
    return {"code": CODE, "whole": WholeReply(CONFIRMED, "外地民政局 王某")}


#: What a body without accounts replies on paper, with its scan.
ON_PAPER = {"replies": CONFIRMED, "signed_by": "外地民政局 王某", "pages": (PAGE,)}
BODY = Entered(
    name="兰州市虚构区民政局", address="兰州市虚构区虚构路1号", liaison="石某", mobile="13800000138"
)


def a_body(hours: Hours, entered: Entered = BODY) -> OutsideBody:
    """Return a body outside in the address book of the department that asks."""
    made = acts.enter_body(verifier(hours), department=b.DEPARTMENT, entered=entered)
    return bodies.body(made.reference, b.DEPARTMENT)


def a_dropped_body(hours: Hours) -> OutsideBody:
    """Return a body that was taken out of the address book."""
    made = a_body(hours)
    acts.drop_body(verifier(hours), made.reference)
    return OutsideBody.load(made.reference)


def acknowledged(hours: Hours) -> AssistanceRequest:
    """Return a request that arrived."""
    return _then(hours, sent(hours), acts.acknowledge_request)


def returned(hours: Hours) -> AssistanceRequest:
    """Return a request that was sent back as another body's business."""
    return _then(hours, sent(hours), lambda on, one: acts.return_request(on, one, **REASON))


def refused(hours: Hours) -> AssistanceRequest:
    """Return a request that was refused."""
    return _then(hours, sent(hours), lambda on, one: acts.refuse_request(on, one, **REASON))


def disputed(hours: Hours) -> AssistanceRequest:
    """Return a request whose refusal is disputed."""
    made = refused(hours)
    acts.dispute_refusal(verifier(hours), made.reference, reason="就业登记是人社局的职责")
    return assistance.request(made.reference)


def signer(hours: Hours) -> Occasion:
    """Return an occasion of the reviewer of the asked department, who signs its answers."""
    return an_occasion(Role.REVIEWER, ASKED, hours.next(), actor="rsj-reviewer")


def prepared(hours: Hours) -> AssistanceRequest:
    """Return a request of which the answer is written and waits to be signed."""
    return _then(hours, sent(hours), lambda on, one: acts.prepare_answer(on, one, replies=CONFIRMED))


def reply(hours: Hours, reference: str, replies: tuple[Replied, ...] = CONFIRMED) -> None:
    """Let the asked department answer: one officer writes, another one signs."""
    acts.prepare_answer(of_the_asked(hours), reference, replies=replies)
    acts.sign_answer(signer(hours), reference, signed_by=SIGNED)


def answered(hours: Hours) -> AssistanceRequest:
    """Return a request that was answered: one fact is so, the other is not."""
    made = sent(hours)
    reply(hours, made.reference)
    return assistance.request(made.reference)


def closed(hours: Hours) -> AssistanceRequest:
    """Return a request whose reply was used."""
    made = answered(hours)
    acts.use_reply(verifier(hours), made.reference)
    return assistance.request(made.reference)


def _then(hours: Hours, made: AssistanceRequest, do: Callable[[Occasion, str], object]) -> AssistanceRequest:
    do(of_the_asked(hours), made.reference)
    return assistance.request(made.reference)


IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "assistance": {
        "drafted": drafted,
        "sent": sent,
        "acknowledged": acknowledged,
        "prepared": prepared,
        "returned": returned,
        "refused": refused,
        "disputed": disputed,
        "answered": answered,
        "closed": closed,
    },
    "body": {"listed": a_body, "dropped": a_dropped_body},
}
