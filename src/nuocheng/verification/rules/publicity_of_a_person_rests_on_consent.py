"""The rule that a person's pledge is shown to everybody only with their own consent, or because the law says so."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Showing
from nuocheng.verification.rules.sources import NOT_PUBLIC


@rule(title="公示个人的承诺要本人单独同意", cites=(NOT_PUBLIC,), since=date(2021, 11, 1))
def publicity_of_a_person_rests_on_consent(facts: Showing) -> str | None:
    """Object when a person's pledge is to be shown without consent and without a ground of the law."""
    if not facts.person or facts.consent.strip() or facts.ground:
        return None
    return Fault("公示个人的承诺，要本人单独同意。请写明哪天、怎样同意的，同意书存在哪里", "consent")
