"""A body that a request does not concern sends it back soon (安阳市政务服务条例第五十条)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.rules.facts import SendingBack
from nuocheng.verification.rules.wrong_body_is_returned_in_time import wrong_body_is_returned_in_time

UNTIL = datetime(2026, 11, 3, 9, 0, tzinfo=CHINA)
LATE = "签收以后退回的时限已经过了。请答复，不归本单位管的逐项选“不归我们管”；不能协助的，写明理由拒绝"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(("seconds", "sentence"), [(-3600, ""), (0, ""), (1, LATE)])
def test_it_is_sent_back_within_the_term_and_not_a_second_later(seconds: int, sentence: str) -> None:
    facts = SendingBack(UNTIL + timedelta(seconds=seconds), UNTIL)
    assert says(wrong_body_is_returned_in_time, facts) == sentence


def test_it_rests_on_a_clause_that_is_quoted() -> None:
    rests_on(
        wrong_body_is_returned_in_time,
        "不归本单位管的要及时退回",
        "《安阳市政务服务条例》第五十条",
        since=date(2021, 12, 1),
    )
