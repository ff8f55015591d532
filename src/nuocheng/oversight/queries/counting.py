"""How a figure is counted: the acts of one department in one month, each counted thing with its file.

The journal only grows, so what was done in a month that is over is the same list for ever. Nothing here
counts rows of a table as they stand today, save what no act can change (a task's due day, a fact's name).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal import queries as journal
from nuocheng.kernel.occasion import CHINA
from nuocheng.oversight.rules.due import month_after
from nuocheng.verification import queries as verification

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)

#: Acts from which on a finding is owed.
OWED = ("task.owe", "task.draw", "task.trigger", "task.come_due")
FOUND = ("task.confirm", "task.refute", "task.leave_unresolved", "task.find_other")
#: Acts after which no finding is owed any more.
DONE = (*FOUND, "task.call_off")
SIGNED = ("case.sign_pledge", "case.sign_part")
IN_FORCE = ("edition.publish", "edition.suspend", "edition.resume", "edition.supersede")


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that a figure counts: the file, when, and what of it."""

    reference: str
    at: datetime
    detail: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure of the report as data: what it is called, what it counts, and how its list is made."""

    key: str
    title: str
    section: str
    unit: str
    kind: str
    scope: str
    made: Callable[[Work], list[Counted]]


@dataclass
class Work:
    """What one department did in one month, read from the journal once and counted many times.

    *until* is the end of the month, or now where the month still runs.
    """

    department: str
    month: date
    until: datetime
    _acts: dict[str, list[Counted]] = field(default_factory=dict)

    @classmethod
    def of(cls, department: str, month: date, now: datetime) -> Work:
        """Return the work of a department in a month, as far as it has come by *now*."""
        return cls(department, month, min(end_of(month), now))

    def acts(self, *verbs: str) -> list[Counted]:
        """Return what was done of *verbs* in the month, oldest first."""
        missing = [verb for verb in verbs if verb not in self._acts]
        if missing:
            self._read(missing)
        return sorted((one for verb in verbs for one in self._acts[verb]), key=lambda one: one.at)

    def _read(self, verbs: list[str]) -> None:
        self._acts |= {verb: [] for verb in verbs}
        for verb, reference, at in journal.done(self.department, verbs, start_of(self.month), self.until):
            self._acts[verb].append(Counted(reference, at))

    def ever(self, *verbs: str) -> list[tuple[str, str, datetime]]:
        """Return what the department ever did of *verbs* up to the end of the month."""
        return journal.done(self.department, verbs, BEGINNING, self.until)

    def _told(self, *verbs: str) -> list[journal.Told]:
        """Return what was done of *verbs* in the month, with its notes."""
        return journal.told(self.department, verbs, start_of(self.month), self.until)

    @cached_property
    def certificates(self) -> list[Counted]:
        """Return the certificates that were pledged in the month, each with its name."""
        notices = self._told("case.serve_notice")
        served = {one.reference: str(one.note["edition"]) for one in notices}
        return [one for signed in self._told(*SIGNED) for one in _certificates(signed, served)]

    @cached_property
    def answers(self) -> list[tuple[Counted, str]]:
        """Return the answers of sources in the month with their outcomes."""
        return [
            (
                Counted(one.reference, one.at, str(one.note.get("source", ""))),
                str(one.note.get("outcome", "")),
            )
            for one in self._told("task.record_answer")
        ]

    @cached_property
    def due_days(self) -> dict[str, date]:
        """Return until when each task found on in the month was due."""
        found = verification.by_reference([one.reference for one in self.acts(*FOUND)])
        return {reference: task.due_on for reference, task in found.items()}

    @cached_property
    def overdue(self) -> list[Counted]:
        """Return the tasks whose term had run out by the end of the month without a finding."""
        found = {reference for _, reference, _ in self.ever(*DONE)}
        still = {reference: at for _, reference, at in self.ever(*OWED) if reference not in found}
        today = self.until.astimezone(CHINA).date()
        tasks = verification.by_reference(list(still))
        late = [task for task in tasks.values() if task.due_on < today]
        late.sort(key=lambda task: (task.due_on, task.reference))
        return [Counted(task.reference, still[task.reference], f"{task.due_on}到期") for task in late]

    @cached_property
    def editions(self) -> list[Counted]:
        """Return the editions that were in force at the end of the month."""
        last: dict[str, tuple[str, datetime]] = {}
        published: dict[str, datetime] = {}
        for verb, reference, at in self.ever(*IN_FORCE):
            last[reference] = verb, at
            if verb == "edition.publish":
                published[reference] = at
        return [
            Counted(reference, published.get(reference, at), "暂停承诺" if verb == "edition.suspend" else "")
            for reference, (verb, at) in last.items()
            if verb != "edition.supersede"
        ]

    @cached_property
    def repairs(self) -> list[Counted]:
        """Return the parties whose credit was repaired in the month after an untrue pledge made to this unit."""
        done = journal.done("", ["integrity.repair"], start_of(self.month), self.until)
        return [Counted(reference, at) for _, reference, at in done if self._marked(reference, at)]

    def _marked(self, reference: str, before: datetime) -> bool:
        marks = credit.marks(reference)
        return any(mark.department == self.department and mark.at <= before for mark in marks)


def start_of(month: date) -> datetime:
    """Return the first moment of a month in China."""
    return datetime(month.year, month.month, 1, tzinfo=CHINA)


def end_of(month: date) -> datetime:
    """Return the first moment after a month in China."""
    return start_of(month_after(month))


def pledgeable(editions: Iterable[Counted]) -> list[Counted]:
    """Return every certificate that a pledge may replace under *editions*."""
    return [
        Counted(edition.reference, edition.at, certificate.name)
        for edition in editions
        for certificate in catalogue.item_of(edition.reference).pledgeable
    ]


def _certificates(signed: journal.Told, served: Mapping[str, str]) -> list[Counted]:
    """Return the certificates that one signature pledged, as its entry says, named by the edition told."""
    edition = served.get(signed.reference) or _edition_told(signed.reference, signed.at)
    named = {one.key: one.name for one in catalogue.item_of(edition).certificates}
    return [Counted(signed.reference, signed.at, named.get(key, key)) for key in signed.note["certificates"]]


def _edition_told(case: str, before: datetime) -> str:
    """Return the edition of the notice that a party was last served before it signed."""
    lines = [line for line in journal.history("case", case) if line.at <= before]
    return str(next(line.note["edition"] for line in reversed(lines) if line.verb == "case.serve_notice"))
