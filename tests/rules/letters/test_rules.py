"""The rules on short messages: no link, no identity number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.kernel.rulings import objections
from nuocheng.letters.rules import MAY_BE_TEXTED
from nuocheng.letters.rules.facts import Message

TODAY = date(2026, 11, 23)
PARTY = "620402199001010017"
PLAIN = "【白银市白银区】您的办件（白区诺〔2026〕01043号）有新消息：已经批准。请登录政府网站查看，或拨打0943-0000000。"


def against(text: str) -> list[str]:
    return [one.rule for one in objections(MAY_BE_TEXTED, Message(text, PARTY), on=TODAY)]


def test_what_we_send_is_fine() -> None:
    assert against(PLAIN) == []


@pytest.mark.parametrize(
    "link",
    ["http://a.cn/x", "https：//a", "www.baiyin.gov.cn", "baiyin．gov．cn", "T.CN/abc", "x.top/1", "WWW。a"],
)
def test_no_link_however_it_is_written(link: str) -> None:
    assert against(f"{PLAIN}{link}") == ["message_has_no_link"]


@pytest.mark.parametrize("number", [PARTY, "11010519491231002X", "620402197908052057"])
def test_no_identity_number(number: str) -> None:
    assert against(f"{PLAIN}{number}") == ["message_names_nobody"]


@given(st.text(alphabet="您的办件有新消息请登录，。（）〔〕0123456789号年月日", max_size=60))
def test_words_dates_and_short_numbers_are_no_links(text: str) -> None:
    assert "message_has_no_link" not in against(text)
