"""A pledge is signed by a method that the item accepts (电子签名法)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CEREMONY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import method_is_accepted


@pytest.mark.parametrize(
    ("method", "accepted", "recognised", "hears"),
    [
        ("typed_name", ("typed_name",), True, ""),
        ("typed_name", ("typed_name",), False, "要先实名登录"),
        ("paper", ("paper",), False, ""),
        ("typed_name", ("certificate", "paper"), True, "请用：数字证书签名、窗口纸面签名"),
    ],
)
def test_the_item_says_how_its_pledge_is_signed(
    method: str, accepted: tuple[str, ...], recognised: bool, hears: str
) -> None:
    facts = replace(CEREMONY, method=method, accepted=accepted, recognised=recognised)
    said = says(method_is_accepted, facts)
    assert hears in said
    assert bool(said) is bool(hears)


def test_it_rests_on_the_law_on_signatures() -> None:
    rests_on(method_is_accepted, "签署方式是事项接受的", "中华人民共和国电子签名法第十三条")
