"""What the rules of verification may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from nuocheng.verification.rules.drawing import Share
from nuocheng.verification.rules.ways import Way


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding that an officer wants to make: its verdict, what the source said, and the officer's note.

    *took_part* says whether the officer is one of two who disagreed on it before, *decided* whether what was
    applied for is decided already.
    """

    verdict: str
    outcome: str
    note: str
    took_part: bool = False
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Rechecking:
    """A re-check about to be done: by whom, who confirmed first, what is said, and whether it comes to another result."""

    actor: str
    first_by: str
    note: str
    differs: bool


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """A draw that somebody wants to prepare: its shares, the usual one of the department's supervision, the ground."""

    shares: tuple[Share, ...]
    usual_percent: int
    ground: str


@dataclass(frozen=True, slots=True)
class TriggerFacts:
    """A verification that somebody wants to begin beside the plan, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """A way that an officer chooses: the present one, the one that is wanted, and why."""

    now: Way
    wanted: Way
    reason: str


@dataclass(frozen=True, slots=True)
class InWriting:
    """Material about to be asked for: in which way the fact is verified now, of whom, what, why, and on which ground.

    *certificate* is what the pledge replaced; *ground* is the law's, if one lets that be asked for all the same.
    *others* are what the pledges on the other facts of the same letter replaced, and *at* is where it was written
    what is wanted.
    """

    way: str
    certificate: str
    wanted: tuple[str, ...]
    why: str
    contact: str
    to_body: bool
    body: str
    ground: str
    others: tuple[str, ...] = ()
    at: str = "acceptable"


@dataclass(frozen=True, slots=True)
class Comparing:
    """What comes of material that was handed in: whether it differs from the pledge, what it says, and why."""

    differs: bool
    observed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Showing:
    """A pledge about to be shown to everybody: how its fact may be shown, whose it is, and what lets us show it."""

    way: str
    label: str
    shown: str
    person: bool
    consent: str
    ground: str


@dataclass(frozen=True, slots=True)
class Objecting:
    """An objection to what is shown: what is wrong, and how many files come with it."""

    text: str
    files: int
    most: int


@dataclass(frozen=True, slots=True)
class Concluding:
    """A publicity about to come to its result: how many objections wait for an answer, and why it is so."""

    unanswered: int
    reason: str


class Word(StrEnum):
    """What a body may reply to one question; that it has no record is never that the pledge is untrue."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    TOLD = "told"
    NO_RECORD = "no_record"
    NOT_OURS = "not_ours"


#: Where the question tells what was pledged, it is answered by yes or no; where not, by what is on record.
WORDS_IF_DISCLOSED = (Word.CONFIRMED, Word.DENIED, Word.NO_RECORD, Word.NOT_OURS)
WORDS_IF_NOT = (Word.TOLD, Word.NO_RECORD, Word.NOT_OURS)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One fact about to be asked about: whether a source can be asked by machine, and what came of it."""

    label: str
    by_machine: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Requesting:
    """A request for assistance about to be drafted."""

    own: str
    asked: str
    body: str
    address: str
    why: str
    purpose: str
    basis: str
    contact: str
    questions: tuple[Unsettled, ...]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A step that stands against somebody and therefore needs its reason; *step* is its word for people."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class SendingBack:
    """A request about to be sent back by a body that it does not concern; *until* is when the term for it ends."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What is replied to one question."""

    label: str
    discloses: bool
    word: str
    observed: str


@dataclass(frozen=True, slots=True)
class Replying:
    """A reply about to be given: every question with its word, who signs, and how many scanned pages came with it.

    *entered* says that the asking officer enters what a body outside wrote on paper.
    """

    given: tuple[Given, ...]
    signed_by: str
    entered: bool
    pages: int


@dataclass(frozen=True, slots=True)
class SigningReply:
    """An answer about to be signed: who wrote it, who signs, and whether the law lets one officer do both."""

    drafted_by: str
    signer: str
    alone: bool


@dataclass(frozen=True, slots=True)
class AskingFurther:
    """A further question about to be asked: what, and what was asked further before."""

    text: str
    before: str


@dataclass(frozen=True, slots=True)
class Using:
    """A reply about to be used as evidence: the words it gives."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One fact that is to be looked at on the spot: whose, where, and what data said of it so far."""

    label: str
    party: str
    address: str
    by_machine: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Going:
    """One who is to go: the account and name, and whether they must keep away from what is looked at."""

    account: str
    name: str
    keeps_away: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody comes: from, to, whether it is a working day, and between which hours that is allowed."""

    begins: datetime
    ends: datetime
    workday: bool
    open: tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """A visit about to be planned: what for, by whom, when, and how often the party was visited this year."""

    places: tuple[Place, ...]
    team: tuple[Going, ...]
    least: int
    hours: Hours
    before: int
    cap: int
    ground: str


@dataclass(frozen=True, slots=True)
class Announcing:
    """A visit about to be announced: how many working days are left until then, and how many there must be."""

    left: int
    least: int


@dataclass(frozen=True, slots=True)
class Sighted:
    """What was seen of one fact: the word of those who looked, what they wrote down, and how it compares."""

    sight: str
    seen: str
    note: str
    objection: str
    photos: int
    most_photos: int


@dataclass(frozen=True, slots=True)
class Closing:
    """A record of a visit about to be closed: what nobody wrote down yet, and who signed or why not.

    *met* says whether anybody was met at all: where nobody was, nobody can sign.
    """

    missing: tuple[str, ...]
    met: bool
    how: str
    signed: frozenset[str]
    reason: str
    pages: int


@dataclass(frozen=True, slots=True)
class AskingTime:
    """A party about to ask for another time: how often it did, and how many working days away each time is."""

    asked: int
    most_asks: int
    most_slots: int
    left: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Surprising:
    """A visit about to be planned: whether it comes unannounced, whether the law knows the ground, what speaks for it."""

    surprise: bool
    known: bool
    why: str


@dataclass(frozen=True, slots=True)
class Allowing:
    """Leave about to be given for coming unannounced; *own* says that whoever gives it planned the visit or goes."""

    own: bool
