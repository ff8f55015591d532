"""Open data: complete, as its schema says, with stable ids, no live formula, nothing about a person."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.catalogue.json_schema import faults
from tests.catalogue.office import (
    AT,
    BUREAU,
    DIPLOMA,
    EDITOR,
    JUSTICE,
    LAWYER,
    LEGAL,
    MARKET,
    RECORD,
    TODAY,
    acting,
    cancelled,
    changed,
    published,
    scheduled,
    someone,
)
from tests.catalogue.reading import get, many

from nuocheng.catalogue import acts
from nuocheng.catalogue.channels.tables.cells import is_formula
from nuocheng.catalogue.pages import open_data as pages
from nuocheng.catalogue.queries import open_data
from nuocheng.edge import clock
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db
EXCLUDED = replace(DIPLOMA, key="health", name="健康证明", ground="HL", reason="直接关系人身健康")
FILES = ("/open/catalogue.json", "/open/catalogue.csv", "/open/negative.csv")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "timezone", SimpleNamespace(now=lambda: AT + timedelta(days=9)))


def sent(address: str, **headers: str) -> HttpResponse:
    """Return the answer of an address."""
    return Client(headers=headers).get(address)


def text(address: str) -> str:
    """Return the whole file at an address."""
    answer = sent(address)
    assert answer.status_code == 200, answer.content
    return answer.getvalue().decode("utf-8-sig")


def catalogue(asked: str = "") -> dict[str, Any]:
    """Return the catalogue as JSON says it."""
    found: dict[str, Any] = json.loads(text(f"/open/catalogue.json{asked}"))
    return found


def rows(address: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file by their headings."""
    return list(csv.DictReader(io.StringIO(text(address))))


def schema() -> dict[str, Any]:
    """Return the schema as it is served."""
    answer = sent("/open/catalogue.schema.json")
    assert answer["Content-Type"] == "application/schema+json"
    found: dict[str, Any] = json.loads(answer.content)
    return found


def several() -> None:
    """Publish several items: a plain one, one with an exclusion, one suspended, one that says little."""
    published()
    published(
        changed(code="620402-sfj-002", name="公证", certificates=(RECORD, EXCLUDED), aliases=("公证书",))
    )
    reference = published(changed(code="620402-sfj-003", name="法律援助"))
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    acts.take_on_file(BUREAU, reference)


def test_the_json_is_what_its_schema_says() -> None:
    several()
    found = catalogue()
    assert list(faults(found, schema())) == []
    assert [one["id"] for one in found["items"]] == [f"620402-sfj-{number:03}" for number in (1, 2, 3)]
    assert found["items"][2]["suspended"] is True
    assert found["items"][2]["filed_as"].endswith("〔2026〕00001号")


