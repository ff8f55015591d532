"""What the rules of cases may look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.cases.rules.ceremony import THE_PARTY, Signer

#: The four statements of the founding document (S7.2), by their codes in the law preset.
FOUNDING_STATEMENTS = {
    "knows_notice": "已经知晓告知的全部内容",
    "meets_conditions": "已经符合告知的条件、标准、要求",
    "accepts_liability": "愿意承担不实承诺的法律责任",
    "genuine_intent": "以上承诺是本人真实的意思",
}


@dataclass(frozen=True, slots=True)
class Application:
    """An application about to be opened: whose it is, and who stands there for the party."""

    party_kind: str
    for_whom: tuple[str, ...]
    party: str = ""
    acting: Signer = THE_PARTY


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who wants to pledge, and for what; *listed* says on which excluding list outside, and by whom."""

    barred: bool
    reason: str
    pledge_withdrawn: bool = False
    item_bars_after_withdrawal: bool = False
    suspended: bool = False
    listed: str = ""


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """The notice the party was shown, the one on file, and the edition in force."""

    shown: str
    served: str
    edition: str
    edition_in_force: str


@dataclass(frozen=True, slots=True)
class GivenFact:
    """One fact as the party gave it, beside what the catalogue asks, and between which bounds."""

    certificate: str
    label: str
    type: str
    value: str
    choices: tuple[str, ...] = ()
    unit: str = ""
    minimum: str = ""
    maximum: str = ""


@dataclass(frozen=True, slots=True)
class PledgeText:
    """A pledge about to be signed."""

    statements: frozenset[str]
    required: frozenset[str]
    signed_as: str
    party_name: str
    pledged: frozenset[str]
    pledgeable: frozenset[str]
    facts: tuple[GivenFact, ...]
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """Whoever is about to handle a case at the reviewer's desk, beside the case's own people.

    *reviewer* is an account; *number* is the identity number of that account, where it has one.
    """

    reviewer: str
    number: str = ""
    clerk: str = ""
    party: str = ""
    representatives: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    assigned_to: str = ""
    assigned_name: str = ""


@dataclass(frozen=True, slots=True)
class LaterEntry:
    """A paper signed on a blank form, about to be entered: its date, its number, and until when it was due."""

    paper_on: date
    today: date
    drawn_on: date
    due_on: date
    reason: str = ""
    used: bool = False
    void: str = ""
    same_item: bool = True


@dataclass(frozen=True, slots=True)
class ScannedPaper:
    """A paper signed by hand as it came off the scanner: which pages of how many, and what seems unsigned.

    *places* are the places to sign on these pages, *empty* how many of them seem so and nobody has confirmed them.
    """

    of: int
    pages: tuple[int, ...]
    unplaced: int = 0
    unsigned: tuple[int, ...] = ()
    places: int = 0
    empty: int = 0
    notice_only: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class CallingBack:
    """A poor rating about to be called back: by whom, who handled the case, and what came of it."""

    caller: str
    handled_by: frozenset[str]
    outcome: str


@dataclass(frozen=True, slots=True)
class EarlyCheck:
    """How a pledged fact stands that is verified before the decision.

    *state* is that of its task, empty where there is none; *left* are the working days until it is due.
    """

    label: str
    reference: str
    state: str
    way: str
    left: int


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision about to be taken."""

    notice_acknowledged: bool
    pledged: bool
    barred_now: bool
    missing: tuple[str, ...]
    reason: str = ""
    basis: str = ""
    on_the_spot: bool = False
    by_system: bool = False
    paused: str = ""
    checks: tuple[EarlyCheck, ...] = ()
    unverified: str = ""


@dataclass(frozen=True, slots=True)
class PointAsked:
    """One point of a correction: what to mend, of which kind, and of the certificate it asks for, if it asks.

    *listed* names the certificate where the published list lets the party do without; *disposition* says how.
    """

    what: str
    kind: str
    listed: str = ""
    disposition: str = ""
    reason: str = ""
    basis: str = ""
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Demanded:
    """What a reviewer is about to ask the party for, point by point."""

    points: tuple[PointAsked, ...]


@dataclass(frozen=True, slots=True)
class CorrectionAsked:
    """A correction about to be asked for."""

    points: tuple[PointAsked, ...]
    asked_before: bool
    days_since_receipt: int
    days_allowed: int
    paused: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionAnswered:
    """An answer about to be taken: the points still asked, and the numbers of those that are answered."""

    asked: tuple[tuple[int, str], ...]
    answered: frozenset[int]


@dataclass(frozen=True, slots=True)
class ProcedureTold:
    """A special procedure about to begin."""

    kind: str
    known: frozenset[str]
    reason: str
    workdays: int
    longest: int
    paused: str = ""


@dataclass(frozen=True, slots=True)
class TermExtended:
    """An extension of the term about to be told."""

    reason: str
    approved_by: str
    approved: bool
    extended_before: bool
    overdue: bool
    paused: str = ""


@dataclass(frozen=True, slots=True)
class TurnedOrdinary:
    """A pledge that shall not stand: why, by which law, and what it asks of the party."""

    pledged: bool
    reason: str
    basis: str
    paused: str = ""
