"""The rule that a reply that came on paper is kept as it came."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Replying
from nuocheng.verification.rules.sources import FACTS_FIRST


@rule(title="书面复函要有扫描件", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def reply_on_paper_is_scanned(facts: Replying) -> str | None:
    """Object when what another body wrote is entered without the paper."""
    if facts.entered and not facts.pages:
        return "请上传复函的扫描件或者照片，要看得清公章和签名"
    return None
