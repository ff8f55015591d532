"""A pledge is set aside for a reason and a law."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import TURNED
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import turning_gives_reasons


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pledged": False}, "这一件没有承诺，本来就是提交证明办理"),
        ({"paused": "检测"}, "检测还没有结束。请先记下结束，再办这一步"),
        ({"reason": ""}, "请写明承诺为什么不能用，申请人会看到"),
        ({"basis": " "}, "请写明依据哪部法律的哪一条"),
        ({}, ""),
    ],
)
def test_a_pledge_is_set_aside_for_a_reason(change: dict[str, object], sentence: str) -> None:
    assert says(turning_gives_reasons, replace(TURNED, **change)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(turning_gives_reasons, "改为提交证明要说明理由", "白政办发〔2020〕20号三（二）")
