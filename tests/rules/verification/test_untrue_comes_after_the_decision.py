"""Nobody is found untrue before the decision, and nobody merely other than pledged after it."""

from __future__ import annotations

import pytest

from nuocheng.verification.rules import untrue_comes_after_the_decision
from nuocheng.verification.rules.facts import FindingFacts


@pytest.mark.req("S8.1")
@pytest.mark.parametrize(
    ("verdict", "decided", "objects"),
    [
        ("refute", False, True),
        ("refute", True, False),
        ("find_other", True, True),
        ("find_other", False, False),
        ("confirm", False, False),
        ("leave_unresolved", True, False),
    ],
)
def test_nobody_is_found_untrue_before_the_decision(verdict: str, *, decided: bool, objects: bool) -> None:
    facts = FindingFacts(verdict, "contradicted", "差在人数", decided=decided)
    assert (untrue_comes_after_the_decision.judge(facts) is not None) is objects
