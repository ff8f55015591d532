"""Reading the law: the nearest place, the latest day, no stale copy, no query on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nuocheng.kernel.rulings import Citation
from nuocheng.law import queries
from nuocheng.law.loading import load_preset, save_provisions
from nuocheng.law.models import LawVersion, Provision
from nuocheng.law.values import Unit

BEGIN, TODAY = date(2020, 4, 3), date(2026, 11, 23)
NumQueries = Callable[[int], AbstractContextManager[Any]]

pytestmark = pytest.mark.django_db


def a_row(key: str = "term.example", place: str = "CN", since: date = BEGIN, **other: Any) -> Provision:
    """Build a provision; *amount* makes it a term of so many working days."""
    amount = other.pop("amount", 5)
    kind = key.split(".", maxsplit=1)[0]
    value = other.pop("value", {"amount": amount, "unit": "workday", "from": "decision"})
    rest = {"title": "示例", "citation_document": "示例办法", "evidence": "G", **other}
    return Provision(jurisdiction=place, key=key, kind=kind, value=value, since=since, **rest)


def test_the_nearest_place_goes_before_the_latest_day() -> None:
    save_provisions(
        [
            a_row(place="CN", amount=1, since=date(2026, 1, 1)),
            a_row(place="620000", amount=2),
            a_row(place="620400", amount=3),
            a_row(place="620402", amount=4),
            a_row(place="620403", amount=5),
        ]
    )
    answers = {
        place: queries.term("term.example", TODAY, place).workdays
        for place in ("620402001", "620402", "620400", "620000", "620900", "110000", "CN")
    }
    assert answers == {
        "620402001": 4,
        "620402": 4,
        "620400": 3,
        "620000": 2,
        "620900": 2,
        "110000": 1,
        "CN": 1,
    }


def test_the_place_of_this_installation_is_the_default(settings: Any) -> None:
    save_provisions([a_row(place="620402", amount=4), a_row(place="620403", amount=5)])
    settings.NUOCHENG_JURISDICTION = "620402"
    assert queries.term("term.example", TODAY).workdays == 4
    settings.NUOCHENG_JURISDICTION = "620403"
    assert queries.term("term.example", TODAY).workdays == 5


@pytest.mark.parametrize(
    ("on", "amount"),
    [(date(2020, 4, 3), 1), (date(2021, 7, 14), 1), (date(2021, 7, 15), 2), (date(2026, 3, 31), 2)],
)
def test_the_latest_beginning_governs_and_the_end_day_is_not_included(on: date, amount: int) -> None:
    save_provisions(
        [a_row(amount=1), a_row(amount=2, since=date(2021, 7, 15), until=date(2026, 4, 1))],
    )
    assert queries.term("term.example", on).workdays == amount
    assert queries.term("term.example", date(2026, 4, 1)).workdays == 1


def test_before_it_begins_and_after_it_ends_there_is_no_such_law() -> None:
    save_provisions([a_row(until=TODAY)])
    for on in (BEGIN - timedelta(days=1), TODAY):
        with pytest.raises(queries.LawMissing) as caught:
            queries.provision("term.example", on)
        assert "term.example" in caught.value.text
        assert isinstance(caught.value, LookupError)


def test_another_kind_under_the_key_is_not_taken_for_a_term() -> None:
    save_provisions([a_row("switch.example", value={"on": True}), a_row("switch.pick", value=PICK)])
    assert queries.switch("switch.example", TODAY) is True
    assert queries.choice("switch.pick", TODAY) == "previous"
    for ask in (queries.term, queries.choice):
        with pytest.raises(queries.LawMissing):
            ask("switch.example", TODAY)
    with pytest.raises(queries.LawMissing):
        queries.switch("switch.pick", TODAY)


PICK = {"choice": "previous", "choices": ["previous", "next"]}


def test_a_term_in_calendar_days_is_never_counted_in_working_days() -> None:
    save_provisions([a_row(value={"amount": 60, "unit": "day", "from": "knowledge"})])
    term = queries.term("term.example", TODAY)
    assert (term.amount, term.unit, term.start) == (60, Unit.DAY, "knowledge")
    with pytest.raises(TypeError, match="not in working days"):
        _ = term.workdays


def test_an_answer_carries_its_citation_and_how_well_it_is_known() -> None:
    load_preset("national-2026")
    hearing = queries.provision("term.finding.hearing_request", TODAY)
    assert hearing.citation == Citation(
        "《中华人民共和国行政处罚法》",
        "第六十四条",
        "当事人要求听证的，应当在行政机关告知后五日内提出",
        clause_id="term.finding.hearing_request",
    )
    assert hearing.is_confirmed
    borrowed = queries.provision("term.verification.default", TODAY)
    assert (borrowed.evidence, borrowed.borrowed, borrowed.is_confirmed) == ("L", True, False)
    assert not queries.provision("term.finding.defence", TODAY).is_confirmed


def test_a_shared_answer_cannot_be_changed_by_whoever_reads_it() -> None:
    save_provisions([a_row(value={"amount": 5, "unit": "workday", "from": "decision", "list": [{"a": 1}]})])
    value = queries.provision("term.example", TODAY).value
    with pytest.raises(TypeError):
        value["amount"] = 99  # type: ignore[index]
    with pytest.raises(TypeError):
        value["list"][0]["a"] = 99
    plain = queries.provision("term.example", TODAY).plain()
    plain["amount"] = 99
    assert json.loads(json.dumps(queries.provision("term.example", TODAY).plain()))["amount"] == 5


@pytest.mark.req("S5.1", "S7.2")
def test_wordings_come_in_their_order_with_the_district_before_the_nation() -> None:
    load_preset("national-2026")
    load_preset("baiyin-2020")
    notice = queries.wordings("wording.notice.", TODAY)
    assert [one.order for one in notice.values()] == list(range(1, 18))
    assert notice["wording.notice.acknowledgement"].jurisdiction == "620402"
    assert notice["wording.notice.liability"].jurisdiction == "CN"
    statements = list(queries.wordings("wording.pledge.statement.", TODAY).values())
    assert [one.code for one in statements] == [
        "knows_notice",
        "meets_conditions",
        "accepts_liability",
        "genuine_intent",
        "accepts_verification",
        "information_true",
    ]
    assert [one.evidence for one in statements[:4]] == ["S"] * 4


def test_a_wording_is_filled_whole_or_not_at_all() -> None:
    load_preset("national-2026")
    remedy = queries.provision("remedy.reconsideration", TODAY)
    assert (
        remedy.filled(body="白银区人民政府")
        == "不服本决定的，可以在收到决定之日起60日内，向白银区人民政府申请行政复议。"
    )
    with pytest.raises(KeyError):
        remedy.filled()


def test_the_law_of_a_past_day_is_still_told() -> None:
    load_preset("national-2026")
    load_preset("baiyin-2020")
    assert queries.provision("measure.serious_list", date(2020, 5, 1)).title == "列入虚假承诺黑榜"
    assert queries.provision("measure.serious_list", TODAY).title == "列入严重失信主体名单"
    with pytest.raises(queries.LawMissing):
        queries.provision("window.publication.general", date(2026, 3, 31))
    assert queries.provision("window.publication.general", date(2026, 4, 1)).value["max"] == 12


def test_reading_costs_no_query_once_the_copy_is_held(django_assert_num_queries: NumQueries) -> None:
    load_preset("national-2026")
    with django_assert_num_queries(4):
        queries.term("term.verification.default", TODAY)
    with django_assert_num_queries(0):
        for _ in range(50):
            queries.term("term.verification.default", TODAY)
            queries.wordings("wording.notice.", TODAY)
            queries.calendar()


def test_a_change_by_another_process_is_seen_after_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(queries, "monotonic", lambda: clock[0])
    save_provisions([a_row(amount=5)])
    assert queries.term("term.example", TODAY).workdays == 5
    Provision.objects.update(value={"amount": 9, "unit": "workday", "from": "decision"})
    LawVersion.renew()
    assert queries.term("term.example", TODAY).workdays == 5
    clock[0] += queries.RECHECK_SECONDS
    assert queries.term("term.example", TODAY).workdays == 9


def test_an_unchanged_stamp_is_looked_at_and_nothing_is_read_again(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: NumQueries
) -> None:
    clock = [100.0]
    monkeypatch.setattr(queries, "monotonic", lambda: clock[0])
    save_provisions([a_row()])
    queries.provision("term.example", TODAY)
    clock[0] += queries.RECHECK_SECONDS
    with django_assert_num_queries(1):
        queries.provision("term.example", TODAY)


def test_a_loading_that_is_rolled_back_leaves_no_law_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(queries, "monotonic", lambda: clock[0])
    save_provisions([a_row(amount=5)])
    with transaction.atomic():
        save_provisions([a_row(amount=9)])
        assert queries.term("term.example", TODAY).workdays == 9
        transaction.set_rollback(True)
    clock[0] += queries.RECHECK_SECONDS
    assert queries.term("term.example", TODAY).workdays == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": BEGIN},
        {"kind": "rumour"},
        {"evidence": "X"},
        {"evidence": "L", "quote": ""},
        {"evidence": "S", "quote": ""},
    ],
)
def test_the_database_refuses_a_row_that_is_not_law(wrong: dict[str, Any]) -> None:
    row = a_row()
    for name, value in wrong.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_database_refuses_two_rows_of_one_place_key_and_day() -> None:
    a_row().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_row(amount=9).save()
    a_row(amount=9, since=TODAY).save()
    a_row(amount=9, place="620402").save()
    assert Provision.objects.count() == 3
