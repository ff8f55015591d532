"""A case is given only to somebody who may decide it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECIDER
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import assignee_may_decide


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"clerk": "reviewer-1"}, "要转给的同事受理过这一件，请另选一位"),
        ({"recused": frozenset({"reviewer-1"})}, "要转给的同事在这一件里已经回避，请另选一位"),
        ({"number": DECIDER.party}, "要转给的同事是这一件的当事人或者代理人，请另选一位"),
        (
            {"number": next(iter(DECIDER.representatives))},
            "要转给的同事是这一件的当事人或者代理人，请另选一位",
        ),
        ({"number": "", "party": ""}, ""),
        ({"clerk": "", "reviewer": ""}, ""),
        ({}, ""),
    ],
)
def test_nobody_is_given_what_they_may_not_decide(change: dict[str, object], sentence: str) -> None:
    assert says(assignee_may_decide, replace(DECIDER, **change)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(assignee_may_decide, "只转给可以办的人", "中华人民共和国公务员法第七十六条")
