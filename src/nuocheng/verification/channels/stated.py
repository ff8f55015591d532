"""Asking a source whether what somebody stated is so: answered by the comparison, not by the source's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.journal.files import new_id
from nuocheng.journal.official import inside_act
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.verification.channels import at_hand
from nuocheng.verification.channels.looking_up import PURPOSE, About
from nuocheng.verification.channels.protocol import Answer, Outcome, Question
from nuocheng.verification.rules.compare import Claim, compare_any


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact as somebody stated it, and which field of the source says it."""

    key: str
    type: FactType
    comparison: Comparison
    field: str
    value: str
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it: how the source answered, and how each statement stood (key, verdict, what is on record)."""

    outcome: str
    note: str
    verdicts: tuple[tuple[str, str, str], ...]
    receipt_no: str
    digest: str
    source_time: date | None
    answered_at: datetime


def askable() -> frozenset[str]:
    """Return the channels that can be asked by machine here."""
    return frozenset(at_hand.channels())


def ask_whether(
    place: tuple[str, str], stated: Sequence[Stated], about: About, basis: str, at: datetime
) -> Told:
    """Ask the source at *place* (channel, source) once, with empty hands; a dead one is an answer too.

    Raises:
        KeyError: The channel cannot be asked by machine here.

    """
    assert not inside_act()
    channel, source = place
    answer = at_hand.channels()[channel].ask(
        Question(
            source=source,
            subject_kind=about.kind,
            subject_number=about.number,
            subject_name=about.name,
            fields=tuple(dict.fromkeys(one.field for one in stated)),
            purpose=PURPOSE,
            basis=basis,
            request_id=f"query.{new_id().hex}",
            asked_by=about.asked_by,
            oldest_acceptable=about.oldest,
        ),
        at=at,
    )
    found = answer.outcome is Outcome.FOUND
    return Told(
        outcome=str(answer.outcome),
        note=answer.note[:400],
        verdicts=tuple(_verdict(one, answer) for one in stated) if found else (),
        receipt_no=answer.receipt_no[:64],
        digest=answer.digest,
        source_time=answer.source_time,
        answered_at=answer.answered_at,
    )


def _verdict(one: Stated, answer: Answer) -> tuple[str, str, str]:
    claim = Claim(
        key=one.key, type=one.type, value=one.value, comparison=one.comparison, tolerance=one.tolerance
    )
    compared = compare_any(claim, [record.get(one.field) for record in answer.records])
    return one.key, str(compared.verdict), compared.observed_text[:400]
