"""What the administrator set for a source, as the guard needs it; what is blank is left to the installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.channels.protocol import Answer, Question
from nuocheng.verification.channels.signing import Proof
from nuocheng.verification.lifecycle import SourceState
from nuocheng.verification.models import Source


@dataclass(frozen=True, slots=True)
class Configured:
    """How one source is asked."""

    source: str
    channel: str
    title: str = ""
    state: SourceState = SourceState.CONNECTED
    endpoint: str = ""
    proof: Proof = Proof.KEY
    app_key: str = ""
    secret: str = ""
    certificate: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    quota: int = 0
    at_once: int = 0
    purpose: str = ""
    basis: str = ""
    freshness_days: int = 0
    fallback: str = ""
    authorised_until: date | None = None
    why: str = ""

    def put(self, question: Question, at: datetime) -> Question:
        """Return the question as this source is asked it: its own names, purpose, basis and freshness."""
        oldest = question.oldest_acceptable
        if self.freshness_days:
            oldest = at.astimezone(CHINA).date() - timedelta(days=self.freshness_days)
        return replace(
            question,
            source=self.source,
            fields=tuple(self.mapping.get(one, one) for one in question.fields),
            purpose=self.purpose or question.purpose,
            basis=self.basis or question.basis,
            oldest_acceptable=oldest,
        )

    def read(self, answer: Answer, question: Question) -> Answer:
        """Return the answer with the fields called as *question* called them."""
        if not self.mapping:
            return answer
        records = tuple(
            {one: record.get(self.mapping.get(one, one)) for one in question.fields}
            for record in answer.records
        )
        return replace(answer, records=records)


def configured(source: str) -> Configured | None:
    """Return what is set for a source, nothing where the administrator set nothing."""
    row = Source.objects.filter(reference=source).first()
    return of(row) if row else None


def of(row: Source) -> Configured:
    """Return what a row sets."""
    names = (
        *("channel", "title", "endpoint", "app_key", "secret", "certificate", "quota", "at_once", "purpose"),
        *("basis", "freshness_days", "fallback", "authorised_until", "why"),
    )
    return Configured(
        source=row.reference,
        state=SourceState(row.state),
        proof=Proof(row.proof),
        mapping=row.fields_by_ours,
        **{name: getattr(row, name) for name in names},
    )
