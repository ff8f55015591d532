"""Hear the party, or note that it did not speak in time."""

from __future__ import annotations

from nuocheng.consequences.models import Matter
from nuocheng.consequences.rules import MAY_NOTE_SILENCE
from nuocheng.consequences.rules.facts import Silence
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require


@official_act("matter.hear_statement", by=(Role.APPLICANT, Role.CLERK), file=Matter)
def hear_statement(on: Occasion, matter: Matter, deed: Deed, *, text: str) -> None:
    """Hear the party's statement and defence (陈述申辩), in its own words.

    Raises:
        Malformed: Nothing is said.
        OutOfOrder: Nothing was announced yet, or the statement was heard already.

    """
    if not text.strip():
        raise Malformed.at("text", "请写下您的说明；不想说明的，可以不提交")
    deed.move(matter, "hear_statement", statement=text.strip(), heard_at=on.at)


@official_act("matter.note_silence", by=(Role.VERIFIER, Role.SYSTEM), file=Matter)
def note_silence(on: Occasion, matter: Matter, deed: Deed) -> None:
    """Note that the party did not speak within its term.

    Raises:
        OutOfOrder: Nothing was announced yet, or the party has spoken.
        RuledOut: The term has not run out.

    """
    if matter.defence_due_on is None:
        raise OutOfOrder("还没有告知当事人，请先送达拟处理告知书")
    require(MAY_NOTE_SILENCE, Silence(on.today, matter.defence_due_on), on=on.today)
    deed.move(matter, "note_silence", heard_at=on.at)
