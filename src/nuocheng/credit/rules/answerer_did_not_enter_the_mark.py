"""The rule that whoever entered a mark does not answer the objection to it."""

from __future__ import annotations

from datetime import date

from nuocheng.credit.rules.facts import Answering
from nuocheng.credit.rules.sources import SUPERVISED
from nuocheng.kernel.rulings import rule


@rule(title="记入的人不答复异议", cites=(SUPERVISED,), since=date(2020, 4, 3))
def answerer_did_not_enter_the_mark(facts: Answering) -> str | None:
    """Object when the mark was entered by whoever would answer."""
    if facts.entered_by and facts.answerer == facts.entered_by:
        return "这条记录是您记入的，不能由您答复异议，请转给别的同事或区司法局"
    return None
