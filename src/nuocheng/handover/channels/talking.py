"""Speaking with a receiving platform: handing a batch over, asking for its receipt, asking what it holds of a day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from nuocheng.journal.files import new_id
from nuocheng.platforms.channels.pace import PACE
from nuocheng.platforms.channels.posting import Fate, Parcel, Posted, post
from nuocheng.platforms.channels.signing import signed

#: A list of what is held on a day is longer than the answer to one message.
PATIENT = replace(PACE, deadline_s=20.0, largest_answer=2 * 1024 * 1024)
#: A page of what is held has at most so many rows; more pages than this are not asked for.
MOST_PAGES = 400
UNREADABLE = "对方的答复不是约定的格式，没有采用，请联系对方"


class Unanswered(Exception):
    """The platform gave no usable answer; the sentence says why, *away* whether it is out of reach altogether."""

    def __init__(self, said: str, *, away: bool) -> None:
        """Keep both."""
        super().__init__(said)
        self.away = away


@dataclass(frozen=True, slots=True)
class Line:
    """Where a platform is, and what signs to it."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a platform says of a batch: *whole* once it has looked at every row; *refused* is reason by key."""

    number: str
    whole: bool
    refused: Mapping[str, str]


def hand(line: Line, batch: str, content: bytes, at: datetime) -> Receipt:
    """Hand a batch over; the same batch may be handed over again.

    Raises:
        Unanswered: It did not arrive, or nobody can tell.

    """
    return _receipt(_said(line, Parcel(f"{line.url}/batches", {}, content.decode()), f"batch_{batch}", at))


def ask_receipt(line: Line, batch: str, at: datetime) -> Receipt:
    """Ask what became of a batch that was handed over.

    Raises:
        Unanswered: There is no usable answer.

    """
    return _receipt(_said(line, Parcel(f"{line.url}/batches/{batch}", {}, "", "GET"), _question(), at))


def ask_held(line: Line, table: str, day: date, at: datetime) -> dict[str, str]:
    """Ask which rows of a table, with which digests, the platform was last handed on a day.

    Raises:
        Unanswered: There is no usable answer, or it has no end.

    """
    held: dict[str, str] = {}
    after = ""
    for _ in range(MOST_PAGES):
        where = f"{line.url}/tables/{table}/days/{day.isoformat()}?after={after}"
        said = _said(line, Parcel(where, {}, "", "GET"), _question(), at)
        try:
            held |= {str(row["key"]): str(row["digest"]) for row in said["rows"]}
            after = str(said.get("next") or "")
        except (KeyError, TypeError) as wrong:
            raise Unanswered(UNREADABLE, away=False) from wrong
        if not after:
            return held
    raise Unanswered("对方的清单一直没有结尾，没有采用，请联系对方", away=False)


def _question() -> str:
    return f"ask_{new_id().hex}"


def _said(line: Line, parcel: Parcel, message: str, at: datetime) -> Mapping[str, Any]:
    """Return what was answered, as an object.

    Raises:
        Unanswered: Nothing usable was.

    """
    headers = {
        "content-type": "application/json; charset=utf-8",
        "accept": "application/json",
        "user-agent": "nuocheng-handover/1",
        **signed([line.secret], message, at, parcel.body),
    }
    how = post(replace(parcel, headers=headers), PATIENT)
    if how.fate is not Fate.TAKEN:
        raise Unanswered(_why(how), away=how.fate is Fate.AWAY)
    try:
        said = json.loads(how.answer)
    except ValueError as wrong:
        raise Unanswered(UNREADABLE, away=False) from wrong
    if not isinstance(said, dict):
        raise Unanswered(UNREADABLE, away=False)
    return said


def _why(how: Posted) -> str:
    return how.said if how.fate is Fate.AWAY else f"{how.said}，请联系对方核对"


def _receipt(said: Mapping[str, Any]) -> Receipt:
    try:
        refused = {str(row["key"]): str(row.get("reason") or "") for row in said.get("refused", [])}
        return Receipt(str(said["receipt"]), said["state"] == "done", refused)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise Unanswered(UNREADABLE, away=False) from wrong
