"""The stock counted: items by kind, certificates by disposition, what was cleared, units under their lead."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.catalogue.office import (
    DIPLOMA,
    EDITOR,
    JUSTICE,
    LAWYER,
    MARKET,
    RECORD,
    changed,
    drafted,
    published,
)
from tests.catalogue.reading import get, seated
from tests.catalogue.test_watching import publish_on

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import stock as queries
from nuocheng.catalogue.rules.content import Certificate, Disposition, ItemKind
from nuocheng.kernel.occasion import Role

pytestmark = [pytest.mark.django_db, pytest.mark.req("S1.2", "S1.3")]

BASES = DIPLOMA.bases


def a_certificate(key: str, disposition: Disposition) -> Certificate:
    return Certificate(key, f"{key}证明", disposition, purpose="用", bases=BASES, reason="按规定")


CLEARED = tuple(
    a_certificate(key, disposition)
    for key, disposition in (
        ("a", Disposition.CANCEL),
        ("b", Disposition.SHARE),
        ("c", Disposition.SHARE),
        ("d", Disposition.CHECK),
    )
)
MIXED = changed(certificates=(RECORD, DIPLOMA, *CLEARED))
MARKETS = changed(code="620402-scj-001", name="营业执照核发", department=MARKET, certificates=(DIPLOMA,))


def whole(*departments: str) -> queries.Stock:
    return queries.total(queries.counted(list(departments) or None))


def test_every_certificate_in_force_is_counted_once_by_what_becomes_of_it() -> None:
    published(MIXED)
    drafted(changed(code="620402-sfj-002", certificates=(RECORD,)))  # a draft counts for nothing
    found = whole()
    assert (found.items, found.certificates) == (1, 6)
    assert (found.cancelled, found.shared, found.checked, found.pledgeable, found.submitted) == (
        1,
        2,
        1,
        1,
        1,
    )
    assert (found.cleared, found.demanded) == (4, 2)
    assert found.share(found.cleared) == 67
    assert queries.Stock().share(0) == 0


def test_what_was_cancelled_as_a_whole_counts_no_more_and_what_is_suspended_does() -> None:
    first = published(MIXED)
    acts.suspend(EDITOR, first, reason="系统升级")
    assert whole().items == 1
    acts.cancel(EDITOR, first, reason="法律修改，不再需要", basis="国发〔2026〕9号")
    assert whole() == queries.Stock()


def test_what_was_cleared_since_the_first_publication_is_the_first_count_less_that_of_today() -> None:
    publish_on(changed(certificates=(RECORD, DIPLOMA)), 0)
    assert whole().since == 0
    publish_on(changed(certificates=(RECORD, replace(DIPLOMA, disposition=Disposition.SHARE))), 1)
    found = whole()
    assert (found.baseline, found.demanded, found.since) == (2, 1, 1)
    publish_on(changed(certificates=(RECORD,)), 2)  # dropped altogether
    assert whole().since == 1
    publish_on(changed(certificates=(RECORD, DIPLOMA, a_certificate("e", Disposition.SUBMIT))), 3)
    assert whole().since == -1


def test_each_department_and_kind_is_counted_by_itself() -> None:
    published(MIXED)
    publish_on(replace(MARKETS, kind=ItemKind.CONFIRMATION), 0, MARKET)
    found = {(one.department, one.kind): one.stock.certificates for one in queries.counted(None)}
    assert found == {(JUSTICE, ItemKind.LICENSE): 6, (MARKET, ItemKind.CONFIRMATION): 1}
    assert whole(MARKET).certificates == 1
    assert whole(JUSTICE, MARKET) == whole()


def test_the_count_equals_what_the_editions_in_force_say() -> None:
    published(MIXED)
    publish_on(MARKETS, 0, MARKET)
    said = [one for row in Edition.objects.filter(state="published") for one in row.says.certificates]
    found = whole()
    for name, disposition in (
        ("cancelled", Disposition.CANCEL),
        ("shared", Disposition.SHARE),
        ("checked", Disposition.CHECK),
        ("pledgeable", Disposition.PLEDGE),
        ("submitted", Disposition.SUBMIT),
    ):
        assert getattr(found, name) == sum(one.disposition is disposition for one in said)
    assert found.certificates == len(said)


def test_the_stock_is_counted_by_few_statements_out_of_one_index() -> None:
    published(MIXED)
    with CaptureQueriesContext(connection) as caught:
        queries.counted(None)
    assert len(caught) == 4  # each state in force, and again for what changed since: nothing here
    if connection.vendor == "sqlite":  # with a row or two PostgreSQL rightly reads the whole table
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {caught[0]['sql']}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "COVERING INDEX edition_stock" in plan


def test_the_bureau_sees_every_department_and_an_editor_only_their_own() -> None:
    published(MIXED)
    publish_on(MARKETS, 0, MARKET)
    bureau, wang = seated("qian", Role.BUREAU), seated("wang", Role.EDITOR)
    text = get("/desk/catalogue/stock", bureau)
    assert "区市场监督管理局" in text
    assert "区司法局" in text
    assert "要的证明最多，6份，占全区的86%" in text
    own = get("/desk/catalogue/stock", wang).split("</h1>")[1]
    assert "区市场监督管理局" not in own
    assert "清理了4份，占67%" not in own  # one department needs no comparison of departments
    assert get(f"/desk/catalogue/stock?unit={MARKET}", wang).split("</h1>")[1].count("区市场监督管理局") == 0
    assert "区司法局" not in get(f"/desk/catalogue/stock?unit={MARKET}", bureau).split("<h2>按单位</h2>")[1]
    get("/desk/catalogue/stock", seated("clerk", Role.CLERK), 403)


def test_public_service_units_stand_under_the_department_that_leads_them() -> None:
    publish_on(replace(MARKETS, kind=ItemKind.SERVICE, unit="自来水公司", name="用水报装"), 0, MARKET)
    text = get("/desk/catalogue/stock", seated("qian", Role.BUREAU))
    after = text.split("公共服务单位</h2>")[1]
    assert "区市场监督管理局牵头" in after
    assert "自来水公司" in after
    assert "没有主管部门负责" not in text


def test_items_without_a_department_that_answers_for_them_are_pointed_out() -> None:
    reference = published(changed(unit="燃气公司", kind=ItemKind.SERVICE))
    Edition.objects.filter(pk=reference).update(department="620402-none")
    text = get("/desk/catalogue/stock", seated("qian", Role.BUREAU))
    assert "有1项没有主管部门负责" in text
    assert "燃气公司" in text


def test_an_empty_catalogue_has_an_empty_stock() -> None:
    assert "还没有公布的事项" in get("/desk/catalogue/stock", seated("qian", Role.BUREAU))


def test_the_stock_is_handed_out_as_csv_and_xlsx_with_the_same_numbers() -> None:
    published(MIXED)
    publish_on(MARKETS, 0, MARKET)
    bureau = seated("qian", Role.BUREAU)
    text = bureau.get("/desk/catalogue/stock.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    sheet = load_workbook(io.BytesIO(bureau.get("/desk/catalogue/stock.xlsx").content)).active
    assert [["" if one.value is None else str(one.value) for one in row] for row in sheet.iter_rows()] == rows
    numbers = dict(zip(rows[0], next(row for row in rows if row[0] == "区司法局"), strict=True))
    assert (numbers["证明"], numbers["清理合计"], numbers["清理占比"], numbers["要交"]) == (
        "6",
        "4",
        "67%",
        "1",
    )
    answer = bureau.get("/desk/catalogue/stock.csv")
    assert re.search(r'filename="stock-\d{4}-\d\d-\d\d\.csv"', answer["Content-Disposition"])
    assert bureau.get("/desk/catalogue/stock.exe").status_code == 404
    assert LAWYER.name not in text


def test_everybody_may_read_the_stock_of_the_whole_district(client: Client) -> None:
    published(MIXED)
    html = client.get("/stock").content.decode()
    assert "办事一共要多少份证明" in html
    for number in (whole().items, whole().certificates, whole().cleared):
        assert f">{number}<" in html
    assert "/desk/" not in html


def test_an_empty_catalogue_has_an_empty_public_stock(client: Client) -> None:
    assert "还没有公布的事项" in client.get("/stock").content.decode()
