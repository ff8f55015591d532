"""One path per act, made from the table of acts: what the code can do is what the API offers."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, get_type_hints

from django.core.files.base import ContentFile
from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.params.functions import Body
from pydantic import Base64Bytes, ConfigDict, create_model

from nuocheng.cases import acts as cases
from nuocheng.cases import jobs as case_jobs
from nuocheng.cases import queries as case_queries
from nuocheng.cases.channels import credit_standing
from nuocheng.catalogue import acts as catalogue
from nuocheng.consequences import acts as consequences
from nuocheng.credit import acts as credit
from nuocheng.edge.occasions import occasion
from nuocheng.holdings import channels as holdings
from nuocheng.journal.files import File
from nuocheng.journal.official import ACTS, Act, ActBase, Founding, Receipt
from nuocheng.kernel.errors import NotFound, NotInOffice
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.looks import acts as looks
from nuocheng.looks import jobs as look_jobs
from nuocheng.mandates import queries as mandates
from nuocheng.oversight import acts as oversight
from nuocheng.programme import acts as programme
from nuocheng.site.api.describing import KEY, TO_ACT, WITH_BODY, marks, told
from nuocheng.site.verbs import VERBS
from nuocheng.verification import acts as verification

#: The offices whose acts are offered: an act is in the table once its office is imported.
OFFICES = (catalogue, programme, credit, verification, cases, looks, consequences, oversight)

#: The word for the files of each kind in an address.
PLURALS = {
    "case": "cases",
    "demand": "demands",
    "rating": "ratings",
    "task": "tasks",
    "matter": "matters",
    "integrity": "integrity-files",
    "objection": "objections",
    "edition": "editions",
    "report": "reports",
    "round": "rounds",
    "programme_plan": "programme-plans",
    "milestone": "milestones",
    "explanation": "explanations",
    "summary": "summaries",
    "contact": "contacts",
    "draw": "draws",
    "look": "looks",
    "recheck": "rechecks",
}
#: Acts that are only ever part of another one, or record what this house itself asked outside.
INNER = frozenset(
    {
        "integrity.open",
        "integrity.enter_mark",
        "integrity.correct",
        "task.owe",
        "task.exempt",
        "task.pool",
        "task.spare",
        "task.draw",
        "task.pass_over",
        "task.take_next_way",
        "task.put_on_visit",
        "task.take_off_visit",
        "draw.finish",
        "task.record_answer",
        "case.revoke",
        "rating.report",
        "case.remind",
        "case.look_up",
        "case.lapse",
        "case.settle",
        "case.drop_point",
        "case.reinstate_pledge",
        "case.lapse_correction",
        "demand.make",
        "demand.meet",
        "demand.end",
        "edition.supersede",
        "programme_plan.supersede",
        "contact.end",
        "round.remind",
        "task.reopen",
        "recheck_round.seal",
        "recheck_round.draw",
        "recheck_round.finish",
        "recheck.owe",
        "look.refuse",
        "look.record",
        "look.settle",
    }
)

#: Kinds of files that only people at a desk handle: an import or a template is confirmed by somebody who looked at it,
#: a letter is printed and posted by hand, whoever opens an account has seen the person, whoever answers another
#: body has looked into the records and signs for it, a data source is connected where its health is seen, a
#: clearance is given by who supervises, whoever records a visit was there, and what is handed in or objected to comes with
#: its files.
DESK_ONLY = frozenset(
    {
        "mandate",
        "enrolment",
        "mailing",
        "import",
        "superior_list",
        "statute",
        "alert",
        "template",
        "block",
        "assistance",
        "body",
        "source",
        "snapshot",
        "batch",
        "clearance",
        "visit",
        "written_check",
        "publicity",
    }
)
#: Acts on paper that lies on the table: only whoever has it in hand can do them.
WITH_PAPER_IN_HAND = frozenset({"case.file_scan", "case.place_scan"})


class ReceiptOut(Schema):
    """What an act answers: which file, which entry, in which state it left it."""

    kind: str
    reference: str
    verb: str
    state: str
    number: int
    digest: str
    at: str


class CertificateIn(Schema):
    """A certificate handed in: its key, and the file in base64."""

    model_config = ConfigDict(extra="forbid")

    certificate: str
    filename: str
    media_type: Literal["image/jpeg", "image/png", "application/pdf", "application/ofd"]
    content: Base64Bytes


class ApplicationIn(Schema):
    """An application: for which item, and for whom."""

    model_config = ConfigDict(extra="forbid")

    item_code: str
    party: cases.PartyGiven


class StatedIn(Schema):
    """One fact as the party, or a paper in hand, states it."""

    model_config = ConfigDict(extra="forbid")

    fact: str
    value: str


class LookIn(Schema):
    """A look at one party: about what, for what, on which basis; a signed consent comes in base64."""

    model_config = ConfigDict(extra="forbid")

    item_code: str
    certificate: str
    party_kind: Literal["person", "organisation"]
    number: str
    name: str
    stated: list[StatedIn]
    purpose: str
    basis_kind: Literal["case", "consent", "duty"]
    basis: str
    consent_way: str = ""
    scan: Base64Bytes = b""
    filename: str = ""


def add_acts(router: Router) -> None:
    """Give every act of the house its path, except those that are only part of another.

    The router is the one of the queries: two routers with one address would hide each other's methods.
    """
    for verb, act in sorted(ACTS.items()):
        if _is_offered(verb):
            _add(router, act)


def address(act: ActBase) -> str:
    """Return the path of an act, below the API's root."""
    kind, _, name = act.verb.partition(".")
    if isinstance(act, Founding):
        return f"/{PLURALS[kind]}"
    return f"/{PLURALS[kind]}/{{reference}}/{name.replace('_', '-')}"


