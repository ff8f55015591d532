"""One further question may follow a reply, and no more (白政办发〔2020〕20号三（八）)."""

from __future__ import annotations

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.verification.requesting import EIGHT

from nuocheng.verification.rules.facts import AskingFurther
from nuocheng.verification.rules.further_question_comes_once import further_question_comes_once

AGAIN = "已经补充询问过一次。请采用或者不采用现有的答复；还不清楚的，改用别的核查方式"
EMPTY = "请写明还要问什么，例如：登记的地址是哪个小区"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("text", "before", "sentence"),
    [("从哪个月起", "", ""), (" ", "", EMPTY), ("从哪个月起", "问过了", AGAIN), ("", "问过了", AGAIN)],
)
def test_there_is_one_further_question_and_it_asks_something(text: str, before: str, sentence: str) -> None:
    assert says(further_question_comes_once, AskingFurther(text, before)) == sentence


def test_it_rests_on_the_founding_document() -> None:
    rests_on(further_question_comes_once, "补充询问只有一次", EIGHT)
