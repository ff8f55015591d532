"""The words of the queue: what was pledged with its unit, and no “yes” beside a “yes” that means the opposite."""

from __future__ import annotations

import pytest

from nuocheng.verification.models import Task
from nuocheng.verification.pages.queue import compare


def shown(**task: str) -> dict[str, str]:
    """Return the row in which a task's pledge stands beside what was found."""
    row: dict[str, str] = compare(Task(**task))["rows"][0]
    return row


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        ("contradicted", "有这种情况（登记为“是”）"),
        ("consistent", "没有这种情况（登记为“是”）"),
        ("missing", "是"),
    ],
)
def test_what_was_denied_is_answered_in_words(outcome: str, found: str) -> None:
    row = shown(fact_type="boolean", comparison="is_false", claimed="是", observed="是", outcome=outcome)
    assert (row["pledged"], row["found"]) == ("是", found)


def test_an_amount_has_its_unit_and_nothing_found_is_a_dash() -> None:
    row = shown(fact_type="money", comparison="at_most", claimed="7500")
    assert (row["pledged"], row["found"]) == ("7500元", "—")
