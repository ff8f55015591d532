"""A listed certificate is not demanded without a reason of substance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DEMAND, DEMANDED, POINT
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import demand_is_explained

GUARD = "“低收入证明”已列入告知承诺目录，不能要求提交。确有必要的写明理由，将同时报法制机构和区司法局"
THIN = "要求提交“低收入证明”的理由太简单，请写清楚为什么承诺和核查都代替不了（不少于15个字）"


@pytest.mark.req("S4")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, GUARD),
        ({"reason": " "}, GUARD),
        ({"reason": "领导要求"}, THIN),
        ({"reason": "一" * 14}, THIN),
        ({"reason": "一" * 15}, ""),
        ({"basis": " "}, "请写明要求提交“低收入证明”的依据，写到哪部法律的哪一条"),
        ({"lifted": True}, "要求提交“低收入证明”已经被撤销过，不能再要求"),
        ({"listed": "", "reason": "", "basis": ""}, ""),
        ({}, ""),
    ],
)
def test_what_is_listed_is_demanded_only_with_a_reason(change: dict[str, object], sentence: str) -> None:
    assert says(demand_is_explained, replace(DEMANDED, points=(POINT, replace(DEMAND, **change)))) == sentence


@pytest.mark.parametrize(
    ("disposition", "words"),
    [("cancel", "已经取消"), ("share", "由我们从共享数据里查"), ("check", "由部门自己核查")],
)
def test_the_answer_says_why_the_party_need_not_bring_it(disposition: str, words: str) -> None:
    point = replace(DEMAND, disposition=disposition, reason="")
    assert f"“低收入证明”{words}，不能要求提交" in says(
        demand_is_explained, replace(DEMANDED, points=(point,))
    )


def test_it_rests_on_its_clauses() -> None:
    rests_on(
        demand_is_explained,
        "列入目录的证明不再要求",
        "白政办发〔2020〕20号三（四）",
        "白政办发〔2020〕20号三（二）",
    )
