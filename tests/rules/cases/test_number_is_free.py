"""A reserved number is used once, for the item it was drawn for (三（六）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import LATER
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import number_is_free


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, ""),
        ({"used": True}, "这个号已经补录过了，一个号只能用一次，请核对纸上的编号"),
        ({"void": "写坏了"}, "这个号已经作废（写坏了），不能再用，请核对纸上的编号"),
        ({"same_item": False}, "这个号的空白表是别的事项的，请核对纸上的事项和编号"),
    ],
)
def test_a_number_is_used_once_and_for_what_it_was_drawn(changed: dict[str, object], sentence: str) -> None:
    assert says(number_is_free, replace(LATER, **changed)) == sentence  # type: ignore[arg-type]


def test_it_rests_on_the_clause_on_one_procedure_online_and_offline() -> None:
    rests_on(number_is_free, "预留号只用一次", "白政办发〔2020〕20号三（六）")
