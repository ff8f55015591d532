"""Asking the credit platform on which lists a party stands before it pledges: a short wait, and no answer is no stain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from nuocheng.journal.files import new_id
from nuocheng.journal.official import inside_act
from nuocheng.verification.channels import at_hand
from nuocheng.verification.channels.credit_answer import LISTS, REPORT
from nuocheng.verification.channels.looking_up import WAITS_S, About
from nuocheng.verification.channels.protocol import Answer, Channel, Outcome, Question

KEY = "credit_platform"
#: What the question is for, by the platform's own list of purposes, and the clause that allows it.
PURPOSE = "eligibility_check"
BASIS = "白政办发〔2020〕20号三（二）"
FIELDS = ("list", "entry_no", "authority", "document_no", "basis", "listed_on", "valid_until", "content")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry in force: on which list (our name and its title), by whom, by which document and clause, until when."""

    list: str
    title: str
    entry_no: str
    authority: str
    document_no: str
    basis: str
    listed_on: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class StandingTold:
    """What the platform said of a party, or that it said nothing: with what proves it."""

    source: str
    answered: bool
    outcome: str
    trouble: str
    note: str
    receipt_no: str
    digest: str
    latency_ms: int
    asked_at: datetime
    entries: tuple[ListEntry, ...] = ()


def ask_standing(
    about: About, at: datetime, ways: Mapping[str, Channel] | None = None
) -> StandingTold | None:
    """Ask the platform about a party, with empty hands; nothing where this installation has no such platform."""
    assert not inside_act()
    way = (ways if ways is not None else at_hand.channels(WAITS_S)).get(KEY)
    if way is None:
        return None
    question = Question(
        source=REPORT,
        subject_kind=about.kind,
        subject_number=about.number,
        subject_name=about.name,
        fields=FIELDS,
        purpose=PURPOSE,
        basis=BASIS,
        request_id=f"standing.{new_id().hex}",
        asked_by=about.asked_by,
        oldest_acceptable=about.oldest,
    )
    return _told(way.title, way.ask(question, at=at))


def _told(title: str, answer: Answer) -> StandingTold:
    """Keep what was said; only an answer that was found says anything against anybody."""
    titles = {ours: word for ours, (_, word) in LISTS.items()}
    entries = tuple(
        ListEntry(title=titles.get(str(one["list"]), ""), **{name: one[name] or "" for name in _KEPT})
        for one in (answer.records if answer.outcome is Outcome.FOUND else ())
    )
    return StandingTold(
        source=title,
        answered=answer.outcome in {Outcome.FOUND, Outcome.NOT_FOUND},
        outcome=str(answer.outcome),
        trouble=str(answer.trouble),
        note=answer.note,
        receipt_no=answer.receipt_no,
        digest=answer.digest,
        latency_ms=answer.latency_ms,
        asked_at=answer.asked_at,
        entries=entries,
    )


_KEPT = ("list", "entry_no", "authority", "document_no", "basis", "listed_on", "valid_until")
