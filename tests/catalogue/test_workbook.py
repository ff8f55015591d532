"""What may be opened as a table at all: each danger refused before anything reads it, beside a file that passes."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from nuocheng.catalogue.channels.tables import Merged, archive, grid, open_workbook, parts
from nuocheng.kernel.errors import Malformed

#: A second of CPU is the promise; the machine may be busy with three things at once.
QUICK = 3.0
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plain(rows: int = 3) -> bytes:
    """Return a workbook with nothing wrong about it: the control of every refusal here."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    for number in range(rows):
        sheet.append([f"第{number}行", "文字", number, None])
    sheet.merge_cells("A2:B2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rebuilt(
    raw: bytes, change: Callable[[dict[str, bytes]], None], *, level: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return the archive after somebody tampered with its parts."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive_read:
        found = {name: archive_read.read(name) for name in archive_read.namelist()}
    change(found)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive_written:
        for name, content in found.items():
            archive_written.writestr(name, content)
    return out.getvalue()


def put(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda found: found.update({name: content})


def swap(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(found: dict[str, bytes]) -> None:
        assert old in found[name]
        found[name] = found[name].replace(old, new)

    return change


def refused(raw: bytes, name: str = "表.xlsx") -> str:
    """Return the sentence that refuses a file, within a second."""
    began = time.process_time()
    with pytest.raises(Malformed) as caught:
        open_workbook(raw, name)
    assert time.process_time() - began < QUICK
    assert caught.value.text.startswith(
        ("文件", "工作簿", "“", "只能读", "超过", "单元格", "这不是", "认不出")
    )
    return caught.value.text


def test_a_plain_workbook_passes_and_is_read_as_it_stands() -> None:
    book = open_workbook(plain(), "表.xlsx")
    (sheet,) = book.sheets
    assert (book.kind, sheet.name) == ("xlsx", "名单")
    assert [list(row) for row in sheet.rows] == [
        ["第0行", "文字", "0"],
        ["第1行", "", "1"],
        ["第2行", "文字", "2"],
    ]
    assert sheet.merged == (Merged(1, 0, 1, 1),)
    assert sheet.filled(1) == ["第1行", "第1行", "1"]


# Wrong types --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        (b"%PDF-1.7\n" + b"0" * 99, "表.xlsx", "内容其实是PDF文件"),
        (b"%PDF-1.7\n" + b"0" * 99, "表.csv", "内容其实是PDF文件"),
        (plain(), "表.csv", "内容其实是压缩包或XLSX工作簿"),
        (plain(), "表.xls", "内容其实是压缩包或XLSX工作簿"),
        (OLE + b"\0" * 600, "表.xlsx", "内容其实是旧版Office文件"),
        (b"<html><table>", "表.xls", "内容其实是网页或XML文件"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "表.csv", "内容其实是网页或XML文件"),
        (b"MZ\x90\0\x03\0", "表.csv", "内容其实是二进制文件"),
        (b"\x89PNG\r\n", "表.xlsx", "内容其实是图片"),
        ("姓名,单位".encode(), "表.xlsx", "内容其实是文本文件"),
        (b"", "表.xlsx", "文件是空的"),
        (plain(), "表.xlsm", "带宏的工作簿"),
        (plain(), "表.et", "WPS表格"),
        (plain(), "表", "没有扩展名的文件"),
    ],
)
def test_a_file_is_what_its_content_says_and_not_what_its_name_says(raw: bytes, name: str, says: str) -> None:
    assert says in refused(raw, name)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("word/document.xml", "Word文档"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "OFD文件"),
        ("a.txt", "压缩包"),
    ],
)
def test_another_archive_is_called_by_its_name(part: str, says: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(part, "<x/>")
    assert f"内容其实是{says}" in refused(out.getvalue())


# Bombs --------------------------------------------------------------------------------------------------


def test_a_bomb_of_300_megabytes_is_refused_by_what_it_declares() -> None:
    raw = rebuilt(plain(), put("xl/bomb.xml", b"0" * (300 * 1024 * 1024)))
    assert len(raw) < 1024 * 1024
    assert "展开后超过80MB" in refused(raw)


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_comes_out() -> None:
    raw = rebuilt(plain(), put("xl/bomb.xml", b" " * (3 * 1024 * 1024)))
    size = struct.pack("<I", 3 * 1024 * 1024)
    assert raw.count(size) == 2  # once before the part, once in the table of contents
    assert "比它写明的大" in refused(raw.replace(size, struct.pack("<I", 1024)))


def test_what_is_packed_more_than_any_table_is_refused() -> None:
    assert "压缩得异乎寻常" in refused(rebuilt(plain(), put("xl/a.xml", b"0" * (5 * 1024 * 1024))))


def test_an_archive_of_too_many_parts_is_refused() -> None:
    many = {f"xl/media/{number}": b"" for number in range(archive.MOST_PARTS + 1)}
    assert "个部分" in refused(rebuilt(plain(), lambda found: found.update(many)))


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row in range(3_000):
            sheet.write_string(row, 0, "字" * 30_000)
    assert "文字太多" in refused(out.getvalue())


def test_rows_and_columns_out_of_bounds_are_named_and_empty_ones_do_not_count() -> None:
    def with_cell(row: int, column: int, *, empty: bool) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            sheet = book.add_worksheet("甲")
            sheet.write(0, 0, "x")
            look = book.add_format({"bold": True})
            sheet.write_blank(row, column, None, look) if empty else sheet.write(row, column, 1)
        return out.getvalue()

    assert refused(with_cell(1_048_575, 0, empty=False)).startswith("“甲”的第1048576行还有内容")
    assert refused(with_cell(0, 16_383, empty=False)).startswith("“甲”的XFD列还有内容")
    assert len(open_workbook(with_cell(1_048_575, 16_383, empty=True), "a.xlsx").sheets[0].rows) == 1


def test_cells_without_a_reference_are_counted_too() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 5_000 + b"</row>"
    assert "列还有内容" in refused(rebuilt(plain(), swap(SHEET, b"<sheetData>", b"<sheetData>" + row)))
    rows = b"<row><c><v>1</v></c></row>" * (grid.SHEET_ROWS + 1)
    assert "行还有内容" in refused(rebuilt(plain(), swap(SHEET, b"<sheetData>", b"<sheetData>" + rows)))


def test_merged_cells_on_top_of_each_other_are_refused() -> None:
    many = b'<mergeCell ref="A1:XFD30000"/>' * 50
    raw = rebuilt(plain(), swap(SHEET, b"</mergeCells>", many + b"</mergeCells>"))
    assert "合并单元格互相重叠" in refused(raw)


# What no plain table has --------------------------------------------------------------------------------

ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml", "docProps/core.xml"]
)
def test_an_external_entity_in_any_part_is_refused(part: str) -> None:
    def change(found: dict[str, bytes]) -> None:
        start = found[part].find(b"?>") + 2 if found[part].startswith(b"<?xml") else 0
        found[part] = found[part][:start] + ENTITY + found[part][start:]

    assert "DOCTYPE" in refused(rebuilt(plain(), change))


