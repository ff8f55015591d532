"""Whoever the item is for may apply: persons, organisations, or both (三（二）)."""

from __future__ import annotations

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import item_is_for_this_party
from nuocheng.cases.rules.facts import Application

BOTH = ("person", "organisation")


@pytest.mark.req("S2.1")
@pytest.mark.parametrize(
    ("kind", "for_whom", "sentence"),
    [
        ("person", BOTH, ""),
        ("organisation", BOTH, ""),
        ("person", ("person",), ""),
        ("organisation", ("organisation",), ""),
        ("person", ("organisation",), "这个事项只给企业或其他组织办理，请换账号登录后再申请"),
        ("organisation", ("person",), "这个事项只给个人办理，请换账号登录后再申请"),
        ("", BOTH, "这个事项只给个人或企业或其他组织办理，请换账号登录后再申请"),
    ],
)
def test_only_those_whom_the_item_is_for_may_apply(
    kind: str, for_whom: tuple[str, ...], sentence: str
) -> None:
    assert says(item_is_for_this_party, Application(kind, for_whom)) == sentence


def test_it_rests_on_the_clause_on_published_items() -> None:
    rests_on(item_is_for_this_party, "申请人类型相符", "白政办发〔2020〕20号三（二）")
