"""Several ways in their order, field by field: written on the page of a draft, and in one cell of a table."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from tests.catalogue.filling import held, send
from tests.catalogue.office import RECORD, changed, drafted, edition
from tests.catalogue.reading import get, seated
from tests.catalogue.test_export import TODAY

from nuocheng.catalogue import jobs
from nuocheng.catalogue.channels import exporting
from nuocheng.catalogue.queries import newest, planning
from nuocheng.catalogue.rules.content import Answering, Plan, Way
from nuocheng.kernel.occasion import Role

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.1", "S8.2")]

WAYS = (
    Way("internal_record", "police_register", (Answering("clean", "flag"),)),
    Way("assistance"),
    Way("on_site"),
)
IN_ORDER = changed(
    certificates=(replace(RECORD, plan=replace(RECORD.plan, then=WAYS, tries=3, harm="high", shows=True)),)  # type: ignore[type-var]
)


def plan_of(reference: str) -> Plan:
    plan = edition(reference).says.certificates[0].plan
    assert plan is not None
    return plan


def address(reference: str) -> str:
    return f"/desk/catalogue/{reference}/edit/certificates/record/pledge"


def test_further_ways_are_written_field_by_field_without_javascript() -> None:
    reference = drafted()
    client, page = seated("wang", Role.EDITOR), address(reference)
    more = send(client, page, get(page, client), do="add:then", then__0__channel="internal_record")
    assert more.status_code == 200
    kept = dict(held(more.content.decode()))
    assert (kept["then-0-channel"], kept["then-count"]) == ("internal_record", "2")
    answer = send(
        client,
        page,
        more.content.decode(),
        **{
            "then__0__source": "police_register",
            "then__0__field-clean": "flag",
            "then__1__channel": "assistance",
            "plan__tries": "3",
        },
    )
    assert answer.status_code == 303
    assert (plan_of(reference).then, plan_of(reference).tries) == (WAYS[:2], 3)


def test_a_page_with_ways_sent_back_as_it_came_changes_nothing() -> None:
    reference = drafted(IN_ORDER)
    client, head = seated("wang", Role.EDITOR), edition(reference).head
    assert send(client, address(reference), get(address(reference), client)).status_code == 303
    assert plan_of(reference) == IN_ORDER.certificates[0].plan
    assert edition(reference).head == head


def test_a_way_without_its_kind_is_told_beside_its_field_and_keeps_what_was_typed() -> None:
    reference = drafted()
    client, page = seated("wang", Role.EDITOR), address(reference)
    answer = send(client, page, get(page, client), then__0__source="police_register")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "第1种后续方式：请选择换哪一种方式" in text
    assert "police_register" in text


def book_with(column: str, cell: str | None, *, drop: tuple[str, ...] = ()) -> bytes:
    drafted(IN_ORDER)
    out = io.BytesIO()
    exporting.write(out, newest.items(), planning.export_setting(TODAY))
    book = openpyxl.load_workbook(out)
    sheet = book["核查办法"]
    names = [one.value for one in sheet[1]]
    if column:
        sheet.cell(2, names.index(column) + 1).value = cell
    for name in sorted(drop, key=names.index, reverse=True):
        sheet.delete_cols(names.index(name) + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "ways"),
    [
        ("部门间行政协助", (Way("assistance"),)),
        (
            "内部核查（own）→行政协助 -> 上门",
            (Way("internal_record", "own"), Way("assistance"), Way("on_site")),
        ),
        ("书面核查、公示", (Way("written"), Way("publicity"))),
        (
            "internal_record(own：clean=flag；other=f2)",
            (Way("internal_record", "own", (Answering("clean", "flag"), Answering("other", "f2"))),),
        ),
        (None, ()),
    ],
)
def test_one_cell_says_the_ways_in_their_order(cell: str | None, ways: tuple[Way, ...]) -> None:
    plan = jobs.plan(book_with("查不清时依次换用", cell), "目录.xlsx", on=TODAY)
    assert [str(one) for one in plan.problems] == []
    made = plan.items[0].item.certificates[0].plan
    assert made is not None
    assert made.then == ways


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("查不清时依次换用", "行政协助→打听打听", "没有“打听打听”这种核查方式。请从这些里选"),
        ("查不清时依次换用", "内部核查（own：clean）", "看不出哪一项事实比哪个数据项"),
        ("查不清时依次换用", "内部核查（（own", "括号写得不对"),
        ("不实的危害", "很大", "没有“很大”这种危害"),
        ("查询时显示来源登记的内容", "也许", "看不出是还是否"),
        ("问不通试几次", "几次", "不是一个数"),
    ],
)
def test_a_cell_that_says_no_way_is_told_with_row_and_column(column: str, cell: str, says: str) -> None:
    plan = jobs.plan(book_with(column, cell), "目录.xlsx", on=TODAY)
    [told] = [str(one) for one in plan.problems]
    assert told.startswith(f"“核查办法”第2行“{column}”：")
    assert says in told
    assert plan.items == ()


def test_a_table_of_before_without_these_columns_leaves_them_as_they_are() -> None:
    gone = ("查不清时依次换用", "问不通试几次", "不实的危害", "查询时显示来源登记的内容")
    same = jobs.plan(book_with("", None, drop=gone), "目录.xlsx", on=TODAY)
    assert [one.stage.value for one in same.items] == ["unchanged"]


def test_what_such_a_table_changes_takes_nothing_else_along() -> None:
    gone = ("查不清时依次换用", "不实的危害")
    plan = jobs.plan(book_with("核查时限", "9", drop=gone), "目录.xlsx", on=TODAY)
    made = plan.items[0].item.certificates[0].plan
    assert made is not None
    assert (made.workdays, made.then, made.harm, made.shows, made.tries) == (9, WAYS, "high", True, 3)
