"""What was signed on a blank form while the system was down is entered under its own number, in time (三（六）)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases.facts import LATER
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import later_entry_in_time

ENTRY, DAY = LATER, LATER.paper_on


@pytest.mark.req("S6.4")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, ""),
        ({"today": DAY + timedelta(days=1)}, ""),
        ({"paper_on": DAY + timedelta(days=1)}, "纸上日期不能晚于今天，请照着纸再核对"),
        (
            {"paper_on": DAY - timedelta(days=4)},
            "这个号是2026年11月20日才领的，纸上日期不能更早，请照着纸再核对",
        ),
        ({"today": DAY + timedelta(days=2)}, "应当在2026年11月24日前补录，现在晚了，请写明原因"),
        (
            {"today": DAY + timedelta(days=2), "reason": "  "},
            "应当在2026年11月24日前补录，现在晚了，请写明原因",
        ),
        ({"today": DAY + timedelta(days=2), "reason": "停电两天"}, ""),
    ],
)
def test_the_day_of_the_paper_counts(changed: dict[str, object], sentence: str) -> None:
    assert says(later_entry_in_time, replace(ENTRY, **changed)) == sentence  # type: ignore[arg-type]


@given(late=st.integers(1, 400))
def test_a_late_entry_without_a_reason_is_never_let_through(late: int) -> None:
    assert says(later_entry_in_time, replace(ENTRY, today=ENTRY.due_on + timedelta(days=late)))


def test_it_rests_on_the_clause_on_one_procedure_online_and_offline() -> None:
    rests_on(later_entry_in_time, "补录及时", "白政办发〔2020〕20号三（六）")
