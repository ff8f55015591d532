"""The party complains about a look, and the Justice Bureau answers."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.looks.models import Look

LONGEST = 1000


@official_act("look.complain", by=Role.APPLICANT, file=Look)
def complain(on: Occasion, look: Look, deed: Deed, *, text: str) -> None:
    """Complain about a look at oneself (投诉查询); it goes to the Justice Bureau, not to whoever looked.

    Raises:
        Malformed: Nothing is said.
        OutOfOrder: There is a complaint about it already.

    """
    if look.complained_at is not None:
        raise OutOfOrder("这次查询您已经投诉过了，区司法局会答复您")
    said = text.strip()
    if not said:
        raise Malformed.at("text", "请写明哪里不对，例如：我没有办过这件事，也没有同意")
    deed.move(look, "complain", note={"text": said}, complaint=said[:LONGEST], complained_at=on.at)


@official_act("look.answer_complaint", by=Role.BUREAU, file=Look)
def answer_complaint(on: Occasion, look: Look, deed: Deed, *, answer: str) -> None:
    """Answer a complaint about a look (答复投诉), in words that the party reads.

    Raises:
        Malformed: Nothing is answered.
        OutOfOrder: Nobody complained, or it is answered already.

    """
    if look.complained_at is None or look.complaint_answered_at is not None:
        raise OutOfOrder("这次查询没有等答复的投诉")
    said = answer.strip()
    if not said:
        raise Malformed.at("answer", "请写明查清了什么、怎么处理的，当事人会看到")
    deed.move(
        look,
        "answer_complaint",
        note={"answer": said},
        complaint_answer=said[:LONGEST],
        complaint_answered_at=on.at,
    )
