"""How a question about tasks is put, and how what is answered is kept on each of them, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.channels.protocol import Answer, Outcome, Question
from nuocheng.verification.channels.trouble import Trouble
from nuocheng.verification.models import Task
from nuocheng.verification.rules.compare import compare_any

PURPOSE = "pledge_verification"
BASIS = "白政办发〔2020〕20号三（八）"


def question_about(tasks: Sequence[Task], request_id: str, at: datetime) -> Question:
    """Return the question to one source about the party of *tasks*, for all of their facts."""
    first = tasks[0]
    return Question(
        source=first.source,
        subject_kind=first.party_kind,
        subject_number=first.party,
        subject_name=first.party_name,
        fields=tuple(dict.fromkeys(task.source_field for task in tasks)),
        purpose=PURPOSE,
        basis=BASIS,
        request_id=request_id,
        asked_by=people.department_name(first.department),
        oldest_acceptable=at.astimezone(CHINA).date() - timedelta(days=_freshness(at)),
    )


def _freshness(at: datetime) -> int:
    """Return how many days old a source's data may be and still say something about now."""
    return law.term("term.verification.freshness", at.astimezone(CHINA).date()).amount


def heard(task: Task, answer: Answer) -> acts.Heard:
    """Return an answer as it is kept on one task: compared with the pledge only if something was found."""
    outcome, observed, note = str(answer.outcome), "", answer.note
    if answer.outcome is Outcome.FOUND:
        compared = compare_any(task.claim, [record.get(task.source_field) for record in answer.records])
        outcome, observed, note = str(compared.verdict), compared.observed_text, compared.reason
    return acts.Heard(
        channel=answer.channel,
        source=answer.source,
        outcome=outcome,
        observed=observed[:400],
        note=note[:400],
        raw=answer.raw,
        digest=answer.digest,
        receipt_no=answer.receipt_no[:64],
        source_time=answer.source_time,
        asked_at=answer.asked_at,
        answered_at=answer.answered_at,
        latency_ms=answer.latency_ms,
        gives_up=answer.trouble is Trouble.BY_PEOPLE,
    )
