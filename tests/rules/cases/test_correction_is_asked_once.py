"""What is to be mended is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CORRECTION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import correction_is_asked_once

ONCE = "这一件已经要求补正过一次。要补的内容应当一次告知，不能再要求；请在现有材料上作决定"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"asked_before": True}, ONCE),
        ({"paused": "检测"}, "检测还没有结束。请先记下结束，再要求补正"),
        ({}, ""),
    ],
)
def test_a_second_request_is_refused(change: dict[str, object], sentence: str) -> None:
    assert says(correction_is_asked_once, replace(CORRECTION, **change)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(correction_is_asked_once, "补正只能一次", "中华人民共和国行政许可法第三十二条")
