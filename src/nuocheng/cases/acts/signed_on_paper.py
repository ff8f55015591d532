"""What an act at the window rests on: the paper that the party signed by hand, wholly on file."""

from __future__ import annotations

from dataclasses import replace

from nuocheng.cases.models import Case
from nuocheng.cases.papers import window as papers
from nuocheng.cases.queries import scans
from nuocheng.cases.rules import SIGNED_ON_PAPER
from nuocheng.kernel.occasion import Door, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law

SCANS_REQUIRED = "switch.window.scans"


def require_notice_signed(on: Occasion, case: Case, *, notice_only: bool = False) -> None:
    """Let a clerk go on only with the signed notice (and pledge) on file.

    Raises:
        RuledOut: A page is missing, double, unplaced, or seems unsigned.

    """
    _require(on, case, papers.notice_codes(case), notice=True, notice_only=notice_only)


def require_withdrawal_signed(on: Occasion, case: Case, what: papers.What) -> None:
    """Let a clerk withdraw for the party only with its signed application on file.

    Raises:
        RuledOut: A page is missing, double, unplaced, or seems unsigned.

    """
    _require(on, case, frozenset({papers.withdrawal_code(case, what).digest}))


def _require(
    on: Occasion, case: Case, digests: frozenset[str], *, notice: bool = False, notice_only: bool = False
) -> None:
    if on.door is not Door.WINDOW or on.post.role is not Role.CLERK:
        return
    facts = scans.signed_paper(scans.scans_of(case.reference), digests)
    if facts.pages and not notice:
        # A page of the notice that nobody could place is no reason against taking it all back.
        facts = replace(facts, unplaced=0)
    required = law.switch(SCANS_REQUIRED, on.today)
    require(SIGNED_ON_PAPER, replace(facts, notice_only=notice_only, required=required), on=on.today)
