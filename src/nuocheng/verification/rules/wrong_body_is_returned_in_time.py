"""The rule that a body that a request does not concern sends it back soon, or answers."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import SendingBack
from nuocheng.verification.rules.sources import WRONG_BODY


@rule(title="不归本单位管的要及时退回", cites=(WRONG_BODY,), since=date(2021, 12, 1))
def wrong_body_is_returned_in_time(facts: SendingBack) -> str | None:
    """Object to sending back after the term that began with the receipt."""
    if facts.at <= facts.until:
        return None
    return "签收以后退回的时限已经过了。请答复，不归本单位管的逐项选“不归我们管”；不能协助的，写明理由拒绝"
