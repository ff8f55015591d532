"""No pledge is decided on without a notice that the party acknowledged (三（五）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECISION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import applicant_was_told

SENTENCE = "没有申请人看过告知书的记录，请先补告知"


@pytest.mark.req("S5.3")
@pytest.mark.parametrize(
    ("pledged", "acknowledged", "sentence"),
    [(True, True, ""), (True, False, SENTENCE), (False, False, ""), (False, True, "")],
)
def test_a_pledge_needs_an_acknowledged_notice(pledged: bool, acknowledged: bool, sentence: str) -> None:
    facts = replace(DECISION, pledged=pledged, notice_acknowledged=acknowledged)
    assert says(applicant_was_told, facts) == sentence


def test_it_rests_on_the_clause_on_the_signed_notice() -> None:
    rests_on(applicant_was_told, "决定前已经告知", "白政办发〔2020〕20号三（五）")
