"""What plans, rounds, explanations and summaries say, as values that are written as JSON and read back the same."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class ContactRole(StrEnum):
    """What a contact is for: the leader in charge, or the liaison."""

    LEADER = "leader"
    LIAISON = "liaison"


CONTACT_TITLES: dict[str, str] = {ContactRole.LEADER: "负责领导", ContactRole.LIAISON: "联络员"}
#: The milestone that a published plan fulfils.
PLAN_CODE = "plan"
#: The milestone that a summary taken by the Bureau fulfils.
SUMMARY_CODE = "summary"
#: The milestones that a paper of their own fulfils; departments do not report them by hand.
BY_PAPER = frozenset({PLAN_CODE, SUMMARY_CODE})


@dataclass(frozen=True, slots=True)
class Named:
    """An item by its code and the name it had when it was written down."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Work:
    """One line of a plan: the task, the measures, until when, and who answers for it."""

    task: str
    measures: str = ""
    until: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class PlanText:
    """What an implementation plan says: the goal, the work line by line, who answers, and the items."""

    title: str
    goal: str = ""
    works: tuple[Work, ...] = ()
    duties: str = ""
    items: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One milestone as a round asks for it: until when, what is to be shown, and by which words."""

    code: str
    title: str
    due_on: date
    shows: str = ""
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a summary: its code and heading as the law names them, and what the department wrote."""

    code: str
    title: str
    text: str = ""


def written(value: object) -> str:
    """Write a value as JSON."""
    return json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":"))


def plan_as_json(text: PlanText) -> str:
    """Write what a plan says."""
    return written(asdict(text))


def plan_from_json(text: str) -> PlanText:
    """Read what a plan says."""
    said = json.loads(text)
    return PlanText(
        title=said["title"],
        goal=said["goal"],
        works=tuple(Work(**{**one, "until": _day(one["until"])}) for one in said["works"]),
        duties=said["duties"],
        items=items_from(said["items"]),
    )


def asked_as_json(asked: tuple[Asked, ...]) -> str:
    """Write which milestones a round asks for."""
    return written([asdict(one) for one in asked])


def asked_from_json(text: str) -> tuple[Asked, ...]:
    """Read which milestones a round asks for."""
    return tuple(
        Asked(**{**one, "due_on": date.fromisoformat(one["due_on"])}) for one in json.loads(text or "[]")
    )


def parts_as_json(parts: tuple[Part, ...]) -> str:
    """Write what a summary says."""
    return written([asdict(one) for one in parts])


def parts_from_json(text: str) -> tuple[Part, ...]:
    """Read what a summary says."""
    return tuple(Part(**one) for one in json.loads(text))


def items_as_json(items: tuple[Named, ...]) -> str:
    """Write some items."""
    return written([asdict(one) for one in items])


def items_from(rows: list[dict[str, Any]]) -> tuple[Named, ...]:
    """Read some items."""
    return tuple(Named(one["code"], one["name"]) for one in rows)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON")
