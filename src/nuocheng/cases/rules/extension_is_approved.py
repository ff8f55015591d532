"""The rule that an extension has a reason that is told, and the approval of the head."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import TermExtended
from nuocheng.cases.rules.sources import EXTENDED_ONCE
from nuocheng.kernel.rulings import rule


@rule(title="延长期限经负责人批准并告知理由", cites=(EXTENDED_ONCE,), since=date(2020, 4, 3))
def extension_is_approved(facts: TermExtended) -> str | None:
    """Object when the reason or the approval is missing, or the approval lies in the future."""
    if not facts.reason.strip():
        return "请写明为什么要延长，申请人会看到"
    if not facts.approved_by.strip():
        return "延长要经本单位负责人批准，请填写批准的负责人"
    if not facts.approved:
        return "批准的日期不能晚于今天，请核对"
    return None
