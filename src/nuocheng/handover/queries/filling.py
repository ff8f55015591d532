"""What each row says: read from cases, verification tasks and matters, some hundred at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from nuocheng.cases import queries as cases
from nuocheng.consequences import queries as consequences
from nuocheng.kernel.numbers import PartyKind, mask_number
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people
from nuocheng.verification import queries as verification
from nuocheng.verification.queries import Task

Row = dict[str, str]

#: States of a case before it was taken in: nobody else's business yet. What is not listed is under way.
BEFORE = frozenset({"opened", "eligible", "notified", "acknowledged"})
STATUS = {
    "correcting": "11", "granted": "20", "refused": "21", "withdrawn": "22", "closed": "23", "revoked": "24",
}  # fmt: skip
UNDER_WAY = "10"
#: What the supervising table says of a finding: only an untrue pledge that was decided upon counts as broken.
FULFILLED, BROKEN, OPEN = "1", "0", "2"


@dataclass(frozen=True, slots=True)
class Filled:
    """One row as it would go now, with the version of the file it tells of."""

    version: int
    row: Row


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one platform is to be told: its region, how much of people, and the credit codes of departments.

    *known* are the files it was told of before: what is no longer so has to be taken back there.
    """

    region: str
    identity: str
    codes: Mapping[str, str]
    known: frozenset[str] = frozenset()


def filled(table: str, keys: Iterable[str], wanted: Wanted) -> dict[str, Filled]:
    """Return the rows of some files of one table as they would go now; a file that is not to go is not in it."""
    return FILLING[table](list(keys), wanted)


def _cases(keys: list[str], wanted: Wanted) -> dict[str, Filled]:
    return {
        one.reference: Filled(one.entries, _case(one, wanted))
        for one in cases.cases_numbered(keys)
        if one.state not in BEFORE and (one.state != "withdrawn" or one.path)
    }


def _case(one: cases.Case, wanted: Wanted) -> Row:
    kind = PartyKind(one.party_kind)
    shown = {"none": ("", ""), "masked": (one.party_name, mask_number(one.party, kind))}
    name, number = shown.get(wanted.identity, (one.party_name, one.party))
    return {
        "region": wanted.region,
        "case_no": one.reference,
        "document_no": one.number,
        "item_code": one.item_code,
        "item_name": one.item_name,
        "sfsxgzcnz": "1" if one.pledged_certificates else "0",
        "pledged_certificates": str(one.pledged_certificates),
        "applicant_kind": "1" if kind is PartyKind.PERSON else "2",
        "applicant_name": name,
        "applicant_no": number,
        "status": STATUS.get(one.state, UNDER_WAY),
        "opened_at": _moment(one.opened_at),
        "pledged_at": _moment(one.pledged_at),
        "decided_at": _moment(one.decided_at),
        "department": people.department_name(one.department),
        "department_no": wanted.codes.get(one.department, ""),
    }


def _supervision(keys: list[str], wanted: Wanted) -> dict[str, Filled]:
    tasks = [
        one
        for one in verification.by_reference(keys).values()
        if one.found_at or one.reference in wanted.known
    ]
    matters = consequences.matters_about({one.origin for one in tasks})
    return {one.reference: _check(one, matters.get(one.reference, []), wanted) for one in tasks}


def _check(one: Task, matters: list[consequences.Standing], wanted: Wanted) -> Filled:
    found = one.state in verification.FOUND
    fulfilled, said = _judged(one, matters[-1] if matters else None)
    row = {
        "region": wanted.region,
        "project_no": "",
        "case_no": one.origin,
        "check_no": one.reference,
        "checked_at": _moment(one.found_at or one.moved_at),
        "department": people.department_name(one.department),
        "department_no": wanted.codes.get(one.department, ""),
        "basis": (one.standard or f"核对{one.certificate}的“{one.label}”")[:400],
        "fulfilled": fulfilled,
        "how_fulfilled": f"{one.certificate}“{one.label}”：{said}"[:400],
        "other": _other(one),
        "valid": "1" if found else "0",
        "invalid_why": "" if found else "结论已经撤销，正在重新核查",
        "upload_state": "0",
        "upload_why": "",
    }
    # Matters move without the task: the version counts what happened to any of them.
    return Filled(one.entries + sum(about.entries for about in matters), row)


def _judged(one: Task, about: consequences.Standing | None) -> tuple[str, str]:
    """Say whether a pledge was kept; nobody is called untrue before that was decided (《行政处罚法》第四十条)."""
    if one.state == "confirmed":
        return FULFILLED, "属实"
    if one.state != "refuted":
        return OPEN, one.state_title
    if about is None:
        return OPEN, "查到的和承诺不一致，还没有开始认定"
    if about.state == "upheld":
        return BROKEN, "认定承诺不实"
    if about.state == "dismissed":
        return OPEN, "查到的和承诺不一致，经听取说明，不认定承诺不实"
    return OPEN, "查到的和承诺不一致，正在听取当事人说明，还没有认定"


def _other(one: Task) -> str:
    late = one.found_at is not None and one.found_at.astimezone(CHINA).date() > one.due_on
    said = [f"核查期限{one.due_on.isoformat()}"]
    if late:
        said.append("超过期限才完成")
    if one.draw:
        said.append(f"抽查{one.draw}")
    return "；".join(said)


def _moment(at: datetime | None) -> str:
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S") if at else ""


FILLING: dict[str, Callable[[list[str], Wanted], dict[str, Filled]]] = {
    "case": _cases,
    "supervision": _supervision,
}
#: Which files make which table speak anew.
KINDS = {"case": "case", "task": "supervision"}
