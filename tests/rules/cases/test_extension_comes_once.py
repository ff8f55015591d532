"""A term is extended once, and before it is over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import EXTENSION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import extension_comes_once


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"extended_before": True}, "这一件已经延长过一次，不能再延长"),
        ({"overdue": True}, "原来的期限已经过了，不能再延长。请尽快作出决定"),
        ({"paused": "检测"}, "检测还没有结束，时间不计入期限。结束以后还不够的，再延长"),
        ({}, ""),
    ],
)
def test_a_term_is_extended_once_and_in_time(change: dict[str, object], sentence: str) -> None:
    assert says(extension_comes_once, replace(EXTENSION, **change)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(extension_comes_once, "期限只延长一次，到期前延长", "中华人民共和国行政许可法第四十二条")
