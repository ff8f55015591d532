"""A reply is evidence only as far as it speaks about the facts (行政处罚法第四十条)."""

from __future__ import annotations

import pytest
from tests.rules.hearing import REVISED, rests_on, says
from tests.rules.verification.requesting import PENALTIES

from nuocheng.verification.rules.facts import Using
from nuocheng.verification.rules.used_reply_says_something import used_reply_says_something

NOTHING = "对方每一项都答“不归我们管”，没有可以采用的内容。请选“不采用”，再问该管的单位"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("not_ours",), NOTHING),
        (("not_ours", "not_ours"), NOTHING),
        (("not_ours", "no_record"), ""),
        (("confirmed",), ""),
        (("denied", "told"), ""),
    ],
)
def test_a_reply_that_only_says_not_ours_is_no_evidence(words: tuple[str, ...], sentence: str) -> None:
    assert says(used_reply_says_something, Using(words)) == sentence


def test_it_rests_on_evidence_as_the_law_asks_for_it() -> None:
    rests_on(used_reply_says_something, "答复说了事实才能采用", PENALTIES, since=REVISED)
