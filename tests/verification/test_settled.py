"""Cases in which nothing is left to verify are found, the newest first, and none is left behind many others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import builders

from nuocheng.verification import queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.1")]


def test_the_newest_are_found_first_and_without_a_limit_all_of_them() -> None:
    hours = builders.Hours()
    first = builders.a_verified_case(hours=hours)
    second = builders.a_verified_case(builders.a_company(), hours=hours)
    since = builders.MORNING - timedelta(days=1)
    assert queries.settled_since(since, limit=1) == [second.reference]
    assert queries.settled_since(since, limit=None) == [second.reference, first.reference]


def test_a_case_with_an_open_or_untrue_fact_is_not_among_them() -> None:
    hours = builders.Hours()
    builders.a_refuted_case(hours=hours)
    builders.an_answered_case(builders.a_company(), hours=hours)
    assert queries.settled_since(builders.MORNING - timedelta(days=1), limit=None) == []
