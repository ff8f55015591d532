"""A seal survives the columns of a later release, and covers them as soon as they say something."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from nuocheng.catalogue.models import Edition
from nuocheng.journal.canonical import canonical, columns, sha256

AT = datetime(2026, 11, 23, tzinfo=UTC)
CHAIN = frozenset({"entries", "head"})


def sealed(**what: Any) -> Edition:
    return Edition(
        reference="A-v1", department="620402-sfj", state="draft", opened_at=AT, moved_at=AT, code="A", version=1,
        name="甲", item_kind="license", content="{}", digest="0" * 64, token="t", **what,
    )  # fmt: skip


def something(name: str) -> Any:
    field = Edition._meta.get_field(name)
    kinds: dict[str, Any] = {"DateField": date(2026, 12, 1), "DateTimeField": AT, "PositiveIntegerField": 7}
    return kinds.get(field.get_internal_type(), "供水公司")


def test_a_row_from_before_the_columns_keeps_its_seal() -> None:
    old = sealed()
    before = sha256(canonical(columns(old, CHAIN | Edition.later | Edition.derived)))
    assert old.seal() == before


@pytest.mark.parametrize("name", sorted(Edition.later))
def test_a_later_column_that_says_something_is_under_the_seal(name: str) -> None:
    silent, said = sealed(), sealed(**{name: something(name)})
    assert said.seal() != silent.seal()


@pytest.mark.parametrize("name", sorted(Edition.derived))
def test_a_column_worked_out_from_sealed_ones_may_be_worked_out_anew(name: str) -> None:
    assert sealed(**{name: "〈公 公共"}).seal() == sealed().seal()


def test_two_later_columns_cannot_be_swapped_unseen() -> None:
    assert sealed(shared=3).seal() != sealed(checked=3).seal()


def test_a_first_column_that_says_nothing_is_under_the_seal_all_the_same() -> None:
    control = sha256(canonical(columns(sealed(), CHAIN | Edition.later | Edition.derived | {"remark"})))
    assert sealed().seal() != control
