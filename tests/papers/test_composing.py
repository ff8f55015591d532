"""Typesetting itself: fonts embedded, rare names whole, applicants' text never markup, the same bytes each time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from unicodedata import category

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers import samples
from tests.papers.seeing import lines, texts, tool

from nuocheng.papers.composing import Composer
from nuocheng.papers.content import Content, Fact, NoticeAndPledge
from nuocheng.papers.typefaces import shelf

ALL: dict[str, Content] = {
    "signed": samples.SIGNED,
    "served": samples.SERVED,
    "blank": samples.BLANK,
    "decision": samples.DECISION,
    "intended": samples.INTENDED,
    "receipt": samples.ENTERED_LATER,
    "withdrawal": samples.WITHDRAWAL,
    "visit_sheet": samples.VISIT_SHEET,
}
RARE = ("堃喆㛃𬭎䶮", "买买提·吐尔逊")
MAY_NOT_BEGIN = "，。；：、？！）》〉】〕”’％"
MAY_NOT_END = "（《〈【〔“‘"


def printed(composer: Composer, paper: Content, *, large: bool = False) -> bytes:
    return composer.compose(paper.form, paper.as_json(), large=large)


def named(name: str) -> NoticeAndPledge:
    return replace(samples.SIGNED, applicant=replace(samples.SIGNED.applicant, name=name))


def archival(pdf: bytes) -> bool:
    return b"<pdfaid:part>2</pdfaid:part>" in pdf and b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf


@pytest.mark.parametrize("name", ALL)
def test_every_font_is_embedded_and_can_be_searched(composer: Composer, name: str) -> None:
    rows = tool("pdffonts", pdf=printed(composer, ALL[name])).decode().splitlines()[2:]
    assert rows
    assert {tuple(row.split()[-5:-2]) for row in rows} == {("yes", "yes", "yes")}, rows


@pytest.mark.parametrize("name", ALL)
def test_every_paper_is_archival_and_accessible(composer: Composer, name: str) -> None:
    pdf = printed(composer, ALL[name])
    reader = pypdf.PdfReader(BytesIO(pdf))
    catalogue = reader.trailer["/Root"]
    assert archival(pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "zh-CN"
    assert reader.metadata is not None
    assert str(getattr(ALL[name], "number", "")) in str(reader.metadata.title)
    assert len(reader.outline) >= 3


@pytest.mark.parametrize("name", RARE)
def test_a_rare_name_is_printed_whole_and_keeps_the_paper_archival(composer: Composer, name: str) -> None:
    pdf = printed(composer, named(name))
    assert name in texts(pdf)[0]
    assert archival(pdf), "archival PDF forbids a character without a glyph, so this proves there is none"


def test_a_character_without_any_glyph_costs_the_archival_mark_but_not_the_paper(bare: Composer) -> None:
    pdf = printed(bare, named("王\ue000"))
    assert not archival(pdf)
    assert len(texts(pdf)) == 2


@pytest.mark.parametrize(
    "text",
    [
        '#import "house.typ": *',
        "#panic()",
        "$x^2$",
        "*粗*_斜_",
        "\\#",
        "[方括号]",
        "`代码`",
        "<标签>@引用",
        "//注释",
        "/*注释*/",
        "=标题",
        "-列表",
        '"引号"',
        "#sys.inputs",
        "{{七}}%}",
    ],
)
def test_what_applicants_write_is_never_read_as_markup(bare: Composer, text: str) -> None:
    certificates = (replace(samples.PREMISES, facts=(Fact("场所地址", text),)),)
    page = "".join(texts(printed(bare, replace(named(text), certificates=certificates))))
    assert page.count("".join(text.split())) >= 2


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_no_text_whatever_stops_the_press(bare: Composer, text: str) -> None:
    pdf = printed(bare, named(text))
    assert pdf.startswith(b"%PDF-")
    if all(category(one) in {"Lo", "Nd"} and ord(one) < 0x3000 for one in text) and text.isascii():
        assert text in texts(pdf)[0]


@pytest.mark.parametrize("name", ALL)
def test_the_same_content_gives_the_same_bytes_in_a_new_composer(bare: Composer, name: str) -> None:
    other = Composer(shelf(system=False))
    printed(other, samples.DECISION)
    assert printed(other, ALL[name]) == printed(bare, ALL[name])


def test_other_content_gives_other_bytes(bare: Composer) -> None:
    later = replace(samples.SIGNED, dated=samples.SIGNED.dated.replace(day=23))
    assert printed(bare, later) != printed(bare, samples.SIGNED)


def test_two_threads_never_mix_their_papers(bare: Composer) -> None:
    papers = [named(f"申请人{n:03}") for n in range(12)]
    alone = [printed(bare, paper) for paper in papers]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda paper: printed(bare, paper), papers))
    assert together == alone
    assert len(set(alone)) == len(papers)


def badly_broken(words: list[str]) -> list[str]:
    return [text for text in words if text[0] in MAY_NOT_BEGIN or text[-1] in MAY_NOT_END]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    composer: Composer, name: str, large: bool
) -> None:
    pdf = printed(composer, ALL[name], large=large)
    assert badly_broken([line.text for page in lines(pdf) for line in page if line.text]) == []


def test_the_check_of_line_ends_sees_a_bad_break() -> None:
    assert badly_broken(["依据《", "。", "好的。"]) == ["依据《", "。"]


@pytest.mark.parametrize("name", ALL)
def test_digits_stand_without_spaces_between_chinese_characters(bare: Composer, name: str) -> None:
    text = tool("pdftotext", "-raw", pdf=printed(bare, ALL[name])).decode()
    assert "年 1" not in text
    assert "月 2" not in text


def test_typefaces_of_the_site_come_before_all_others(tmp_path: Path) -> None:
    without = shelf(tmp_path, system=False)
    assert set(without.faces["body"]) == {"Noto Sans CJK SC"}
    system = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
    if not system.exists():
        pytest.skip("needs a second typeface to put into the site's directory")
    (tmp_path / "song.ttc").symlink_to(system)
    assert shelf(tmp_path, system=False).faces["body"] == ["Noto Serif CJK SC", "Noto Sans CJK SC"]


def test_a_machine_without_any_chinese_typeface_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nuocheng.papers.typefaces._PIP_PACKAGE", "no_such_package_here")
    with pytest.raises(LookupError, match="manimgx-fonts-cjk"):
        shelf(system=False)
