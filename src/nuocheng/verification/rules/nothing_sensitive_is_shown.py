"""The rule that nothing goes on the public page that its class does not let there."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Showing
from nuocheng.verification.rules.sources import NOT_PUBLIC


@rule(title="敏感的内容不公示", cites=(NOT_PUBLIC,), since=date(2021, 11, 1))
def nothing_sensitive_is_shown(facts: Showing) -> str | None:
    """Object when the fact is sensitive, or nobody decided what of it may be shown."""
    if facts.shown in {"whole", "masked"}:
        return None
    return f"目录里没有写明“{facts.label}”可以公示，或者它是敏感的，不能公示。请换一种核查方式"
