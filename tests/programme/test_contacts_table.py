"""The table of contacts (附件1): out in the layout of the annex, and in again however departments write it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from time import process_time

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet
from tests.builders import Hours
from tests.programme.situations import LEADER, LIAISON, a_contact

from nuocheng.kernel.errors import Malformed
from nuocheng.people import queries as people
from nuocheng.programme import queries
from nuocheng.programme.channels.contacts_table import TITLE, contacts_as_csv, contacts_as_xlsx, read_contacts
from nuocheng.programme.queries import ContactRole

pytestmark = [pytest.mark.django_db, pytest.mark.req("S15.1")]

DAY = date(2026, 11, 23)
WRITERS = {"附件1.xlsx": contacts_as_xlsx, "附件1.csv": contacts_as_csv}
HEAD = ["序号", "单位", "负责领导", None, None, "联络员", None, None]
PARTS = [None, None, "姓名", "职务", "联系电话", "姓名", "职务", "联系电话"]
MZJ = [
    1,
    "白银区民政局",
    "葛平川",
    "副局长",
    "0943-0000121、13909430301",
    "钟晴",
    "法规科科员",
    "0943-0000122、13909430401",
]


@pytest.fixture(autouse=True)
def _contacts() -> None:
    hours = Hours()
    a_contact(hours)
    a_contact(hours, ContactRole.LIAISON, LIAISON)
    a_contact(hours, who=LEADER, department="620402-wjj")


def book(*rows: list[object]) -> tuple[bytes, Worksheet]:
    """Return a workbook of these rows, as its bytes and its sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    return saved(made), sheet


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def through(raw: bytes, name: str = "表.xlsx") -> queries.Import:
    return queries.look_through(raw, name, DAY)


# --- out --------------------------------------------------------------------------------------------------


def test_the_workbook_has_the_layout_of_the_annex() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(contacts_as_xlsx(queries.contact_rows(DAY)))).active
    assert isinstance(sheet, Worksheet)
    rows = [[cell for cell in row] for row in sheet.iter_rows(values_only=True)]  # noqa: C416 - a list to compare
    assert rows[0][0] == "附件1"
    assert rows[1][0] == TITLE
    assert rows[2] == HEAD
    assert rows[3] == PARTS
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A2:H2", "A3:A4", "B3:B4", "C3:E3", "F3:H3"}
    mzj = next(row for row in rows if row[1] == "白银区民政局")
    assert mzj[1:] == MZJ[1:]
    assert len(rows) == 4 + len(people.departments())
    assert sheet.page_setup.orientation == "landscape"


def test_nothing_in_an_export_is_run_as_a_formula() -> None:
    rows = [("=1+1", "@甲", "-2", "0943-0000121", "+丁", "副局长", "13909430301")]
    sheet = openpyxl.load_workbook(io.BytesIO(contacts_as_xlsx(rows))).active
    assert isinstance(sheet, Worksheet)
    assert {cell.data_type for row in sheet.iter_rows(min_row=5) for cell in row} == {"s"}
    line = contacts_as_csv(rows).decode("utf-8-sig").splitlines()[-1]
    assert line == "1,'=1+1,'@甲,'-2,0943-0000121,'+丁,副局长,13909430301"


@pytest.mark.parametrize("name", WRITERS)
def test_what_goes_out_comes_in_and_changes_nothing(name: str) -> None:
    found = through(WRITERS[name](queries.contact_rows(DAY)), name)
    assert found.faults == ()
    assert found.wanted == ()
    assert found.count("unchanged") == 3


# --- in ---------------------------------------------------------------------------------------------------


def test_a_table_as_departments_really_make_it_is_read() -> None:
    made = openpyxl.Workbook()
    empty = made.active
    assert isinstance(empty, Worksheet)
    empty.title = "封面"
    sheet = made.create_sheet("联系表")
    sheet.append(["附件 1"])
    sheet.append([])
    sheet.append(["证明事项告知承诺制负责领导和联络员\n联系表"])
    sheet.append(["填报单位（盖章）：白银区司法局", None, None, None, None, None, "2026年11月"])
    sheet.append(["序号", "单位\n名称", "负责领导", None, None, "联 络 员", None, None, None])
    sheet.append([None, None, "姓 名", "职 务", "联系\n电话", "姓 名", "职 务", "办公电话", "手机"])
    sheet.append([])
    sheet.append(
        [
            "一",
            "区民政局",
            "葛 平 川",
            "副局长",
            "０９４３－００００１２１\n１３９０９４３０３０１",
            "钟　晴",
            "法规科\n科员",
            "0943-0000122",
            13909430401,
        ]
    )
    sheet.append([])
    sheet.append(
        ["二", "白银区教育局", "尚可亲", "副局长", 13909430305, "高原", "副科长", "(0943)0000152", "—"]
    )
    sheet.append([None, None, None])
    sheet.append(["注：本表每年1月更新一次。"])
    sheet.append(["填表人：史册"])
    for merged in ("A3:I3", "A5:A6", "B5:B6", "C5:E5", "F5:I5"):
        sheet.merge_cells(merged)
    found = through(saved(made))
    assert [str(one) for one in found.faults] == []
    assert found.count("unchanged") == 2  # 民政局, whatever its blanks and its full-width digits
    assert [(one.department, one.role, one.name, one.office_phone, one.mobile) for one in found.wanted] == [
        ("620402-jyj", "leader", "尚可亲", "", "13909430305"),
        ("620402-jyj", "liaison", "高原", "0943-0000152", ""),
    ]


