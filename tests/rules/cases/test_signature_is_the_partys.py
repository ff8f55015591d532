"""A pledge is signed with the party's own name (三（七）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import PLEDGE
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import signature_is_the_partys

SENTENCE = "签名要和您的名字一致，请填写“李守信”"


@pytest.mark.req("S7.2")
@pytest.mark.parametrize(
    ("signed_as", "sentence"),
    [
        ("李守信", ""),
        (" 李守信 ", ""),
        ("李守", SENTENCE),
        ("李 守信", ""),
        ("王堃", SENTENCE),
        ("", SENTENCE),
    ],
)
def test_only_the_partys_own_name_signs(signed_as: str, sentence: str) -> None:
    assert says(signature_is_the_partys, replace(PLEDGE, signed_as=signed_as)) == sentence


def test_it_rests_on_the_four_statements_and_the_law_on_signatures() -> None:
    rests_on(
        signature_is_the_partys,
        "签名与申请人一致",
        "白政办发〔2020〕20号三（七）",
        "中华人民共和国电子签名法第十三条",
    )
