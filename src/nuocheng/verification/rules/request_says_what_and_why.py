"""The rule that a request for assistance says what is asked, for which purpose, by which law, and whom to call."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Requesting
from nuocheng.verification.rules.sources import ASSISTANCE


@rule(title="协查要写明事实、用途、依据和联系人", cites=(ASSISTANCE,), since=date(2020, 4, 3))
def request_says_what_and_why(facts: Requesting) -> str | None:
    """Object to a request that asks nothing, or lacks its purpose, its basis or whom to call."""
    if not facts.questions:
        return "请至少选一个要核实的事实"
    said = {"用途": facts.purpose, "依据": facts.basis, "联系人和电话": facts.contact}
    missing = [name for name, text in said.items() if not text.strip()]
    return f"请写明{'、'.join(missing)}，对方要凭它核实" if missing else None
