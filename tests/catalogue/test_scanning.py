"""The first look at a workbook: wherever a piece ends, what makes a file refused is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nuocheng.catalogue.channels.tables.scanning import scan
from nuocheng.kernel.errors import Malformed

HEAD = '<?xml version="1.0"?><worksheet xmlns="x"><sheetData><row r="1">'
TAIL = "</row></sheetData></worksheet>"


def pieces(text: bytes, size: int) -> Iterator[bytes]:
    return (text[at : at + size] for at in range(0, len(text), size))


def said_of(text: str, encoding: str = "utf-8") -> set[str]:
    """Return what is said of a part, cut into pieces of every size."""
    raw = text.encode(encoding)
    found = set()
    for size in (*range(1, 80), len(raw)):
        try:
            scan(pieces(raw, size), "表") if size > 1 else scan(pieces(raw, 2), "表")
            found.add("")
        except Malformed as fault:
            found.add(fault.text.partition("。")[0])
    return found


CELL = '<c r="B7" t="n"><f>1+1</f><v>2</v></c>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("within", "says"),
    [
        (CELL, "“表”的B7是公式"),
        (CELL.replace("<f>1+1</f>", "<f/>"), "“表”的B7是公式"),
        (CELL.replace("<c", "<x:c").replace("f>", "x:f>").replace("</x:f", "</x:f"), "“表”的B7是公式"),
        ("<!-- nothing -->" + CELL, "“表”的B7是公式"),
        ("<c><f>1</f></c>", "“表”里有公式"),
        (CELL * 5, "“表”的B7、B7、B7等单元格是公式"),
        ("<!-- " + CELL + " -->", ""),
        ("<c r='A1'><is><t><![CDATA[" + CELL + "]]></t></is></c>", ""),
        ("<c r='A1'><is><t>&lt;f> a:f b</t></is></c>", ""),
        ("<formula1>x</formula1><fonts/>", ""),
    ],
)
def test_formulas_are_found_wherever_a_piece_ends(within: str, says: str, encoding: str) -> None:
    assert said_of(HEAD + within + TAIL, encoding) == {says}


def test_a_document_type_is_found_and_what_only_looks_like_one_is_not() -> None:
    said = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert said_of(said) == {"工作簿里夹带了外部实体定义（DOCTYPE），不是正常的表格，没有打开"}
    assert said_of("<x><!-- <!DOCTYPE x> --></x>") == {""}


def test_only_a_sheet_has_formulas() -> None:
    assert said_of("<styleSheet>" + CELL + "</styleSheet>") == {""}
