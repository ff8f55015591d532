"""Answer an objection: uphold it and correct the mark, or dismiss it with the reason."""

from __future__ import annotations

from nuocheng.credit.acts.correct_mark import correct_mark
from nuocheng.credit.models import Objection
from nuocheng.credit.rules import MAY_ANSWER
from nuocheng.credit.rules.facts import Answering
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law.remedies import remedy
from nuocheng.letters.official import letter


@official_act("objection.uphold", by=(Role.LEGAL, Role.BUREAU), file=Objection)
def uphold_objection(on: Occasion, objection: Objection, deed: Deed, *, reason: str) -> None:
    """Uphold the objection (异议成立): the mark is corrected in the same deed, and the party told.

    Raises:
        OutOfOrder: It is answered already.
        RuledOut: Whoever entered the mark would answer, or no reason is given.

    """
    objection.ready_for("uphold")
    require(MAY_ANSWER, _answering(on, objection, reason), on=on.today)
    said = reason.strip()
    correct_mark.within(deed, objection.integrity, objection=objection.reference, reason=said)
    text = f"您的异议成立，那条记录已经更正，不再影响您用承诺办事。理由：{said}。"
    _answer(on, objection, deed, "uphold", ("异议成立，记录已更正", text, said))


@official_act("objection.dismiss", by=(Role.LEGAL, Role.BUREAU), file=Objection)
def dismiss_objection(on: Occasion, objection: Objection, deed: Deed, *, reason: str) -> None:
    """Dismiss the objection (异议不成立): the mark stays, the party is told why and what remains to it.

    Raises:
        OutOfOrder: It is answered already.
        RuledOut: Whoever entered the mark would answer, or no reason is given.

    """
    objection.ready_for("dismiss")
    require(MAY_ANSWER, _answering(on, objection, reason), on=on.today)
    said = reason.strip()
    text = f"您的异议这次没有成立，记录不变。理由：{said}。{''.join(remedy(on.today))}"
    _answer(on, objection, deed, "dismiss", ("异议不成立", text, said))


def _answering(on: Occasion, objection: Objection, reason: str) -> Answering:
    return Answering(on.actor, objection.entered_by, reason)


def _answer(on: Occasion, objection: Objection, deed: Deed, verb: str, said: tuple[str, str, str]) -> None:
    title, text, reason = said
    told = letter(on, party=objection.party, about=objection.reference, title=title, text=text)
    deed.move(
        objection,
        verb,
        rows=[told],
        note={"reason": reason},
        answer=reason,
        answered_by=on.actor,
        answered_at=on.at,
    )
