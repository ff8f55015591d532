"""A suspended item takes certificates, and no pledges (三（二）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import ELIGIBILITY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import pledging_not_suspended


@pytest.mark.req("S2.1")
@pytest.mark.parametrize(
    ("suspended", "sentence"),
    [(False, ""), (True, "这个事项刚刚暂停告知承诺，这次请提交证明办理")],
)
def test_no_pledge_is_taken_while_the_item_is_suspended(suspended: bool, sentence: str) -> None:
    assert says(pledging_not_suspended, replace(ELIGIBILITY, suspended=suspended)) == sentence


def test_it_rests_on_the_clause_on_published_items() -> None:
    rests_on(pledging_not_suspended, "事项没有暂停承诺", "白政办发〔2020〕20号三（二）")
