"""A decision on a matter says why (行政处罚法第四十五条)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.consequences.facts import DECIDING
from tests.rules.hearing import REVISED, rests_on, says

from nuocheng.consequences.rules import decision_gives_reasons

SENTENCE = "请写明理由：认定了什么，当事人说的采纳了没有，为什么"


@pytest.mark.req("S10.3")
@pytest.mark.parametrize(("reason", "sentence"), [("本人承认", ""), ("", SENTENCE), (" \n\u3000", SENTENCE)])
def test_a_decision_has_its_reason(reason: str, sentence: str) -> None:
    assert says(decision_gives_reasons, replace(DECIDING, reason=reason)) == sentence


def test_it_rests_on_the_duty_to_go_into_what_was_said() -> None:
    rests_on(decision_gives_reasons, "决定要写明理由", "中华人民共和国行政处罚法第四十五条", since=REVISED)