def spoiled(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the catalogue with one fault each time."""
    for spoil in (
        lambda item: item.pop("valid_from"),
        lambda item: item.update(editors="wang"),
        lambda item: item.update(kind="permit"),
        lambda item: item.update(digest="0"),
        lambda item: item.update(valid_from="gestern"),
        lambda item: item["certificates"][0].update(verification={}),
        lambda item: item["certificates"][0]["bases"][0].update(level=None),
        lambda item: item.update(version=0),
    ):
        copy = json.loads(json.dumps(found))
        spoil(copy["items"][0])
        yield copy


def test_a_file_that_is_not_what_the_schema_says_is_noticed() -> None:
    several()
    found, said = catalogue(), schema()
    assert [len(list(faults(one, said))) for one in spoiled(found)] == [1] * 8


def test_every_field_is_explained_on_the_page_and_the_page_is_light() -> None:
    several()
    page = get("/open/")
    for fields in (open_data.ITEM, open_data.CERTIFICATE, open_data.BASIS, open_data.FACT, open_data.PLAN):
        assert all(f"<code>{one.key}</code>" in page for one in fields)
    assert "请注明来源" in page
    assert all(f'href="{address}"' in page for address in FILES)
    assert "最近一次变动：2026年11月23日" in page


def test_ids_are_stable_and_say_which_edition() -> None:
    published()
    before = catalogue()["items"][0]
    later = acting(Role.EDITOR, at=AT + timedelta(days=1))
    new = acts.draft_edition(later, item=changed(fee="10元")).reference
    acts.send_to_review(later, new)
    acts.pass_review(acting(Role.LEGAL, at=later.at), new)
    acts.publish(later, new)
    after = catalogue()["items"][0]
    assert before["id"] == after["id"] == LAWYER.code
    assert (before["edition"], after["edition"]) == (f"{LAWYER.code}-v1", f"{LAWYER.code}-v2")
    assert [one["id"] for one in after["certificates"]] == [f"{new}/record", f"{new}/diploma"]
    assert (after["valid_from"], after["valid_until"]) == ("2026-11-24", None)
    old = catalogue(f"?on={TODAY}")["items"][0]
    assert {**before, "valid_until": "2026-11-24"} == old


def test_only_what_held_on_the_day_is_in_it_and_only_of_the_unit_asked_for() -> None:
    published()
    cancelled(changed(code="620402-sfj-002"))
    scheduled(changed(code="620402-sfj-003"), TODAY + timedelta(days=30))
    for address in ("/open/catalogue.csv", f"/open/catalogue.csv?department={JUSTICE}"):
        assert {row["事项编码"] for row in rows(address)} == {LAWYER.code}
    assert rows(f"/open/catalogue.csv?department={MARKET}") == []
    assert catalogue("?on=2020-01-01")["items"] == []


@pytest.mark.parametrize("asked", ["on=2099-01-01", "on=heute", "on=2026-02-30", "department=nobody"])
@pytest.mark.parametrize("file", FILES)
def test_a_day_to_come_and_a_unit_that_is_none_are_refused(file: str, asked: str) -> None:
    published()
    assert sent(f"{file}?{asked}").status_code == 422


@pytest.mark.req("S15.3")
def test_the_negative_list_has_every_exclusion_with_ground_and_reason() -> None:
    several()
    (row,) = rows("/open/negative.csv")
    assert row["证明编号"] == "620402-sfj-002-v1/health"
    assert row["不能承诺的情形代码"] == "HL"
    assert row["不能承诺的情形"] not in {"", "HL"}
    assert row["理由"] == "直接关系人身健康"
    assert row["设定依据"] == "律师法第五条（法律）"


def test_the_table_has_one_row_for_each_certificate_with_level_and_day() -> None:
    several()
    found = rows("/open/catalogue.csv")
    assert len(found) == 6
    assert [heading for heading, _ in open_data.TABLE] == list(found[0])
    assert found[0]["设定依据"] == "律师法第七条（法律）"
    assert (found[0]["施行日期"], found[0]["停用日期"], found[0]["暂停承诺"]) == ("2026-11-23", "", "否")


def test_an_item_that_asks_for_nothing_still_has_its_row() -> None:
    words = open_data.Words({}, {})
    published()
    item = open_data.entry(next(iter_editions()), words, suspended=False) | {"certificates": []}
    (row,) = open_data.table(item)
    assert row[0] == LAWYER.code
    assert list(open_data.negative(item)) == []


def iter_editions() -> Iterator[Any]:
    """Yield the editions in force today."""
    for chunk in pages.history.walk(TODAY):
        yield from chunk


@pytest.mark.parametrize("live", ["=1+1", "+SUM(A1)", "-2", "@cmd", "＝1+1", "\t=1"])
def test_no_cell_is_run_by_a_table_program(live: str) -> None:
    published(changed(name=f"{live}事项", fee=live, certificates=(replace(RECORD, purpose=live),)))
    raw = list(csv.reader(io.StringIO(text("/open/catalogue.csv"))))
    assert not [cell for row in raw for cell in row if is_formula(cell)]
    assert any(cell == f"'{live}" for row in raw for cell in row)
    assert catalogue()["items"][0]["fee"] == live  # the control: JSON runs nothing and says it as it is


def test_a_file_that_has_not_changed_is_not_sent_again() -> None:
    reference = published()
    for address in FILES:
        first = sent(address)
        again = sent(address, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert sent(address, if_modified_since=first["Last-Modified"]).status_code == 304
    tags = {address: sent(address)["ETag"] for address in FILES}
    assert len(set(tags.values())) == len(FILES)
    acts.suspend(acting(Role.EDITOR, at=AT + timedelta(days=1)), reference, reason="停用")
    for address, tag in tags.items():
        assert sent(address, if_none_match=tag).status_code == 200
    assert sent(f"{FILES[0]}?on={TODAY}")["ETag"] != sent(FILES[0])["ETag"]


def test_nothing_in_it_is_about_a_person() -> None:
    for on in (EDITOR, LEGAL, BUREAU):
        someone(on.actor, on.post.role)
    several()
    whole = "".join(text(address) for address in FILES)
    assert LAWYER.name in whole
    words = {"editors", "reviewed_by", *(on.actor for on in (EDITOR, LEGAL, BUREAU))}
    assert [word for word in words if f'"{word}"' in whole] == []
    assert "先生" not in whole
    keys = {key for item in catalogue()["items"] for key in item}
    assert keys == {one.key for one in open_data.ITEM}


def test_it_is_read_in_pieces_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    many(7)
    walk = pages.history.walk
    monkeypatch.setattr(pages.history, "walk", lambda day, **what: walk(day, size=2, **what))
    with CaptureQueriesContext(connection) as said:
        assert len(catalogue()["items"]) == 7
    pieces = [one["sql"] for one in said if '"content"' in one["sql"]]
    assert len(pieces) == 5
    assert all("LIMIT 2" in sql for sql in pieces)


def test_anybody_may_use_it_from_anywhere() -> None:
    published()
    for address in (*FILES, "/open/catalogue.schema.json"):
        assert sent(address)["Access-Control-Allow-Origin"] == "*"
        assert Client().post(address).status_code == 405


def test_an_empty_catalogue_is_still_whole() -> None:
    assert list(faults(catalogue(), schema())) == []
    assert rows("/open/catalogue.csv") == []
    assert catalogue()["changed"] is None
    get("/open/")