def offered_now(kind: type[File], state: str) -> list[str]:
    """Return the acts that a file's lifecycle allows in a state, each as its address ends."""
    verbs = {f"{kind.kind}.{verb}" for verb in kind.lifecycle.possible(state)}
    return [
        address(act).rsplit("/", 1)[-1]
        for verb, act in sorted(ACTS.items())
        if isinstance(act, Act) and act.model is kind and _is_offered(verb) and verbs & set(act.records)
    ]


def _is_offered(verb: str) -> bool:
    return verb not in INNER | WITH_PAPER_IN_HAND and verb.partition(".")[0] not in DESK_ONLY


def _add(router: Router, act: ActBase) -> None:
    code = 201 if isinstance(act, Founding) else 200
    operation, has_body = _operation(act, code)
    register = router.post(
        address(act),
        response={code: ReceiptOut, **(WITH_BODY if has_body else TO_ACT)},
        operation_id=act.verb.replace(".", "_"),
        summary=_summary(act),
        description=told(inspect.cleandoc(act.doc), act.by),
        tags=[act.verb.partition(".")[0]],
        openapi_extra={"parameters": [KEY], **marks(act.by)},
    )
    register(operation)


def _summary(act: ActBase) -> str:
    """Return what an act is called in Chinese: by the entries it makes on its own file."""
    own = sorted(verb for verb in act.records if verb.startswith(f"{act.model.kind}."))
    return " / ".join(VERBS[verb] for verb in own)


def _operation(act: ActBase, code: int) -> tuple[Callable[..., Any], bool]:
    """Return the view of one act, typed for the API's document, and whether it takes a body."""
    if act.verb in OF_THEIR_OWN:
        return OF_THEIR_OWN[act.verb]
    body_type = _body(act)
    if isinstance(act, Founding):

        def found(request: HttpRequest, body: body_type) -> Any:  # type: ignore[valid-type]
            return Status(code, act(occasion(request, act), **_given(body)))

        return found, True
    assert isinstance(act, Act)
    fields = body_type.model_fields.values()
    if not fields:

        def do_plainly(request: HttpRequest, reference: str) -> Any:
            return Status(code, _done(request, act, reference, {}))

        return do_plainly, False

    def do(request: HttpRequest, reference: str, body: body_type) -> Any:  # type: ignore[valid-type]
        return Status(code, _done(request, act, reference, _given(body)))

    if any(one.is_required() for one in fields):
        return do, True

    unsaid = Body(default_factory=body_type)

    def do_with_or_without(
        request: HttpRequest,
        reference: str,
        body: body_type = unsaid,  # type: ignore[valid-type]
    ) -> Any:
        return do(request, reference, body)

    return do_with_or_without, True


