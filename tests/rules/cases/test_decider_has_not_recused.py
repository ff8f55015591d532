"""Whoever stood aside takes no further part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECIDER
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import decider_has_not_recused


@pytest.mark.parametrize(
    ("recused", "sentence"),
    [({"reviewer-1"}, "您在这一件里已经回避，不能再参与办理"), ({"reviewer-2"}, ""), (set(), "")],
)
def test_whoever_stood_aside_stays_aside(recused: set[str], sentence: str) -> None:
    assert says(decider_has_not_recused, replace(DECIDER, recused=frozenset(recused))) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(decider_has_not_recused, "回避以后不再参与", "中华人民共和国公务员法第七十六条")
