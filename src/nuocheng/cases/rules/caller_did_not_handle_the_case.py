"""The rule that whoever handled a case does not call back the party that rated it poorly."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import CallingBack
from nuocheng.cases.rules.sources import COMPLAINTS_HEARD
from nuocheng.kernel.rulings import rule


@rule(title="经办的人不回访差评", cites=(COMPLAINTS_HEARD,), since=date(2020, 4, 3))
def caller_did_not_handle_the_case(facts: CallingBack) -> str | None:
    """Object when the call would come from whoever handled the case."""
    if facts.caller in facts.handled_by:
        return "这一件是您经办的，不能由您回访，请转给别的同事"
    return None
