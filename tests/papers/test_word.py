"""The paper in Word: real styles, East Asian typefaces, heads that repeat, blocks that stay together, the same bytes."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
import zxingcpp
from docx.oxml.ns import qn
from PIL import Image
from tests.papers import annexes, samples

from nuocheng.papers import word
from nuocheng.papers.composing import Composer
from nuocheng.papers.content import Content
from nuocheng.papers.layouts import LAYOUTS
from nuocheng.papers.rendering import docx as order_docx

PAPERS: dict[str, Content] = {
    "signed": samples.SIGNED,
    "served": samples.SERVED,
    "blank": samples.BLANK,
    "register": annexes.REGISTER,
    "rules": annexes.RULES,
    "guide": annexes.GUIDE,
}
Write = Callable[[Content], bytes]


@pytest.fixture
def write(bare: Composer) -> Write:
    """Return a way to write a paper for Word."""
    return lambda paper: word.write(LAYOUTS[paper.form](paper.as_json()), bare.pictures)


def opened(raw: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(raw))


def xpath(made: docx.document.Document, path: str) -> list:
    return made.element.xpath(path)


def words(element: object) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_content_gives_the_same_bytes(write: Write, name: str) -> None:
    first = write(PAPERS[name])
    assert first == write(PAPERS[name])
    with ZipFile(BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_other_content_gives_other_bytes_and_the_press_gives_the_same(write: Write) -> None:
    later = replace(samples.SIGNED, dated=samples.SIGNED.dated.replace(day=23))
    assert write(later) != write(samples.SIGNED)
    ordered = order_docx("notice_and_pledge", samples.SIGNED.as_json())
    assert words(opened(ordered).element) == words(opened(write(samples.SIGNED)).element)


@pytest.mark.parametrize("name", PAPERS)
def test_every_part_can_be_read_and_points_only_inside(write: Write, name: str) -> None:
    raw = write(PAPERS[name])
    made = opened(raw)
    assert made.core_properties.title
    assert made.core_properties.author == ""
    assert made.core_properties.created == made.core_properties.modified
    with ZipFile(BytesIO(raw)) as archive:
        assert all(
            b"External" not in archive.read(one) for one in archive.namelist() if one.endswith(".rels")
        )
        assert not [one for one in archive.namelist() if "thumbnail" in one or "vba" in one]


@pytest.mark.parametrize("name", PAPERS)
def test_every_style_that_is_used_is_there_and_names_a_chinese_typeface(write: Write, name: str) -> None:
    made = opened(write(PAPERS[name]))
    known = {one.style_id for one in made.styles}
    used = {one.get(qn("w:val")) for one in xpath(made, "//w:pStyle | //w:rStyle | //w:tblStyle")}
    assert used <= known
    assert "Title" in used
    assert {"Heading1"} & used or name == "register"
    faces = made.styles.element.xpath("//w:rPrDefault//w:rFonts/@w:eastAsia")
    assert faces == ["仿宋"]
    assert made.styles["Title"].element.xpath(".//w:rFonts/@w:eastAsia") == ["方正小标宋简体"]
    assert made.styles["Heading 1"].element.xpath(".//w:rFonts/@w:eastAsia") == ["黑体"]
    assert made.styles.element.xpath("//w:lang/@w:eastAsia") == ["zh-CN"]
    theme = "//*[@w:eastAsiaTheme or @w:asciiTheme]"
    assert not made.styles.element.xpath(theme), "a theme would win over the typeface that is named"


@pytest.mark.parametrize("name", PAPERS)
def test_pages_are_a4_and_count_themselves(write: Write, name: str) -> None:
    made = opened(write(PAPERS[name]))
    section = made.sections[0]
    size = (round(section.page_width.mm), round(section.page_height.mm))
    assert size == ((297, 210) if name == "register" else (210, 297))
    assert "PAGE" in section.footer._element.xpath(".//w:fldSimple/@w:instr")
    official = name in {"register", "rules"}
    assert made.settings.odd_and_even_pages_header_footer is official
    if official:
        assert "PAGE" in section.even_page_footer._element.xpath(".//w:fldSimple/@w:instr")


@pytest.mark.req("S5.2", "S15.4")
@pytest.mark.parametrize("count", [1, 6])
def test_each_replaceable_certificate_has_a_solid_label_and_a_thick_left_border(
    write: Write, count: int
) -> None:
    made = opened(write(samples.with_certificates(count)))
    cards = framed(made)
    assert len(cards) == count
    for card in cards:
        (label,) = [run for run in card.iter(qn("w:r")) if run.xpath("./w:rPr/w:rStyle[@w:val='SolidLabel']")]
        assert words(label).strip() == "可以承诺代替"
    sizes = {side: int(border(made, side)) for side in ("left", "top", "right", "bottom")}
    assert sizes["left"] >= 48, "eighths of a point: at least 6 pt"
    assert min(sizes.values()) >= 16
    shade = made.styles.element.xpath("//w:style[@w:styleId='SolidLabel']//w:shd/@w:fill")
    assert shade == ["000000"]


def framed(made: docx.document.Document) -> list:
    return xpath(made, "//w:tbl[w:tblPr/w:tblStyle/@w:val='PledgeCard']")


def border(made: docx.document.Document, side: str) -> str:
    (size,) = made.styles.element.xpath(f"//w:style[@w:styleId='PledgeCard']//w:tblBorders/w:{side}/@w:sz")
    return size


@pytest.mark.req("S5.2")
def test_amber_stands_in_cards_only(write: Write) -> None:
    made = opened(write(samples.SIGNED))
    inside = sum(len(card.xpath(".//w:shd[@w:fill='FFF6DC']")) for card in framed(made))
    assert inside == len(xpath(made, "//w:shd[@w:fill='FFF6DC']")) > 0


def test_statements_hold_on_to_the_signature_and_the_signature_lets_go(write: Write) -> None:
    made = opened(write(samples.with_certificates(12)))
    held = [one for one in xpath(made, "//w:body//w:p") if one.xpath("./w:pPr/w:keepNext")]
    texts = "".join(map(words, held))
    for one in samples.STATEMENTS:
        assert one.text in texts
    box = xpath(made, "//w:tbl[w:tblPr/w:tblCaption/@w:val='签名']")[0]
    assert all(one.xpath("./w:pPr/w:keepNext") for one in box.iter(qn("w:p")))
    after = box.getnext()
    assert "一式两份" in words(after)
    assert not after.xpath("./w:pPr/w:keepNext")
    elsewhere = [one for one in xpath(made, "//w:body/w:p") if "对信用的影响" in words(one)]
    assert not any(one.xpath("./w:pPr/w:keepNext") for one in elsewhere), "the check sees what is not held"


@pytest.mark.req("S15.4")
def test_a_long_table_repeats_its_heads_and_keeps_rows_whole(write: Write) -> None:
    made = opened(write(annexes.longer(annexes.REGISTER, 60)))
    rows = xpath(made, "//w:tbl/w:tr")
    heads = [one for one in rows if one.xpath("./w:trPr/w:tblHeader")]
    assert [words(one) for one in rows[:2]] == [words(one) for one in heads]
    assert "设定依据" in words(heads[0])
    assert all(one.xpath("./w:trPr/w:cantSplit") for one in rows)
    grid = len(xpath(made, "//w:tblGrid/w:gridCol"))
    for row in rows:
        spans = [int(one) for one in row.xpath("./w:tc/w:tcPr/w:gridSpan/@w:val")]
        assert len(row.xpath("./w:tc")) - len(spans) + sum(spans) == grid
    begun = xpath(made, "//w:vMerge[@w:val='restart']")
    assert len(xpath(made, "//w:vMerge[@w:val='continue']")) >= len(begun) >= 60 * 2


def test_lists_count_from_one_again_each_time(write: Write) -> None:
    made = opened(write(samples.SIGNED))
    used = xpath(made, "//w:numPr/w:numId/@w:val")
    assert len(set(used)) == 3, "two groups of materials and the statements"
    numbers = made.part.numbering_part.element
    for one in set(used):
        assert numbers.xpath(f"//w:num[@w:numId='{one}']/w:lvlOverride/w:startOverride/@w:val") == ["1"]


@pytest.mark.req("S10.4")
def test_the_code_is_a_picture_30_mm_wide_that_a_phone_reads(write: Write) -> None:
    made = opened(write(samples.SIGNED))
    (shape,) = made.inline_shapes
    assert shape.width.mm == pytest.approx(30, abs=0.1)
    assert xpath(made, "//wp:docPr/@descr") == [f"核验二维码，核验码{samples.SIGNED.check_code}"]
    (part,) = [one for one in made.part.package.iter_parts() if one.partname.startswith("/word/media")]
    image = Image.open(BytesIO(part.blob)).convert("L")
    quiet = Image.new("L", (image.width + 80, image.height + 80), 255)
    quiet.paste(image, (40, 40))
    (code,) = zxingcpp.read_barcodes(quiet)
    assert code.text == samples.URL
    assert len(opened(write(samples.BLANK)).inline_shapes) == 0


@pytest.mark.req("S6.2")
def test_the_chart_is_a_picture_with_words_beside_it(write: Write) -> None:
    made = opened(write(annexes.GUIDE))
    assert len(made.inline_shapes) == 1
    assert made.inline_shapes[0].height.mm <= 185.1
    listed = [words(one) for one in xpath(made, "//w:body/w:p[w:pPr/w:numPr]")]
    assert "写承诺的，窗口：核验资格（当场）" in listed


@pytest.mark.parametrize(
    "text", ["\x00\x0b甲\ufffe", "<w:p>&amp;]]>", "堃喆㛃𬭎䶮", "买买提·吐尔逊", "{{7*7}}"]
)
def test_whatever_applicants_write_is_text(write: Write, text: str) -> None:
    party = replace(samples.SIGNED.applicant, name=text)
    made = opened(write(replace(samples.SIGNED, applicant=party)))
    shown = text.replace("\x00", "").replace("\x0b", "").replace("\ufffe", "")
    assert shown in words(made.element)


def test_the_large_edition_is_set_in_16_points(bare: Composer) -> None:
    sheet = LAYOUTS["notice_and_pledge"](samples.BLANK.as_json())
    sizes = [
        opened(word.write(sheet, bare.pictures, large=large)).styles["Normal"].font.size.pt
        for large in (False, True)
    ]
    assert sizes == [12, 16]


# ---- what was seen in a word processor, held so that it stays mended


def twips_of(text: str, points: float) -> float:
    """Return how wide a text is at most: Chinese letters are square, digits half as wide."""
    return sum(1.0 if ord(one) > 0x2E7F else 0.55 for one in text) * points * 20


@pytest.mark.req("S10.4")
def test_no_line_that_bears_a_picture_has_an_exact_height(write: Write) -> None:
    made = opened(write(samples.SIGNED))
    bearing = [one for one in made.element.iter(qn("w:p")) if one.findall(f".//{qn('w:drawing')}")]
    assert bearing
    for paragraph in bearing:
        style = made.styles.element.get_by_id(paragraph.style or "Normal")
        rules = [spacing.get(qn("w:lineRule")) for spacing in style.iter(qn("w:spacing"))]
        assert "exact" not in rules, "an exact line shows a strip of the code only"
    assert 'w:styleId="Gap"' in made.styles.element.xml
    gap = made.styles.element.get_by_id("Gap")
    assert [one.get(qn("w:lineRule")) for one in gap.iter(qn("w:spacing"))] == ["exact"], "control"


@pytest.mark.parametrize("large", [False, True])
def test_labels_and_numbers_stand_on_one_line(bare: Composer, large: bool) -> None:
    for paper in (samples.SIGNED, samples.BLANK, annexes.REGISTER):
        sheet = LAYOUTS[paper.form](paper.as_json())
        made = opened(word.write(sheet, bare.pictures, large=large))
        size = word.setting(sheet, large=large).cell
        for table in made.tables:
            first = int(table._tbl.tblGrid.findall(qn("w:gridCol"))[0].get(qn("w:w")))
            labels = [row.cells[0].text for row in table.rows[1:]]
            if table._tbl.tblPr.style == "PledgeCard" or all(one.isdigit() for one in labels):
                assert all(twips_of(one, size) <= first - 216 for one in labels), labels


def test_a_tag_stays_with_what_it_is_over_and_rows_under_one_name_stay_together(write: Write) -> None:
    made = opened(write(samples.SIGNED))
    tags = [one for one in made.paragraphs if one.text.strip().startswith(("要交", "我们来查"))]
    assert tags
    assert all(one.paragraph_format.keep_with_next for one in tags)
    table = opened(write(annexes.REGISTER)).tables[0]
    rows = [one for one in table.rows if not one._tr.xpath("./w:trPr/w:tblHeader")]
    held = [bool(one._tr.xpath(".//w:keepNext")) for one in rows]
    goes_on = [bool(one._tr.xpath("./w:tc/w:tcPr/w:vMerge[@w:val='continue']")) for one in rows]
    assert held == [*goes_on[1:], False]
    assert True in held
    assert False in held[:-1]


def test_a_unit_leaves_room_to_write_and_a_choice_is_never_broken(bare: Composer) -> None:
    sheet = LAYOUTS["notice_and_pledge"](samples.BLANK.as_json())
    made = opened(word.write(sheet, bare.pictures, large=True))
    text = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert "使用面积：\t平方米" in text
    assert "利害关系业主同意证明\n\t☐写承诺，不交证明" in text
    assert "使用面积：86平方米" in "\n".join(
        cell.text
        for table in opened(
            word.write(LAYOUTS["notice_and_pledge"](samples.SIGNED.as_json()), bare.pictures)
        ).tables
        for row in table.rows
        for cell in row.cells
    )
