"""A pledge replaces only what the catalogue lets it replace (三（四）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import PLEDGE
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import pledge_covers_listed_certificates

NOTHING = "还没有选用承诺代替的证明，请至少选一份；都不选的，请改为提交证明"
UNLISTED = "有的证明不能用承诺代替，请把它改为提交证明"


@pytest.mark.parametrize(
    ("pledged", "sentence"),
    [
        ({"low_income"}, ""),
        ({"low_income", "premises"}, ""),
        ({"low_income", "household"}, UNLISTED),
        ({"household"}, UNLISTED),
        (set(), NOTHING),
    ],
)
def test_some_listed_certificate_is_pledged_and_no_other(pledged: set[str], sentence: str) -> None:
    facts = replace(PLEDGE, pledged=frozenset(pledged))
    assert says(pledge_covers_listed_certificates, facts) == sentence


def test_it_rests_on_the_clause_on_which_certificates() -> None:
    rests_on(pledge_covers_listed_certificates, "只能承诺列入目录的证明", "白政办发〔2020〕20号三（四）")
