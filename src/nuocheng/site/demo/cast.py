"""Who plays in the demonstration: departments, staff by post, applicants; all fictional, read from data files.

Nothing here needs the database: the command that starts the demonstration prints the table of accounts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nuocheng.site.cli.chinese import cells, padded

DATA = Path(__file__).parent / "data"
#: Known to everyone on purpose: it opens the demonstration's fictional accounts and nothing else.
PASSWORD = "nuocheng-demo"  # noqa: S105 - public on purpose


@dataclass(frozen=True, slots=True)
class Player:
    """One account of the demonstration: a member of staff in a post, or an applicant with a number."""

    account: str
    name: str
    role: str
    department: str
    number: str
    phone: str
    title: str
    begins: str
    listed: bool


def departments() -> list[dict[str, str]]:
    """Return the departments as the data file has them."""
    return list(rows("departments.csv"))


def players() -> list[Player]:
    """Return everyone who has an account."""
    return [Player(**{**row, "listed": row["listed"] == "是"}) for row in rows("people.csv")]  # type: ignore[arg-type]


def accounts_table() -> str:
    """Return the accounts to begin with as a table for the terminal."""
    head = ("账号", "密码", "是谁", "从哪里开始")
    lines = [head, *((one.account, PASSWORD, one.title, one.begins) for one in players() if one.listed)]
    widths = [max(cells(line[place]) for line in lines) + 2 for place in range(len(head))]
    return "\n".join("".join(map(padded, line, widths)).rstrip() for line in lines)


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in the data folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