def test_an_external_entity_in_another_encoding_or_under_another_name_is_refused() -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?>{ENTITY.decode()}<a/>'
    assert "DOCTYPE" in refused(rebuilt(plain(), put("xl/worksheets/x.dat", text.encode("utf-16"))))
    assert "DOCTYPE" in refused(rebuilt(plain(), put("xl/x", b"  " + ENTITY + b"<a/>")))
    odd = b'<?xml version="1.0" encoding="cp037"?>' + ENTITY.decode().encode("cp037")
    assert "文字编码" in refused(rebuilt(plain(), put("xl/x.xml", odd)))


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("xl/vbaProject.bin", "工作簿里有宏"),
        ("xl/macrosheets/sheet1.xml", "工作簿里有宏"),
        ("xl/externalLinks/externalLink1.xml", "链接了别的文件"),
        ("xl/connections.xml", "链接了别的文件"),
    ],
)
def test_macros_and_links_to_other_files_are_refused(part: str, says: str) -> None:
    assert says in refused(rebuilt(plain(), put(part, b"<x/>")))


def test_a_macro_only_declared_is_refused() -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert "工作簿里有宏" in refused(rebuilt(plain(), swap("[Content_Types].xml", kind, macro)))


def test_encrypted_files_are_refused() -> None:
    raw = bytearray(plain())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = raw.find(mark)
        raw[at + place] |= 1
    assert "加了密码" in refused(bytes(raw))


def test_formulas_are_refused_by_sheet_and_cell() -> None:
    def with_formulas(*cells: str) -> bytes:
        book = openpyxl.Workbook()
        book.active.title = "Sheet1"
        other = book.create_sheet("第二张")
        for cell in cells:
            other[cell] = "=1+1"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    assert refused(with_formulas("C5")).startswith("“第二张”的C5是公式")
    assert refused(with_formulas("A1", "AB2", "C5", "D6", "E7")).startswith(
        "“第二张”的A1、AB2、C5等单元格是公式"
    )
    assert open_workbook(with_formulas(), "a.xlsx").sheets[0].rows == []


def test_a_formula_with_another_prefix_for_its_names_is_found() -> None:
    other = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x:sheetData><x:row r="2"><x:c r="B2"><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert refused(rebuilt(plain(), put(SHEET, other))).startswith("“名单”的B2是公式")


def test_a_formula_at_the_end_of_ten_thousand_rows_is_found_in_time() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("甲")
        for row in range(10_000):
            sheet.write_row(row, 0, [f"第{row}行{place}" for place in range(12)])
        sheet.write_formula(10_000, 2, "=1+1")
    assert refused(out.getvalue()).startswith("“甲”的C10001是公式")


@pytest.mark.parametrize("damage", [slice(0, 200), slice(0, -30), slice(100, None)])
def test_a_broken_workbook_is_refused(damage: slice) -> None:
    refused(plain()[damage])


