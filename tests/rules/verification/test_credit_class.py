"""The class of a party follows from how its earlier pledges stood the check: the least favourable fact decides."""

from __future__ import annotations

import pytest

from nuocheng.verification.rules.credit_class import WHY, CreditClass, Record, class_of


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(), "B"),
        (Record(confirmed=3), "A"),
        (Record(confirmed=3, unresolved=1), "C"),
        (Record(confirmed=3, refuted=1), "D"),
        (Record(refuted=1, unresolved=2), "D"),
        (Record(unresolved=1), "C"),
    ],
)
def test_honest_parties_are_disturbed_least(record: Record, expected: str) -> None:
    assert class_of(record) == expected


def test_every_class_can_be_told_to_whoever_is_in_it() -> None:
    assert set(WHY) == set(CreditClass)
