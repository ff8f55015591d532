"""A finding against somebody, or none at all, says why (行政处罚法第四十条)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.verification.rules import FindingFacts, finding_says_why

SENTENCE = "请写明理由：承诺的是什么、查到的是什么、差在哪里"


@pytest.mark.parametrize(
    ("verdict", "note", "sentence"),
    [
        ("refute", "", SENTENCE),
        ("refute", " \u3000", SENTENCE),
        ("refute", "承诺5人，登记3人", ""),
        ("leave_unresolved", "", SENTENCE),
        ("leave_unresolved", "来源两次没有回应", ""),
        ("confirm", "", ""),
        ("confirm", "看了原件", ""),
    ],
)
def test_only_a_finding_in_favour_needs_no_reason(verdict: str, note: str, sentence: str) -> None:
    assert says(finding_says_why, FindingFacts(verdict, "contradicted", note)) == sentence


def test_it_rests_on_clear_facts_since_the_law_says_so() -> None:
    rests_on(
        finding_says_why, "不利的结论要写明理由", "中华人民共和国行政处罚法第四十条", since=date(2021, 7, 15)
    )
