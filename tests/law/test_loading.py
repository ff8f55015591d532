"""Loading presets: twice is once, what an administrator adds stays, and a bad row changes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nuocheng.law import queries
from nuocheng.law.loading import BadPreset, Counts, document_of, load_preset, preset_names, rows_of
from nuocheng.law.models import LawVersion, Provision

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
@pytest.mark.parametrize("name", preset_names())
def test_loading_a_preset_twice_changes_nothing_the_second_time(name: str) -> None:
    first = load_preset(name)
    stamp = LawVersion.objects.get().stamp
    assert (first.updated, first.unchanged) == (0, 0)
    assert first.created == Provision.objects.count() > 0
    assert load_preset(name) == Counts(unchanged=first.created)
    assert LawVersion.objects.get().stamp == stamp


@pytest.mark.django_db
def test_a_row_that_differs_is_set_right_and_read_at_once() -> None:
    load_preset("national-2026")
    Provision.objects.filter(key="term.finding.defence").update(value={"amount": 1})
    assert load_preset("national-2026").updated == 1
    assert queries.term("term.finding.defence", TODAY).workdays == 5


@pytest.mark.django_db
def test_a_later_row_of_the_administrator_survives_and_governs() -> None:
    load_preset("national-2026")
    Provision.objects.create(
        jurisdiction="620402",
        key="term.verification.default",
        kind="term",
        title="决定后核查",
        value={"amount": 30, "unit": "workday", "from": "decision"},
        citation_document="示例办法",
        evidence="G",
        since=TODAY,
    )
    queries.invalidate()
    load_preset("national-2026")
    assert queries.term("term.verification.default", TODAY).workdays == 30
    assert queries.term("term.verification.default", date(2026, 11, 22)).workdays == 60


def a_document(**changes: Any) -> dict[str, Any]:
    """Build a preset of one row, changed as the test wants."""
    entry = {
        "key": "term.example",
        "title": "示例",
        "source": "example",
        "clause": "第一条",
        "quote": "示例原文。",
        "value": {"amount": 5, "unit": "workday", "from": "decision"},
    }
    entry.update(changes)
    entry = {name: value for name, value in entry.items() if value is not None}
    source = {"document": "示例办法", "evidence": "L", "since": date(2020, 4, 3)}
    return {"preset": {"jurisdiction": "CN"}, "source": {"example": source}, "provision": [entry]}


def test_the_example_row_itself_is_good() -> None:
    """Control for the refusals below."""
    row = rows_of(a_document())[0]
    assert (row.kind, row.evidence, row.since) == ("term", "L", date(2020, 4, 3))


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "unknown"},
        {"colour": "red"},
        {"title": None},
        {"quote": None},
        {"value": None},
        {"value": {"amount": -1, "unit": "workday", "from": "decision"}},
        {"value": {"amount": True, "unit": "workday", "from": "decision"}},
        {"value": {"amount": 5, "unit": "fortnight", "from": "decision"}},
        {"value": {"amount": 5, "unit": "workday"}},
        {"value": {"amount": 31, "unit": "day_of_month", "from": "month_end"}},
        {"until": date(2020, 4, 3)},
        {"key": "rumour.example"},
        {"key": "wording.example", "value": {"text": "", "order": 1}},
        {"key": "wording.example", "value": {"text": "有文字。"}},
        {"key": "ground.example", "value": {"order": 1}},
        {"key": "measure.example", "value": {"code": "a", "order": 1, "adverse": True, "objects": []}},
        {"key": "measure.example", "value": {"code": "a", "order": 1}},
        {"key": "window.example", "value": {"min": 3, "max": 1, "unit": "month"}},
        {"key": "window.example", "value": {"min": 1, "max": 3, "unit": "year"}},
        {"key": "switch.example", "value": {"on": "yes"}},
        {"key": "switch.example", "value": {"choice": "c", "choices": ["a", "b"]}},
        {"key": "code.example", "value": {"code": "a", "order": 1, "on": "2020-02-30"}},
        {"key": "remedy.example", "value": "有文字。"},
    ],
)
def test_a_row_that_is_not_well_formed_is_refused_by_its_name(changes: dict[str, Any]) -> None:
    with pytest.raises(BadPreset, match=changes.get("key", "term.example")):
        rows_of(a_document(**changes))


def test_a_row_written_twice_is_refused() -> None:
    document = a_document()
    document["provision"] *= 2
    with pytest.raises(BadPreset, match="写了两遍"):
        rows_of(document)


def test_a_preset_that_does_not_exist_is_refused_with_the_names_of_those_that_do() -> None:
    with pytest.raises(BadPreset, match="national-2026"):
        load_preset("moon-2099")


def test_a_preset_is_read_with_all_its_parts() -> None:
    kinds = {entry["key"].split(".")[0] for entry in document_of("national-2026")["provision"]}
    assert kinds == {"term", "wording", "measure", "ground", "window", "remedy", "switch", "code"}
