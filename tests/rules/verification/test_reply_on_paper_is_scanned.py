"""A reply that came on paper is kept as it came (行政处罚法第四十条)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.hearing import REVISED, rests_on, says
from tests.rules.verification.requesting import PENALTIES, REPLIED

from nuocheng.verification.rules.reply_on_paper_is_scanned import reply_on_paper_is_scanned

SENTENCE = "请上传复函的扫描件或者照片，要看得清公章和签名"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("entered", "pages", "sentence"), [(True, 0, SENTENCE), (True, 1, ""), (False, 0, ""), (False, 2, "")]
)
def test_what_another_body_wrote_is_entered_only_with_the_paper(
    entered: bool, pages: int, sentence: str
) -> None:
    facts = replace(REPLIED, entered=entered, pages=pages)
    assert says(reply_on_paper_is_scanned, facts) == sentence


def test_it_rests_on_evidence_as_the_law_asks_for_it() -> None:
    rests_on(reply_on_paper_is_scanned, "书面复函要有扫描件", PENALTIES, since=REVISED)
