"""Record what became of an attempt to send."""

from __future__ import annotations

from datetime import timedelta

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.letters.models import Mailing
from nuocheng.letters.rules.facts import Attempt, Fate

#: How long a mailing waits after each attempt that failed; after the last one somebody has to see to it.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)


@official_act(
    "mailing.record_sending",
    by=Role.SYSTEM,
    file=Mailing,
    records=("mailing.send", "mailing.defer", "mailing.park"),
)
def record_sending(on: Occasion, mailing: Mailing, deed: Deed, *, attempt: Attempt) -> None:
    """Record an attempt (送出): sent, to be tried again later, or laid before a person.

    Raises:
        OutOfOrder: The mailing does not wait to be sent.

    """
    tried = mailing.attempts + 1
    note = {"attempt": tried, "note": attempt.note, "receipt": attempt.receipt_no}
    if attempt.fate is Fate.SENT:
        deed.move(
            mailing,
            "send",
            note=note,
            attempts=tried,
            next_at=None,
            ended_at=on.at,
            receipt_no=attempt.receipt_no,
            problem="",
        )
        return
    if attempt.fate is Fate.LATER and tried <= len(WAITS):
        later = on.at + WAITS[tried - 1]
        deed.move(mailing, "defer", note=note, attempts=tried, next_at=later, problem=attempt.note)
        return
    deed.move(mailing, "park", note=note, attempts=tried, next_at=None, problem=attempt.note)
