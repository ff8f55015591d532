"""The rule that an objection is answered with reasons."""

from __future__ import annotations

from datetime import date

from nuocheng.credit.rules.facts import Answering
from nuocheng.credit.rules.sources import OBJECTION_ANSWERED
from nuocheng.kernel.rulings import rule


@rule(title="答复异议写明理由", cites=(OBJECTION_ANSWERED,), since=date(2020, 4, 3))
def answer_gives_reasons(facts: Answering) -> str | None:
    """Object when no reason is given."""
    return None if facts.reason.strip() else "请写明核对的结果和理由，申请人会看到"
