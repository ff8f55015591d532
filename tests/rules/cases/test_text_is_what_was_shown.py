"""What is signed is what was shown, to the letter (三（七）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CEREMONY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import text_is_what_was_shown

SENTENCE = "要签的承诺书和您刚才看到的不一样了。请重新打开核对页，看过再签"


@pytest.mark.parametrize(("shown", "sentence"), [("a", ""), ("", ""), ("b", SENTENCE)])
def test_only_the_text_shown_is_signed(shown: str, sentence: str) -> None:
    assert says(text_is_what_was_shown, replace(CEREMONY, text="a", text_shown=shown)) == sentence


def test_it_rests_on_the_four_statements_and_the_law_on_signatures() -> None:
    law = "中华人民共和国电子签名法第十三条"
    rests_on(text_is_what_was_shown, "签的就是看到的", "白政办发〔2020〕20号三（七）", law)
