"""An answer is signed by another than whoever wrote it, unless the law lets the body sign alone."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.verification.requesting import EIGHT, PENALTIES

from nuocheng.verification.rules.facts import SigningReply
from nuocheng.verification.rules.reply_is_signed_by_another import reply_is_signed_by_another

OBJECTION = "写答复的人不能自己签发，请本单位的审查岗位另一个人签发。人手少的单位，可以由管理员登记为一人签发"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (SigningReply("a", "b", alone=False), ""),
        (SigningReply("a", "a", alone=False), OBJECTION),
        (SigningReply("a", "a", alone=True), ""),
        (SigningReply("a", "b", alone=True), ""),
    ],
)
def test_two_people_answer_for_an_answer(facts: SigningReply, sentence: str) -> None:
    assert says(reply_is_signed_by_another, facts) == sentence


def test_it_rests_on_cooperation_and_on_facts_first() -> None:
    rests_on(reply_is_signed_by_another, "答复由另一个人签发", EIGHT, PENALTIES, since=date(2026, 1, 1))
