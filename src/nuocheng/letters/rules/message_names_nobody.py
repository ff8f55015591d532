"""The rule that a short message carries no identity number: it passes through many hands."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.letters.rules.facts import Message
from nuocheng.letters.rules.sources import NO_MORE_THAN_NEEDED

_LONG = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9Xx])")


@rule(title="短信里没有证件号码", cites=(NO_MORE_THAN_NEEDED,), since=date(2026, 1, 1))
def message_names_nobody(facts: Message) -> str | None:
    """Object when the message holds the party's number, or anything of that shape."""
    if _LONG.search(facts.text) or (facts.party and facts.party in facts.text):
        return "短信里不能有证件号码，请去掉"
    return None