def test_a_sheet_that_is_no_xml_is_refused() -> None:
    assert "文件坏了" in refused(rebuilt(plain(), put(SHEET, b"<worksheet><sheetData>")))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_bytes_whatever_make_opening_fall_over(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(_samples())))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for name in ("a.xlsx", "a.xls", "a.csv"):
        try:
            open_workbook(bytes(raw), name)
        except Malformed as refusal:
            assert refusal.text  # noqa: PT017 - either it opens or the refusal says something


@cache
def _samples() -> tuple[bytes, ...]:
    """Return the same bytes each time: a workbook written anew carries its hour, and may be longer by a few."""
    return plain(), old_workbook()


# Old workbooks ------------------------------------------------------------------------------------------


def old_workbook(change: Callable[[xlwt.Worksheet], None] = lambda _: None) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("旧名单")
    sheet.write(0, 0, "证明名称")
    sheet.write(1, 1, 3.0)
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_old_workbook_passes_and_is_read() -> None:
    book = open_workbook(old_workbook(lambda sheet: sheet.write_merge(2, 3, 0, 1, "合并")), "表.XLS")
    assert (book.kind, book.sheets[0].name) == ("xls", "旧名单")
    assert [list(row) for row in book.sheets[0].rows] == [["证明名称", ""], ["", "3"], ["合并", ""], []]
    assert book.sheets[0].filled(3) == ["合并", "合并"]


def test_a_formula_in_an_old_workbook_is_named_by_sheet_and_cell() -> None:
    raw = old_workbook(lambda sheet: sheet.write(4, 27, xlwt.Formula("1+1")))
    assert refused(raw, "表.xls").startswith("“旧名单”的AB5是公式")


def test_old_workbooks_keep_to_the_same_bounds() -> None:
    assert "第65536行还有内容" in refused(old_workbook(lambda sheet: sheet.write(65_535, 0, 1)), "表.xls")
    assert "IV列还有内容" in refused(old_workbook(lambda sheet: sheet.write(0, 255, 1)), "表.xls")


def test_one_long_text_in_very_many_cells_of_an_old_workbook_is_refused() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        for row in range(3_000):
            sheet.write(row, 2, "字" * 30_000)

    assert "文字太多" in refused(old_workbook(fill), "表.xls")


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        ("EncryptedPackage", "加了密码"),
        ("_VBA_PROJECT_CUR", "工作簿里有宏"),
        ("WordDocument", "内容其实是Word文档"),
        ("x", "内容其实是别的旧版Office文件"),
    ],
)
def test_other_old_office_files_are_called_by_what_they_are(stream: str, says: str) -> None:
    raw = old_workbook()
    name = "Workbook".encode("utf-16-le")
    at = raw.find(name)
    other = stream.encode("utf-16-le")
    entry = bytearray(raw[at : at + 128])
    entry[:64] = other.ljust(64, b"\0")
    entry[64:66] = struct.pack("<H", len(other) + 2)
    assert says in refused(raw[:at] + bytes(entry) + raw[at + 128 :], "表.xls")


def test_a_password_and_a_link_in_the_records_of_an_old_workbook_are_refused() -> None:
    # A record that xlwt writes, WINDOW1 of 18 bytes, is turned into another kind of the same length.
    raw = old_workbook()
    at = raw.find(struct.pack("<HH", 0x3D, 18))
    assert at > 0
    password = raw[:at] + struct.pack("<H", 0x2F) + raw[at + 2 :]
    assert "加了密码" in refused(password, "表.xls")
    link = raw[:at] + struct.pack("<HHHH", 0x01AE, 18, 1, 9) + raw[at + 8 :]
    assert "链接了别的文件" in refused(link, "表.xls")
    own = raw[:at] + struct.pack("<HHHH", 0x01AE, 18, 1, 0x0401) + raw[at + 8 :]
    assert open_workbook(own, "表.xls").sheets[0].name == "旧名单"  # a link to itself is none


def test_a_chain_of_sectors_that_goes_in_a_circle_is_refused() -> None:
    raw = bytearray(old_workbook())
    first = struct.unpack_from("<I", raw, 76)[0]
    for place in range(128):
        struct.pack_into("<I", raw, (first + 1) * 512 + place * 4, 0)
    assert "文件坏了" in refused(bytes(raw), "表.xls")


def test_lengths_of_shared_texts_are_read_across_records() -> None:
    texts = [("字" * (place % 400)) + "a" * (place % 7) + str(place) for place in range(2_000)]
    raw = old_workbook(lambda sheet: [sheet.write(row, 2, text) for row, text in enumerate(texts)])
    book = open_workbook(raw, "表.xls")
    assert [row[2] for row in book.sheets[0].rows] == texts


def test_a_hidden_sheet_is_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(plain()))
    book.create_sheet("藏").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found = open_workbook(out.getvalue(), "a.xlsx")
    assert [(one.name, one.hidden, len(one.rows)) for one in found.sheets] == [
        ("名单", False, 3),
        ("藏", True, 0),
    ]


def test_the_guard_names_what_it_looks_for() -> None:
    guard = parts.PartGuard("甲", parts.Strings())
    with pytest.raises(Malformed):
        guard.feed(b"<worksheet><sheetData>" + b'<row r="1"><c r="A1"><f/></c></row>' * 4)
