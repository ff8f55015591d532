"""Nothing is decided before the party was told and heard (行政处罚法第四十四、四十五条)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.consequences.facts import DECIDING
from tests.rules.hearing import REVISED, rests_on, says

from nuocheng.consequences.rules import party_was_heard

TELL = "还没有告知当事人拟作的处理，请先送达拟处理告知书"
HEAR = "还没有听取当事人的陈述申辩，请等当事人说明，或等期限届满"


@pytest.mark.req("S10.2")
@pytest.mark.parametrize(
    ("told", "heard", "sentence"),
    [(True, True, ""), (True, False, HEAR), (False, True, TELL), (False, False, TELL)],
)
def test_first_told_then_heard_then_decided(told: bool, heard: bool, sentence: str) -> None:
    assert says(party_was_heard, replace(DECIDING, told=told, heard=heard)) == sentence


def test_it_rests_on_telling_and_on_hearing() -> None:
    law = "中华人民共和国行政处罚法"
    rests_on(party_was_heard, "先告知、先听取，再决定", f"{law}第四十四条", f"{law}第四十五条", since=REVISED)
