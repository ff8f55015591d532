"""What the slips of the window say: the receipt, and the application to withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from nuocheng.papers.parts import Applicant, Content, Department, Item


@dataclass(frozen=True, slots=True)
class Receipt(Content):
    """受理回执: what came in and when, and until when there is an answer; *entered* says that it was entered later."""

    form: ClassVar[str] = "receipt"

    dated: date
    number: str
    check_code: str
    verify_url: str
    body: str
    phone: str
    applicant: str
    item: str
    due: str
    clerk: str
    pledged: tuple[str, ...]
    received: tuple[str, ...]
    onward: tuple[str, ...]
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal(Content):
    """撤回申请书: the pledge (or the whole application) is taken back; *points* tell what that means."""

    form: ClassVar[str] = "withdrawal"

    dated: date
    number: str
    check_code: str
    verify_url: str
    what: Literal["pledge", "application"]
    item: Item
    department: Department
    applicant: Applicant
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SigningRecord(Content):
    """承诺书签署记录: how one pledge was signed; *sections* are headings with labels and values."""

    form: ClassVar[str] = "signing_record"

    dated: date
    number: str
    check_code: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    statements: tuple[str, ...]
    checks: tuple[tuple[str, str, str], ...]
    entries: tuple[tuple[str, str, str], ...]
    closing: str


@dataclass(frozen=True, slots=True)
class VisitFact:
    """One fact that is looked at on the spot, and what was pledged of it."""

    label: str
    pledged: str


@dataclass(frozen=True, slots=True)
class VisitSheet(Content):
    """现场核查表: one visit to be written down and signed by hand, all departments on one sheet."""

    form: ClassVar[str] = "visit_sheet"

    dated: date
    number: str
    check_code: str
    verify_url: str
    party: str
    place: str
    when: str
    departments: tuple[str, ...]
    officers: tuple[str, ...]
    facts: tuple[VisitFact, ...]
