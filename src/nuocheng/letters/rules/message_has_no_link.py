"""The rule that a short message carries no link: whoever wants to cheat people sends links."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.letters.rules.facts import Message
from nuocheng.letters.rules.sources import NO_MORE_THAN_NEEDED

#: An address of the web however it is written: with a scheme, with www, or a name with a known ending.
_LINK = re.compile(
    r"https?[:：]|ftp[:：]|www[.．。]|[a-z0-9-]+[.．](?:cn|com|net|org|gov|top|xyz|cc|vip|io|info|link|ltd|club|site)(?![a-z])",
    re.IGNORECASE,
)


@rule(title="短信里没有网址", cites=(NO_MORE_THAN_NEEDED,), since=date(2026, 1, 1))
def message_has_no_link(facts: Message) -> str | None:
    """Object when the message holds a link, or what a phone would make one of."""
    if _LINK.search(facts.text):
        return "短信里不能有网址，防止有人冒充。请改成“登录政府网站查询”"
    return None
