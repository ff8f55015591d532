"""The rule that nobody comes unannounced without one of the law's grounds and what speaks for it."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Surprising
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(title="不打招呼要有理由", cites=(NO_DISTURBANCE,), since=date(2020, 4, 3))
def unannounced_visit_has_ground(facts: Surprising) -> str | None:
    """Object when the law knows no such ground, or nobody says what speaks for it."""
    if not facts.surprise:
        return None
    if not facts.known:
        return Fault("请选不打招呼的理由", "surprise")
    return None if facts.why.strip() else Fault("请写明不打招呼的具体情况，批准的人要看", "surprise_why")