def _submit_certificate(request: HttpRequest, reference: str, body: CertificateIn) -> Receipt:
    """Hand in one certificate."""
    act = cases.submit_certificate
    found = holdings.inspect(ContentFile(body.content, body.filename))
    upload = cases.Upload(found.filename, found.media_type, found.content)
    return _done(request, act, reference, {"certificate": body.certificate, "upload": upload})


def _open_case(request: HttpRequest, body: ApplicationIn) -> Status[Receipt]:
    """Open a case; whoever applies for themselves does so under their own account's name."""
    on = occasion(request, cases.open_case)
    party = body.party
    if on.post.role is Role.APPLICANT:
        party = replace(party, name=mandates.party_name(on), representative=None)
    return Status(201, cases.open_case(on, item_code=body.item_code, party=party))


def _ask_look(request: HttpRequest, body: LookIn) -> Status[Receipt]:
    """Look at one party: on file, then outside, then on file what came of it; the receipt is of the question."""
    on = occasion(request, looks.ask_look)
    said = body.model_dump()
    wanted = looks.Wanted(**{**said, "stated": tuple((one["fact"], one["value"]) for one in said["stated"])})
    return Status(201, look_jobs.take(on, wanted))


def _check_eligibility(request: HttpRequest, reference: str) -> Receipt:
    """Check the party's standing; what the credit platform says is asked here, never taken from whoever calls."""
    act = cases.check_eligibility
    on = occasion(request, act)
    case = case_queries.case(reference)
    heard = credit_standing.ask(case, on.at) if _is_theirs(on, case) else None
    return _done(request, act, reference, {"heard": heard})


def _is_theirs(on: Occasion, case: Any) -> bool:
    """Say whether a case is the party's own or the department's: about any other nobody is asked outside."""
    own = on.post.role is Role.APPLICANT
    return bool(case.party == on.party if own else case.department == on.post.department)


#: Acts whose requests are put together otherwise than their parameters, and whether they take a body.
OF_THEIR_OWN: dict[str, tuple[Callable[..., Any], bool]] = {
    "case.submit_certificate": (_submit_certificate, True),
    "case.open": (_open_case, True),
    "case.check_eligibility": (_check_eligibility, False),
    "look.ask": (_ask_look, True),
}


def _done(request: HttpRequest, act: Act[Any, Any], reference: str, given: dict[str, Any]) -> Receipt:
    """Do an act on a file.

    Raises:
        NotFound: The post fits, but the file is another department's or another party's: answered as if it
            were not there, for whether it is there is nobody else's business.

    """
    on = occasion(request, act)
    if act is cases.sign_pledge and _is_theirs(on, case_queries.case(reference)):
        case_jobs.still_eligible(on, reference)
    try:
        return act(on, reference, **given)
    except NotInOffice as not_theirs:
        raise NotFound from not_theirs


def _body(act: ActBase) -> type[Schema]:
    """Return the schema of what an act asks for: its keyword-only parameters."""
    body = act.body  # type: ignore[attr-defined]  # both kinds of act have one
    hints = get_type_hints(body)
    fields: dict[str, Any] = {
        name: (hints[name], ... if parameter.default is parameter.empty else parameter.default)
        for name, parameter in inspect.signature(body).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    title = "".join(word.title() for word in act.verb.replace(".", "_").split("_"))
    return create_model(f"{title}In", __base__=_Closed, **fields)


class _Closed(Schema):
    """A request that takes nothing it does not know."""

    model_config = ConfigDict(extra="forbid")


def _given(body: Any) -> dict[str, Any]:
    """Return the parts of a request as the act takes them: dataclasses stay dataclasses."""
    return {name: getattr(body, name) for name in type(body).model_fields}
