"""Nothing is decided while a special procedure is under way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECISION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import procedure_is_over


@pytest.mark.parametrize(
    ("paused", "sentence"), [("听证", "听证还没有结束。请先记下结束，再作决定"), ("", "")]
)
def test_nothing_is_decided_while_time_stands_still(paused: str, sentence: str) -> None:
    assert says(procedure_is_over, replace(DECISION, paused=paused)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(procedure_is_over, "特别程序结束才决定", "中华人民共和国行政许可法第四十五条")
