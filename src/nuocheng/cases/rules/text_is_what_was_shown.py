"""The rule that what is signed is what was shown before the signature, to the letter."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.ceremony import Ceremony
from nuocheng.cases.rules.sources import ELECTRONIC_SIGNATURE, FOUR_STATEMENTS
from nuocheng.kernel.rulings import rule


@rule(title="签的就是看到的", cites=(FOUR_STATEMENTS, ELECTRONIC_SIGNATURE), since=date(2020, 4, 3))
def text_is_what_was_shown(facts: Ceremony) -> str | None:
    """Object when the pledge about to be kept is not the one that was shown for signing."""
    if not facts.text_shown or facts.text_shown == facts.text:
        return None
    return "要签的承诺书和您刚才看到的不一样了。请重新打开核对页，看过再签"
