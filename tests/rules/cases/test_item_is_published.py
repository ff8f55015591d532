"""Only what was published can be pledged for (三（二）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import APPLICATION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import item_is_published


@pytest.mark.req("S2.1")
@pytest.mark.parametrize(
    ("published", "sentence"),
    [(True, ""), (False, "这个事项现在暂停办理告知承诺，请打电话问主办单位")],
)
def test_an_item_can_be_applied_for_only_while_it_is_published(published: bool, sentence: str) -> None:
    assert says(item_is_published, replace(APPLICATION, published=published)) == sentence


def test_it_rests_on_the_clause_on_published_items() -> None:
    rests_on(item_is_published, "事项已经公布", "白政办发〔2020〕20号三（二）")
