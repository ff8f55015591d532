"""Whoever is refused is told why, and by which law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.cases.facts import DECISION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import refusal_gives_reasons

WHY, LAW = "请写明没有批准的原因，申请人会看到", "请写明依据哪部法律的哪一条"


@pytest.mark.parametrize(
    ("reason", "basis", "sentence"),
    [
        ("不符合条件", "第四十七条", ""),
        ("", "第四十七条", WHY),
        (" \n", "第四十七条", WHY),
        ("不符合条件", "", LAW),
        ("不符合条件", "\u3000", LAW),
        ("", "", WHY),
    ],
)
def test_a_refusal_has_its_reason_and_its_law(reason: str, basis: str, sentence: str) -> None:
    assert says(refusal_gives_reasons, replace(DECISION, reason=reason, basis=basis)) == sentence


def test_it_rests_on_the_licensing_law_older_than_the_scheme() -> None:
    rests_on(
        refusal_gives_reasons,
        "不予批准要说明理由和依据",
        "中华人民共和国行政许可法第三十八条",
        since=date(2004, 7, 1),
    )
