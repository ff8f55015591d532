"""What officers say of a visit is held against what they wrote down; nobody met is nothing found."""

from __future__ import annotations

import pytest

from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.verification.rules.compare import Claim
from nuocheng.verification.rules.site_visit import Sight, judge_visit

HOUSEHOLD = Claim("household", FactType.INTEGER, "3", Comparison.EQUALS)
AGREES = "您写的内容和承诺的比对下来是一致，和您选的不同，请核对后改一处"
DIFFERS = "您写的内容和承诺的比对下来是不一致，和您选的不同，请核对后改一处"


@pytest.mark.req("S8.1")
@pytest.mark.parametrize(
    ("sight", "seen", "outcome", "objection"),
    [
        (Sight.SAME, "3", "consistent", ""),
        (Sight.SAME, "5", "", DIFFERS),
        (Sight.DIFFERS, "5", "contradicted", ""),
        (Sight.DIFFERS, "3", "", AGREES),
        (Sight.SAME, "一家人都在", "consistent", ""),
        (Sight.DIFFERS, "一家人都在", "contradicted", ""),
        (Sight.ABSENT, "", "not_found", ""),
        (Sight.ABSENT, "5", "not_found", ""),
    ],
)
def test_what_was_ticked_and_what_was_written_agree_or_nothing_is_kept(
    sight: Sight, seen: str, outcome: str, objection: str
) -> None:
    visit = judge_visit(HOUSEHOLD, sight, seen)
    assert (visit.outcome, visit.objection) == (outcome, objection)
    assert bool(visit.reason) == bool(outcome)


def test_the_reason_says_what_was_pledged_and_what_was_seen() -> None:
    assert judge_visit(HOUSEHOLD, Sight.DIFFERS, "5").reason == "承诺：是“3”；现场见到：“5”；两者不一致"
    words = judge_visit(HOUSEHOLD, Sight.SAME, " 一家人都在 ").reason
    assert words == "承诺：“3”；现场见到：“一家人都在”；现场人员认为一致"
    assert judge_visit(HOUSEHOLD, Sight.DIFFERS, "人都在").reason.endswith("现场人员认为不一致")
    assert judge_visit(HOUSEHOLD, Sight.ABSENT, "").reason == "上门没有见到人，这次不作结论"
