"""Each point of a correction says one plain thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CORRECTION, POINT
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import correction_says_what_to_mend


@pytest.mark.parametrize(
    ("whats", "sentence"),
    [
        ((), "请至少写一项要补的内容"),
        (("补身份证",) * 13, "要补的内容最多12项，请合并"),
        (("补身份证", "照片"), "第2项太短了，请写清楚要补什么、改成什么样"),
        (("补相关材料",), "第1项里的“相关材料”说不清要补什么，请改成具体的内容"),
        (("补身份证等材料",), "第1项里的“等材料”说不清要补什么，请改成具体的内容"),
        (("补身份证",) * 12, ""),
        (("把住址写到门牌号",), ""),
    ],
)
def test_every_point_is_plain_and_can_be_checked(whats: tuple[str, ...], sentence: str) -> None:
    points = tuple(replace(POINT, what=what) for what in whats)
    assert says(correction_says_what_to_mend, replace(CORRECTION, points=points)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(correction_says_what_to_mend, "补正内容逐项写明", "中华人民共和国行政许可法第三十二条")
