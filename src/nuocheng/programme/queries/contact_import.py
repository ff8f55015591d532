"""What a table of contacts would change: looked through before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.kernel.rulings import objections
from nuocheng.people import queries as people
from nuocheng.programme.channels.contacts_table import ContactCells, Person, read_contacts
from nuocheng.programme.models import Contact
from nuocheng.programme.queries.contacts import contact_table
from nuocheng.programme.rules import MAY_APPOINT, TWO_PEOPLE
from nuocheng.programme.rules.content import CONTACT_TITLES
from nuocheng.programme.rules.facts import Reaching
from nuocheng.programme.rules.phones import both_phones, tidy_name, tidy_person

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is not taken: where, and what to do."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Write the fault as one line."""
        return f"第{self.row}行“{self.column}”：{self.reason}"


@dataclass(frozen=True, slots=True)
class Change:
    """One post that a row speaks of: what it says now, what it would say, and whether that is anything new."""

    row: int
    department: str
    department_name: str
    role: str
    name: str
    title: str
    office_phone: str
    mobile: str
    kind: str
    before: str
    both: bool

    @property
    def phones(self) -> str:
        """Return the telephone numbers as one cell."""
        return "、".join(one for one in (self.office_phone, self.mobile) if one)

    @property
    def role_title(self) -> str:
        """Return the Chinese name of the post."""
        return CONTACT_TITLES[self.role]


@dataclass(frozen=True, slots=True)
class Import:
    """A table of contacts as looked through: what it would change, and which rows are not taken."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]

    @property
    def wanted(self) -> tuple[Change, ...]:
        """Return what would be written."""
        return tuple(one for one in self.changes if one.kind != UNCHANGED)

    def count(self, kind: str) -> int:
        """Return how many posts are new, changed or unchanged."""
        return sum(one.kind == kind for one in self.changes)


def look_through(raw: bytes, name: str, on: date, only: str = "") -> Import:
    """Return what a table would change on a day; *only* one department may be spoken of, where it is given.

    Raises:
        Malformed: The file cannot be read, or has no headings that we understand.

    """
    codes = {tidy_name(word): one.code for one in people.departments() for word in (one.name, one.short)}
    held = {line.code: line for line in contact_table(on)}
    changes: list[Change] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for line in read_contacts(raw, name):
        code = codes.get(tidy_name(line.department), "")
        wrong = _wrong_department(line, code, seen) or _of_another(code, only)
        if wrong:
            faults.append(Fault(line.row, "单位", wrong))
            continue
        seen[code] = line.row
        holders = {"leader": held[code].leader, "liaison": held[code].liaison}
        for role, person in line.people.items():
            if person.blank:
                continue  # a post left blank says nothing: whoever holds it stays
            judged = _judged(line, (code, role), person, holders[role], on)
            if isinstance(judged, Fault):
                faults.append(judged)
            else:
                changes.append(judged)
    return Import(tuple(changes), tuple(faults))


def _wrong_department(line: ContactCells, code: str, seen: dict[str, int]) -> str:
    """Say what is wrong with the department of a row, or nothing."""
    if not line.department.strip():
        return "单位空着，请填单位名称"
    if not code:
        return f"没有“{line.department}”这个单位，请写全称或者系统里的简称"
    return f"和第{seen[code]}行是同一个单位，请只留一行" if code in seen else ""


def _of_another(code: str, only: str) -> str:
    """Say that a row speaks of another department than the one whose table it may be, or nothing."""
    return "这一行是别的单位的，没有读。您只能导入本单位的" if only and code != only else ""


def _judged(
    line: ContactCells, post: tuple[str, str], person: Person, held: Contact | None, on: date
) -> Change | Fault:
    """Return what a row would change about one post, or why it is not taken."""
    code, role = post
    office, mobile, more = both_phones(person.phone)
    name, title = tidy_person(person.name), tidy_name(person.title)
    other = next(tidy_person(one.name) for key, one in line.people.items() if key != role)
    facts = Reaching(name, title, office, mobile, other)
    wrong = [one.text for one in objections(MAY_APPOINT, facts, on=on)]
    if more:
        wrong = [f"一格最多写一个办公电话和一个手机，多了“{more}”"]
    if wrong:
        column = "联系电话" if name and title else "职务" if name else "姓名"
        return Fault(line.row, f"{CONTACT_TITLES[role]}{column}", wrong[0])
    now = (held.name, held.title, held.office_phone, held.mobile) if held else None
    kind = NEW if now is None else UNCHANGED if now == (name, title, office, mobile) else CHANGED
    return Change(
        row=line.row,
        department=code,
        department_name=people.department_name(code),
        role=role,
        name=name,
        title=title,
        office_phone=office,
        mobile=mobile,
        kind=kind,
        before="、".join(filter(None, (held.name, held.title, held.phones))) if held else "",
        both=bool(objections(TWO_PEOPLE, facts, on=on)),
    )
