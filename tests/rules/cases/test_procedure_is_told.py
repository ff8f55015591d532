"""A special procedure is named, explained and given a length."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import PROCEDURE
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import procedure_is_told


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"paused": "听证"}, "听证还没有结束。请先记下结束，再开始另一项"),
        ({"kind": "lunch"}, "请从法律列出的程序里选一项"),
        ({"reason": " "}, "请写明为什么要做这项程序，申请人会看到"),
        ({"workdays": 0}, "请写明大约要几个工作日，从1到120"),
        ({"workdays": 121}, "请写明大约要几个工作日，从1到120"),
        ({"workdays": 1}, ""),
        ({"workdays": 120}, ""),
    ],
)
def test_time_stands_still_only_for_what_is_told(change: dict[str, object], sentence: str) -> None:
    assert says(procedure_is_told, replace(PROCEDURE, **change)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(procedure_is_told, "特别程序要书面告知", "中华人民共和国行政许可法第四十五条")
