"""Offices are entered by their doors only, and nobody looks into another office's tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.house import doors
from tests.house.doors import Import, cycles_between_offices, imports_of, trespasses, unused_exceptions

BREAKING: list[Import] = [
    ("nuocheng.cases.queries", "nuocheng.credit.models"),
    ("nuocheng.cases.acts.grant", "nuocheng.verification.models"),
    ("nuocheng.site.home", "nuocheng.cases.models"),
    ("nuocheng.site.home", "nuocheng.people.models"),
    ("nuocheng.edge.occasions", "nuocheng.journal.models"),
    ("nuocheng.cases.acts.open_case", "nuocheng.law.models"),
    ("nuocheng.urls", "nuocheng.cases.models"),
    ("nuocheng.oversight.reports.monthly", "nuocheng.cases.pages.review"),
    ("nuocheng.consequences.acts.uphold", "nuocheng.cases.rules"),
    ("nuocheng.consequences.acts.uphold", "nuocheng.cases.rules.good_standing"),
    ("nuocheng.consequences.queries", "nuocheng.cases.lifecycle"),
    ("nuocheng.cases.acts.grant", "nuocheng.journal.writing"),
    ("nuocheng.site.home", "nuocheng.papers.press"),
]
KEEPING: list[Import] = [
    ("nuocheng.cases.acts.grant", "nuocheng.verification.acts"),
    ("nuocheng.cases.acts.grant", "nuocheng.verification.acts.owe"),
    ("nuocheng.cases.acts.grant", "nuocheng.cases.models"),
    ("nuocheng.cases.models", "nuocheng.journal.files"),
    ("nuocheng.cases.acts.grant", "nuocheng.journal.deeds"),
    ("nuocheng.cases.papers", "nuocheng.papers.content"),
    ("nuocheng.cases.pages.apply", "nuocheng.edge.forms"),
    ("nuocheng.cases.acts.grant", "nuocheng.kernel.occasion"),
    ("nuocheng.urls", "nuocheng.cases.pages.addresses"),
]


@pytest.fixture(scope="module")
def house() -> list[Import]:
    return imports_of("nuocheng")


def test_offices_speak_only_through_their_doors(house: list[Import]) -> None:
    assert trespasses(house) == []


@pytest.mark.parametrize("broken", BREAKING, ids=lambda one: f"{one[0]}->{one[1]}")
def test_an_office_entered_by_no_door_is_caught(broken: Import) -> None:
    assert trespasses([broken]) == [f"{broken[0]} -> {broken[1]}"]


@pytest.mark.parametrize("kept", KEEPING, ids=lambda one: f"{one[0]}->{one[1]}")
def test_a_door_may_be_used(kept: Import) -> None:
    assert trespasses([kept]) == []


def test_exceptions_are_few_reasoned_and_needed(house: list[Import]) -> None:
    assert unused_exceptions(house) == set()
    assert len(doors.EXCEPTIONS) <= 12
    assert all(len(reason) > 20 for reason in doors.EXCEPTIONS.values())


def test_offices_form_an_order_without_a_ring(house: list[Import]) -> None:
    assert cycles_between_offices(house) == []


def test_a_ring_of_offices_is_caught() -> None:
    ring = [
        ("nuocheng.a.x", "nuocheng.b.y"),
        ("nuocheng.b.y", "nuocheng.c.z"),
        ("nuocheng.c.z", "nuocheng.a.x"),
    ]
    assert cycles_between_offices([*ring, ("nuocheng.d.x", "nuocheng.a.x")]) == [{"a", "b", "c"}]


def test_a_trespass_is_read_from_the_files_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "walledtown/__init__.py": "",
        "walledtown/cases/__init__.py": "",
        "walledtown/cases/queries.py": "def f():\n    from walledtown.credit.models import Mark\n",
        "walledtown/credit/__init__.py": "",
        "walledtown/credit/models.py": "Mark = 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert trespasses(imports_of("walledtown")) == ["walledtown.cases.queries -> walledtown.credit.models"]