def test_a_table_with_one_row_of_headings_is_read_too() -> None:
    head = ["单位", "负责领导姓名", "负责领导职务", "负责领导电话", "联络员姓名", "联络员职务", "联络员手机"]
    raw, _ = book(head, ["区教育局", "尚可亲", "副局长", "0943-0000151", "高原", "副科长", "13909430405"])
    assert [(one.role, one.name, one.phones) for one in through(raw).wanted] == [
        ("leader", "尚可亲", "0943-0000151"),
        ("liaison", "高原", "13909430405"),
    ]


def test_a_csv_in_gb18030_is_read() -> None:
    lines = "附件1\n序号,单位,负责领导,,,联络员,,\n,,姓名,职务,联系电话,姓名,职务,联系电话\n1,区教育局,尚可亲,副局长,13909430305,周𬭎,科员,13909430405\n"
    found = through(lines.encode("gb18030"), "表.csv")
    assert [one.name for one in found.wanted] == ["尚可亲", "周𬭎"]


def test_a_workbook_of_the_old_kind_is_read() -> None:
    old, out = xlwt.Workbook(), io.BytesIO()
    sheet = old.add_sheet("附件1")
    for place, row in enumerate([HEAD, PARTS, [1, "区教育局", "尚可亲", "副局长", 13909430305]]):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell)
    old.save(out)
    assert [one.mobile for one in through(out.getvalue(), "表.xls").wanted] == ["13909430305"]


def test_a_post_left_blank_stays_as_it_is_and_a_changed_one_says_who_it_was() -> None:
    raw, _ = book(HEAD, PARTS, [1, "区民政局", None, None, None, "傅小满", "办公室副主任", "13909430421"])
    (one,) = through(raw).changes
    assert (one.role, one.kind, one.row) == ("liaison", "changed", 3)
    assert one.before == "钟晴、法规科科员、0943-0000122、13909430401"


def test_every_fault_is_told_by_row_and_column_and_the_rest_is_taken() -> None:
    raw, _ = book(
        ["附件1"],
        HEAD,
        PARTS,
        [1, "区民政局", "葛平川", "", "13909430301", "钟晴", "法规科科员", "1390943040"],
        [2, "区渔业局", "甲", "局长", "13909430301", "乙", "科员", "13909430302"],
        [3, "白银区民政局", "丙", "局长", "13909430301", "丁", "科员", "13909430302"],
        [4, "", "丙", "局长", "13909430301", "丁", "科员", "13909430302"],
        [5, "区教育局", "", "副局长", "13909430305", "高原", "副科长", "0943-0000152、8220000"],
        [6, "区公安分局", "武定远", "副局长", "13909430308", "武定远", "副局长", "13909430308"],
    )
    found = through(raw)
    assert [str(one) for one in found.faults] == [
        "第4行“负责领导职务”：请填职务",
        "第4行“联络员联系电话”：办公电话要写区号和号码，例如0943-8220000",
        "第5行“单位”：没有“区渔业局”这个单位，请写全称或者系统里的简称",
        "第6行“单位”：和第4行是同一个单位，请只留一行",
        "第7行“单位”：单位空着，请填单位名称",
        "第8行“负责领导姓名”：请填姓名",
        "第8行“联络员联系电话”：一格最多写一个办公电话和一个手机，多了“8220000”",
    ]
    assert [(one.department, one.both) for one in found.wanted] == [
        ("620402-gaj", True),
        ("620402-gaj", True),
    ]


# --- refused as a whole -----------------------------------------------------------------------------------


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def with_formula() -> bytes:
    raw, _ = book(
        HEAD, PARTS, [1, "区教育局", '=HYPERLINK("http://127.0.0.1","尚可亲")', "副局长", "13909430305"]
    )
    return raw


XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>'


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"", "表.xlsx", "文件是空的"),
        (b"not a workbook", "表.xlsx", "内容其实是文本文件"),
        (b"PK\x03\x04 broken", "表.xlsx", "文件坏了"),
        (b"%PDF-1.4", "表.pdf", ".pdf"),
        (b"a,b\n" * 2001, "表.csv", "超过2000行"),
        (b"a,b\n\0,c\n", "表.csv", "内容其实是二进制文件"),
        ("单位,领导\n区教育局,尚可亲\n".encode(), "表.csv", "没有找到表头"),
        (packed(**{"xl/worksheets/sheet1.xml": b"0" * (21 * 1024 * 1024)}), "表.xlsx", "没有打开"),
        (packed(**{"xl/workbook.xml": XXE}), "表.xlsx", "外部实体定义"),
        (packed(**{"readme.txt": b"hello"}), "表.xlsx", "内容其实是压缩包"),
    ],
    ids=["empty", "no zip", "broken", "pdf", "long", "binary", "headings", "bomb", "xxe", "no workbook"],
)
def test_a_file_that_is_no_table_is_refused_at_once_with_a_sentence(raw: bytes, name: str, said: str) -> None:
    begins = process_time()
    with pytest.raises(Malformed) as refused:
        read_contacts(raw, name)
    assert said in refused.value.text
    assert process_time() - begins < 1


def test_a_formula_is_refused() -> None:
    with pytest.raises(Malformed, match="公式"):
        read_contacts(with_formula(), "表.xlsx")
