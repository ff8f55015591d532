"""What the rules of the catalogue may look at, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nuocheng.catalogue.rules.content import Certificate, Item


@dataclass(frozen=True, slots=True)
class MayNotIssue:
    """A kind of certificate that some bodies may not issue (不应当开具的证明)."""

    kind: str
    issuers: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words that make a text hard to understand or a pledge hard to check (domain.md §d.5).

    *catch_alls* leave open what is meant (有关规定); *vague* are labels that name nothing (情况);
    *amounts* leave open how much or how long (一定, 较长); *acronyms* are those that everybody knows; *called* maps
    what people call a certificate to its name in law; *longest* is how long a sentence may be.
    """

    catch_alls: tuple[str, ...] = ()
    vague: frozenset[str] = frozenset()
    amounts: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)
    longest: int = 40


@dataclass(frozen=True, slots=True)
class Standards:
    """What the law of a day asks of a catalogue: gathered once, the same for every item.

    *levels* are all ranks of legal bases by code with their titles, *sufficient* those that are enough to
    ask for a certificate; *grounds* are the exclusion grounds by code; *default_workdays* is the term for
    verification that holds where a plan names none; *channels* are the ways to verify by code, none where the
    law does not list them. *wordings* are the keys of the texts there are for notices and pledges, and *plain*
    the words to avoid. *ways_required* says whether the ways tried before must be on file (domain.md §0.2.7).
    *repealed* are the keys of the laws that are registered as repealed. *shown* says by class of privacy what of a
    fact the public may see: whole, masked, or never.
    """

    levels: Mapping[str, str]
    sufficient: frozenset[str]
    grounds: Mapping[str, str]
    default_workdays: int
    may_not_issue: tuple[MayNotIssue, ...] = ()
    channels: Mapping[str, str] = field(default_factory=dict)
    wordings: frozenset[str] = frozenset()
    plain: PlainWords = PlainWords()
    ways_required: bool = False
    repealed: frozenset[str] = frozenset()
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item about to be reviewed or published, and the unit in whose name it is edited.

    *contact* says whether people can reach the department by telephone. *lead* is the department that leads
    the item's public-service unit, as far as the list of units says: empty where it says nothing.
    """

    item: Item
    department: str
    department_known: bool
    contact: bool = True
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """What the notice and the pledge of an item are made from: the item, a telephone, the law's wordings."""

    item: Item
    contact: bool
    wordings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Written:
    """One text that an editor wrote, as it is called on screen, beside the words to avoid."""

    text: str
    called: str
    plain: PlainWords
    is_condition: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One certificate that an item asks for, beside what the law asks of it."""

    certificate: Certificate
    standards: Standards


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A legal review about to be passed, and how many of its comments nobody answered."""

    reviewer: str
    editors: frozenset[str]
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """A publication about to happen: who reviewed, who edited, who publishes."""

    reviewed_by: str
    editors: frozenset[str]
    by_bureau: bool
    bureau_approves: bool
