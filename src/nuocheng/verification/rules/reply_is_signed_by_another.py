"""The rule that an answer is signed by somebody else than whoever wrote it."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import SigningReply
from nuocheng.verification.rules.sources import COOPERATION, FACTS_FIRST


@rule(title="答复由另一个人签发", cites=(COOPERATION, FACTS_FIRST), since=date(2026, 1, 1))
def reply_is_signed_by_another(facts: SigningReply) -> str | None:
    """Object when one officer writes an answer and signs it, unless the law lets the body sign alone."""
    if facts.alone or facts.drafted_by != facts.signer:
        return None
    return "写答复的人不能自己签发，请本单位的审查岗位另一个人签发。人手少的单位，可以由管理员登记为一人签发"
