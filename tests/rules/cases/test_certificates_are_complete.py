"""What is not pledged is handed in, all of it (三（二）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECISION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import certificates_are_complete

WHAT_TO_DO = "。请补交，或对可以承诺的作出承诺"


@pytest.mark.req("S2.3")
@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ((), ""),
        (("户口簿",), f"还缺：户口簿{WHAT_TO_DO}"),
        (("户口簿", "低收入证明"), f"还缺：户口簿、低收入证明{WHAT_TO_DO}"),
    ],
)
def test_whatever_is_missing_is_named(missing: tuple[str, ...], sentence: str) -> None:
    assert says(certificates_are_complete, replace(DECISION, missing=missing)) == sentence


def test_it_rests_on_the_clause_on_the_ordinary_path() -> None:
    rests_on(certificates_are_complete, "证明交齐", "白政办发〔2020〕20号三（二）")
