"""The rule that an objection to what is shown says what is wrong with it."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Objecting
from nuocheng.verification.rules.sources import VERIFY

#: Fewer signs than this say nothing that could be looked into.
FEWEST = 5


@rule(title="异议要写明哪里不对", cites=(VERIFY,), since=date(2020, 4, 3))
def objection_says_what_is_wrong(facts: Objecting) -> str | None:
    """Object to an objection that says nothing, or brings more files than are looked at."""
    if len(facts.text.strip()) < FEWEST:
        return Fault("请写明哪里不对，例如：这家店上个月就关门了", "text")
    if facts.files > facts.most:
        return Fault(f"最多交{facts.most}个文件，请留下最要紧的", "file_1")
    return None
