"""Assistance is asked of another body, which a letter can reach (白政办发〔2020〕20号三（八）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.verification.requesting import EIGHT, SOUND

from nuocheng.verification.rules.asked_body_is_another import asked_body_is_another

NOBODY = "请选被协助单位；不在名单里的，写单位全称和寄送地址"
OWN = "被协助单位就是本单位。本单位的台账请用“部门内部核查”"
NOWHERE = "请写寄送地址：这个单位在系统里没有账号，协查函要寄过去"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("asked", "body", "address", "sentence"),
    [
        ("620402-rsj", "白银区人社局", "", ""),
        ("", "兰州市虚构区民政局", "虚构路1号", ""),
        ("", "", "", NOBODY),
        ("", " ", "虚构路1号", NOBODY),
        ("nobody", "", "", NOBODY),
        ("620402-mzj", "白银区民政局", "", OWN),
        ("", "兰州市虚构区民政局", " ", NOWHERE),
    ],
)
def test_somebody_else_is_asked_who_can_be_reached(
    asked: str, body: str, address: str, sentence: str
) -> None:
    facts = replace(SOUND, asked=asked, body=body, address=address)
    assert says(asked_body_is_another, facts) == sentence


def test_it_rests_on_the_founding_document() -> None:
    rests_on(asked_body_is_another, "协助要请别的单位", EIGHT)
