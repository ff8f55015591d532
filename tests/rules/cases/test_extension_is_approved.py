"""An extension has its reason and the approval of the head."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import EXTENSION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import extension_is_approved


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "请写明为什么要延长，申请人会看到"),
        ({"approved_by": ""}, "延长要经本单位负责人批准，请填写批准的负责人"),
        ({"approved": False}, "批准的日期不能晚于今天，请核对"),
        ({}, ""),
    ],
)
def test_an_extension_is_approved_and_explained(change: dict[str, object], sentence: str) -> None:
    assert says(extension_is_approved, replace(EXTENSION, **change)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(extension_is_approved, "延长期限经负责人批准并告知理由", "中华人民共和国行政许可法第四十二条")
