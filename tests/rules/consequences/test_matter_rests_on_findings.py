"""Nobody is suspected without a finding (行政处罚法第四十条)."""

from __future__ import annotations

import pytest
from tests.rules.hearing import REVISED, rests_on, says

from nuocheng.consequences.rules import Suspicion, matter_rests_on_findings

NO_FINDING = "这一件没有核查为不实的承诺。请先在核查任务里下结论，至少要有一份证据"
NO_FACTS = "请写明查明的事实：承诺的是什么，查到的是什么"


@pytest.mark.req("S10.3")
@pytest.mark.parametrize(
    ("refuted", "facts", "sentence"),
    [
        (1, "承诺5人，登记3人", ""),
        (2, "两项都不一致", ""),
        (0, "承诺5人，登记3人", NO_FINDING),
        (0, "", NO_FINDING),
        (1, "", NO_FACTS),
        (1, " \n\u3000", NO_FACTS),
    ],
)
def test_a_matter_needs_a_finding_and_its_facts(refuted: int, facts: str, sentence: str) -> None:
    assert says(matter_rests_on_findings, Suspicion(refuted, facts)) == sentence


def test_it_rests_on_clear_facts() -> None:
    rests_on(
        matter_rests_on_findings, "有核查结论才能立案", "中华人民共和国行政处罚法第四十条", since=REVISED
    )
