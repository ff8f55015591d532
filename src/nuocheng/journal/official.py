"""Official acts: the only way anything is written. Who may act, the file, the entry, one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from time import sleep
from typing import Concatenate, Generic, ParamSpec, TypeVar

from django.db import connection, transaction

from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import File, new_id
from nuocheng.journal.models import Answered
from nuocheng.journal.writing import write
from nuocheng.kernel.errors import KeyReused, NotInOffice, Refusal, SilentAct
from nuocheng.kernel.occasion import ROLE_TITLES, Door, Occasion, Role

F = TypeVar("F", bound=File)
P = ParamSpec("P")

#: Posts that answer for the whole jurisdiction and so are bound to no file's department.
DISTRICT_WIDE = frozenset({Role.BUREAU, Role.ADMINISTRATOR, Role.SYSTEM})

#: How long a job rests between two acts where only one may write at a time.
REST_S = 0.01
_GIVES_WAY: list[bool] = []

_INSIDE: ContextVar[bool] = ContextVar("nuocheng_inside_act", default=False)


def inside_act() -> bool:
    """Say whether an act is under way here: nothing outside this house may be asked then."""
    return _INSIDE.get()


#: What says whether the authority stands on which somebody acts for another; the office above that keeps it says so.
Authority = Callable[[Occasion, File], None]
_AUTHORITY: list[Authority] = []


def authority_by(check: Authority) -> Authority:
    """Let an office above answer, inside each act, for the authority on which somebody acts for another."""
    _AUTHORITY[:] = [check]
    return check


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an act answers, and answers again, word for word, to the same request sent twice."""

    kind: str
    reference: str
    verb: str
    state: str
    number: int
    digest: str
    at: str


@dataclass(frozen=True)
class ActBase:
    """What every act says of itself: its verb, who may do it, what it may enter, what it is for."""

    verb: str
    by: frozenset[Role]
    records: frozenset[str]
    model: type[File]
    doc: str

    def may(self, on: Occasion, file: File) -> None:
        """Let the act go on only from a post that may do it on this file.

        Raises:
            NotInOffice: The post is another one, of another department, or the file is another party's.

        """
        role = on.post.role
        if role not in self.by:
            wanted = "、".join(ROLE_TITLES[one] for one in sorted(self.by))
            raise NotInOffice(f"这一步要由{wanted}岗位来办，请转给有这个岗位的人")
        if role is Role.APPLICANT and (not on.party or not file.is_of(on.party)):
            raise NotInOffice("这一件不是您本人的，请核对编号或换账号登录")
        if role is Role.APPLICANT and on.mandate:
            _stands(on, file)
        if role is Role.APPLICANT or role in DISTRICT_WIDE or not file.department:
            return
        if on.post.department != file.in_charge(self.verb.partition(".")[2]):
            raise NotInOffice("这一步由别的单位办理，请转给那个单位")

    def told(self, deed: Deed, file: File, before: int) -> None:
        """Hold the act to its word: it left entries, and only such as it declared.

        Raises:
            SilentAct: It left none on its own file, or one that it did not declare.

        """
        own = [entry.verb for entry in deed.entries[before:] if entry.subject == file.reference]
        if not own:
            raise SilentAct(f"{self.verb} left no entry")
        stray = {verb for verb in own if verb.startswith(f"{file.kind}.")} - self.records
        if stray:
            raise SilentAct(f"{self.verb} entered {sorted(stray)} without declaring it")


def _stands(on: Occasion, file: File) -> None:
    """Let an act for another go on only where somebody answers for its authority.

    Raises:
        NotInOffice: Nobody does, or the authority does not stand.

    """
    if not _AUTHORITY:
        raise NotInOffice("这里不能代别人办理，请由本人登录来办")
    _AUTHORITY[0](on, file)


@dataclass(frozen=True)
class Act(ActBase, Generic[F, P]):
    """An act on a file that exists."""

    body: Callable[Concatenate[Occasion, F, Deed, P], None]
    loads: type[F]

    def __call__(self, on: Occasion, reference: str, /, *args: P.args, **kwargs: P.kwargs) -> Receipt:
        """Do the act in its own transaction.

        Raises:
            Refusal: The act is refused; nothing was written.
            SilentAct: The body left no entry.

        """

        def do(deed: Deed) -> File:
            self.may(deed.on, deed.take(self.loads, reference))
            return self.within(deed, reference, *args, **kwargs)

        return through(on, _request(self.verb, reference, args, kwargs), do)

    def within(self, deed: Deed, reference: str, /, *args: P.args, **kwargs: P.kwargs) -> F:
        """Do the act as part of another one, which answers for who may do it.

        Raises:
            Refusal: The act is refused, and with it the whole deed.

        """
        file = deed.take(self.loads, reference)
        before = len(deed.entries)
        self.body(deed.on, file, deed, *args, **kwargs)
        self.told(deed, file, before)
        return file


