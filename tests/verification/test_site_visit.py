"""What a visit amounts to: the officers' word, held against what they wrote down."""

from __future__ import annotations

import pytest

from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.verification.rules.compare import Claim
from nuocheng.verification.rules.site_visit import Sight, judge_visit

HOUSEHOLD = Claim("household", FactType.INTEGER, "5", Comparison.EQUALS)
ADDRESS = Claim("address", FactType.TEXT, "公园路18号1层", Comparison.CONTAINS_ADDRESS)


@pytest.mark.parametrize(
    ("sight", "seen", "outcome"),
    [
        (Sight.SAME, "5", "consistent"),
        (Sight.DIFFERS, "3", "contradicted"),
        (Sight.ABSENT, "", "not_found"),
        (Sight.ABSENT, "3", "not_found"),
    ],
)
def test_a_visit_is_kept_as_what_the_officers_say(sight: Sight, seen: str, outcome: str) -> None:
    visit = judge_visit(HOUSEHOLD, sight, seen)
    assert (visit.outcome, visit.objection) == (outcome, "")
    assert visit.reason


@pytest.mark.parametrize(("sight", "seen"), [(Sight.SAME, "3"), (Sight.DIFFERS, "5")])
def test_a_tick_that_speaks_against_what_was_written_is_sent_back(sight: Sight, seen: str) -> None:
    visit = judge_visit(HOUSEHOLD, sight, seen)
    assert visit.objection
    assert visit.outcome == ""


@pytest.mark.parametrize(("sight", "outcome"), [(Sight.SAME, "consistent"), (Sight.DIFFERS, "contradicted")])
def test_where_only_a_person_can_tell_the_officers_word_stands(sight: Sight, outcome: str) -> None:
    visit = judge_visit(ADDRESS, sight, "老汽车站对面")
    assert visit.outcome == outcome
    assert "老汽车站对面" in visit.reason
