"""What the rules of the catalogue may look at, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nuocheng.catalogue.rules.content import Certificate, Item


@dataclass(frozen=True, slots=True)
class MayNotIssue:
    """A kind of certificate that some bodies may not issue (不应当开具的证明)."""

    kind: str
    issuers: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Standards:
    """What the law of a day asks of a catalogue: gathered once, the same for every item.

    *levels* are all ranks of legal bases by code with their titles, *sufficient* those that are enough to
    ask for a certificate; *grounds* are the exclusion grounds by code; *default_workdays* is the term for
    verification that holds where a plan names none.
    """

    levels: Mapping[str, str]
    sufficient: frozenset[str]
    grounds: Mapping[str, str]
    default_workdays: int
    may_not_issue: tuple[MayNotIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item about to be reviewed or published, and the unit in whose name it is edited."""

    item: Item
    department: str
    department_known: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One certificate that an item asks for, beside what the law asks of it."""

    certificate: Certificate
    standards: Standards


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A legal review about to be passed."""

    reviewer: str
    editors: frozenset[str]


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """A publication about to happen: who reviewed, who edited, who publishes."""

    reviewed_by: str
    editors: frozenset[str]
    by_bureau: bool
    bureau_approves: bool