@dataclass(frozen=True)
class Founding(ActBase, Generic[F, P]):
    """An act that opens a new file."""

    body: Callable[Concatenate[Occasion, Deed, P], F]

    def __call__(self, on: Occasion, /, *args: P.args, **kwargs: P.kwargs) -> Receipt:
        """Do the act in its own transaction.

        Raises:
            Refusal: The act is refused; nothing was written.
            SilentAct: The body left no entry.

        """

        def do(deed: Deed) -> File:
            file = self.within(deed, *args, **kwargs)
            self.may(deed.on, file)
            return file

        return through(on, _request(self.verb, "", args, kwargs), do)

    def within(self, deed: Deed, /, *args: P.args, **kwargs: P.kwargs) -> F:
        """Do the act as part of another one, which answers for who may do it.

        Raises:
            Refusal: The act is refused, and with it the whole deed.

        """
        before = len(deed.entries)
        file = self.body(deed.on, deed, *args, **kwargs)
        self.told(deed, file, before)
        return file


#: Every act there is, by its verb: a table of contents for pages, docs and tests.
ACTS: dict[str, ActBase] = {}


def _doc(body: Callable[..., object]) -> str:
    if not body.__doc__:
        raise ValueError(f"act {body.__name__} has no docstring")
    return body.__doc__


def official_act(
    verb: str, *, by: Role | tuple[Role, ...], file: type[F], records: tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Occasion, F, Deed, P], None]], Act[F, P]]:
    """Make a function an official act on a file: ``act(on, reference, **what)``.

    *records* names the verbs it may enter where they differ from its own.
    """

    def made(body: Callable[Concatenate[Occasion, F, Deed, P], None]) -> Act[F, P]:
        act = Act(verb, _roles(by), frozenset(records or (verb,)), file, _doc(body), body, file)
        ACTS[verb] = act
        return act

    return made


def founding_act(
    verb: str, *, by: Role | tuple[Role, ...], file: type[F]
) -> Callable[[Callable[Concatenate[Occasion, Deed, P], F]], Founding[F, P]]:
    """Make a function an official act that opens a new file: ``act(on, **what)``."""

    def made(body: Callable[Concatenate[Occasion, Deed, P], F]) -> Founding[F, P]:
        act = Founding(verb, _roles(by), frozenset({verb}), file, _doc(body), body)
        ACTS[verb] = act
        return act

    return made


def _roles(by: Role | tuple[Role, ...]) -> frozenset[Role]:
    return frozenset({by} if isinstance(by, Role) else by)


def _request(
    verb: str, reference: str, args: tuple[object, ...], kwargs: dict[str, object]
) -> Callable[[], str]:
    """Return what tells this request from another under the same key; worked out only if asked."""
    return lambda: sha256(canonical([verb, reference, list(args), kwargs]))


def through(on: Occasion, request: Callable[[], str], do: Callable[[Deed], File]) -> Receipt:
    """Carry one act through the door: one transaction with its entry, its state and its outbox row.

    This is the plain way, one act and one commit, and the reference for any faster one: a writer that
    commits many deeds at once belongs here, and no act needs to know of it. A request that was answered
    before clashes on its key, is undone, and gets the answer that was kept; so the first time, which is
    nearly every time, pays for no look-up.

    Raises:
        Refusal: The act is refused.
        KeyReused: The idempotency key came with another request before.
        Overtaken: Somebody else was first.

    """
    try:
        receipt = _once(on, request, do)
    except Refusal:
        answered = _answered(on, request()) if on.key else None
        if answered is None:
            raise
        return answered
    if (
        _GIVES_WAY
        and on.door is Door.JOB
        and connection.vendor == "sqlite"
        and not connection.in_atomic_block
    ):
        sleep(REST_S)
    return receipt


def give_way() -> None:
    """Let this process rest after each act of a job, for about as long as one takes: people write beside it.

    SQLite has one writer at a time, and whoever waits looks only now and then whether it may: beside a job that acts
    without a pause a new case waited a second and more (`bench/batch_intake.py`).
    """
    _GIVES_WAY[:] = [True]


def _once(on: Occasion, request: Callable[[], str], do: Callable[[Deed], File]) -> Receipt:
    token = _INSIDE.set(True)
    try:
        with transaction.atomic():
            deed = Deed(on)
            file = do(deed)
            receipt = _receipt(file, deed)
            write(deed, [_answer(on, request(), receipt)] if on.key else [])
            return receipt
    finally:
        _INSIDE.reset(token)


def _receipt(file: File, deed: Deed) -> Receipt:
    last = next(entry for entry in reversed(deed.entries) if entry.subject == file.reference)
    at = last.at.isoformat(timespec="microseconds")
    return Receipt(file.kind, file.reference, last.verb, file.state, last.number, last.digest, at)


def _answered(on: Occasion, digest: str) -> Receipt | None:
    """Return the receipt already given to this request, if there is one.

    On PostgreSQL the replay writes a word into the log of changes, so that with synchronous
    replication the answer waits for the standby as the first one did (design/trust.md, finding 2).

    Raises:
        KeyReused: The key came with another request.

    """
    rows = Answered.objects.filter(actor=on.actor, key=on.key).values_list("request_digest", "receipt")
    row = next(iter(rows), None)
    if row is None:
        return None
    if row[0] != digest:
        raise KeyReused
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_logical_emit_message(true, 'replay', %s)", [on.key])
    return Receipt(**json.loads(row[1]))


def _answer(on: Occasion, digest: str, receipt: Receipt) -> Answered:
    """Return the row that keeps an answer with the request it answered; its key can be used once."""
    said = canonical(asdict(receipt))
    return Answered(id=new_id(), actor=on.actor, key=on.key, request_digest=digest, receipt=said, at=on.at)
