"""What each official paper says: frozen values that flatten to plain JSON; how they look is the forms' business.

Every wording that comes from the law (duties, liability, remedies, statements) is handed in by the caller, who took it
from the provisions in force that day. An empty string means "not filled in yet": the form prints a line to write on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import ClassVar, Literal

from nuocheng.papers.parts import Agent, Applicant, Content, Department, Item, Plain
from nuocheng.papers.slips import Receipt, SigningRecord, VisitFact, VisitSheet, Withdrawal

__all__ = [
    "CANCELLED",
    "HAND_IN",
    "OUR_LOOKUP",
    "PAPERS",
    "TAGS",
    "Agent",
    "Applicant",
    "Certificate",
    "Chapter",
    "Communication",
    "Content",
    "Decision",
    "Department",
    "Fact",
    "Guide",
    "Head",
    "IntendedMeasures",
    "Item",
    "Material",
    "NoticeAndPledge",
    "NoticeTerms",
    "Outcome",
    "Plain",
    "Receipt",
    "Register",
    "Rules",
    "Signature",
    "SigningRecord",
    "Statement",
    "Step",
    "Tabulation",
    "Tag",
    "VisitFact",
    "VisitSheet",
    "Withdrawal",
    "keys_of",
]

Tag = Literal["要交", "我们来查，不用交", "已取消，不用交"]
#: The words for who provides a material, or that nobody need, in the order in which they are printed.
HAND_IN: Tag = "要交"
OUR_LOOKUP: Tag = "我们来查，不用交"
CANCELLED: Tag = "已取消，不用交"
TAGS: tuple[Tag, ...] = (HAND_IN, OUR_LOOKUP, CANCELLED)
Outcome = Literal["准予", "不予", "撤销"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact pledged, worded so that verification can compare it; an empty value is a line to write on."""

    label: str
    value: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate that the pledge can replace, and what is pledged in its stead."""

    name: str
    proves: str
    issuer: str
    basis: str
    verification: str
    standard: str = ""
    facts: tuple[Fact, ...] = ()
    pledged: bool | None = None
    """True: pledged; False: handed in on the ordinary path; None: not chosen yet."""


@dataclass(frozen=True, slots=True)
class Material:
    """Another material of the item, with who provides it."""

    name: str
    tag: Tag
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """What the applicant is told beside the certificates; an empty text is left out together with its heading."""

    voluntary: str
    how: str
    duty_to_prove: str
    verification: str
    cooperation: str
    liability: str
    credit: str
    withdrawal: str
    publication: str
    who_may_not: str
    remedy: str
    personal_information: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the pledge: a mandatory one, or an optional one with its choice."""

    text: str
    optional: bool = False
    chosen: bool | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when and how, as it shall be printed; *with_whom* says for whom, who wrote and who watched."""

    name: str
    at: str
    method: str
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class NoticeAndPledge(Content):
    """证明事项告知承诺书: blank (no applicant), served (applicant filled) or signed (with a signature)."""

    form: ClassVar[str] = "notice_and_pledge"

    dated: date
    item: Item
    edition: str
    department: Department
    certificates: tuple[Certificate, ...]
    materials: tuple[Material, ...]
    terms: NoticeTerms
    statements: tuple[Statement, ...]
    number: str = ""
    check_code: str = ""
    verify_url: str = ""
    applicant: Applicant = field(default_factory=Applicant)
    told: Signature | None = None
    signature: Signature | None = None
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Decision(Content):
    """决定书: what the authority decides, on which facts and law, and how to contest it."""

    form: ClassVar[str] = "decision"

    dated: date
    number: str
    check_code: str
    verify_url: str
    body: str
    title: str
    outcome: Outcome
    by_pledge: bool
    addressee: str
    opening: str
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    decided: tuple[str, ...]
    remedy: str
    performance: str = ""
    publication: str = ""
    repair: str = ""
    contact: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class IntendedMeasures(Content):
    """拟处理告知书: what the authority means to do, and how the person can answer before it does."""

    form: ClassVar[str] = "intended_measures"

    dated: date
    number: str
    check_code: str
    verify_url: str
    body: str
    title: str
    addressee: str
    opening: str
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    measures: tuple[str, ...]
    rights: str
    deadline: str
    where: str
    silence: str
    no_aggravation: str
    hearing: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of a table, or of several columns under one head.

    *share* is its share of the width; *names* marks the column that names each row; *merged* lets equal values one
    under the other become one cell, as long as the merged columns on its left agree too.
    """

    title: str
    under: tuple[Head, ...] = ()
    share: int = 1
    align: Literal["left", "center", "right"] = "left"
    names: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A table with heads of one or more levels; each row has one text per lowest head."""

    caption: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register(Content):
    """A list in official layout (附件1 联系表, 附件2 事项目录, 附件3 负面清单): mark, title, one long table, notes.

    A long title may say by a new line where it is to be broken. *above* stands in one line over the table (填报单位、
    填报人、电话、填报日期).
    """

    form: ClassVar[str] = "register"

    dated: date
    annex: str
    title: str
    table: Tabulation
    under: str = ""
    above: tuple[str, ...] = ()
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of rules; each article is one text, its number in the words, new lines are new paragraphs."""

    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules(Content):
    """Rules in official layout (附件5 核查办法): chapters with articles, then tables."""

    form: ClassVar[str] = "rules"

    dated: date
    annex: str
    title: str
    chapters: tuple[Chapter, ...]
    tables: tuple[Tabulation, ...] = ()
    under: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Communication(Content):
    """办理中的告知书 (补正、特别程序、延长期限、改为提交证明): what the authority tells while it handles a case."""

    form: ClassVar[str] = "communication"

    dated: date
    number: str
    check_code: str
    verify_url: str
    body: str
    title: str
    addressee: str
    opening: str
    sections: tuple[Chapter, ...]
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure: what, by whom, within how many working days (0: at once), on which way.

    *who* is 申请人 where the party acts; *says* tells what to do or to expect.
    """

    title: str
    who: str
    workdays: int = 0
    path: Literal["both", "pledge", "ordinary"] = "both"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Guide(Content):
    """办事指南: who, where, when, the conditions, what a pledge replaces, other materials, the steps as a chart.

    *facts* are labels and values (受理单位、办理地点、办理时间、法定时限、收费……); *sections* are further headings, each
    with its paragraphs (设定依据、咨询投诉……).
    """

    form: ClassVar[str] = "guide"

    dated: date
    item: Item
    edition: str
    facts: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    certificates: tuple[Certificate, ...]
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    sections: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterOnPaper(Content):
    """信件: a letter to be posted: to whom and where, what it is about, its words, who writes."""

    form: ClassVar[str] = "letter"

    dated: date
    name: str
    address: str
    title: str
    number: str
    paragraphs: tuple[str, ...]
    sender: str
    contact: str


PAPERS: Mapping[str, type[Content]] = {
    kind.form: kind
    for kind in (
        NoticeAndPledge,
        Decision,
        IntendedMeasures,
        Communication,
        Register,
        Rules,
        Guide,
        LetterOnPaper,
        Receipt,
        Withdrawal,
        SigningRecord,
        VisitSheet,
    )
}
"""The closed set of forms and the content each one prints."""


LATER = frozenset({"stamp"})
"""Keys that came with a later release: papers from before do without them."""


def keys_of(form: str) -> frozenset[str]:
    """Return the top-level keys that a form needs.

    Raises:
        ValueError: no form has this name.

    """
    kind = PAPERS.get(form)
    if kind is None:
        raise ValueError(f"no such form: {form!r}; forms are {', '.join(sorted(PAPERS))}")
    return frozenset(one.name for one in fields(kind))  # type: ignore[arg-type]
