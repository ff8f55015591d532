"""Lists, rules and guides in official layout: heads on every page, rows whole, words complete, archival and accessible."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from tests.papers import annexes
from tests.papers.seeing import lines, texts, tool

from nuocheng.papers.composing import Composer, pages
from nuocheng.papers.content import Content, Head, Step, Tabulation
from nuocheng.papers.layouts.tables import tabulated

PAPERS: dict[str, Content] = {"register": annexes.REGISTER, "rules": annexes.RULES, "guide": annexes.GUIDE}
BOTH = pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])

Spoil = Callable[[str, str], Composer]


def printed(composer: Composer, paper: Content, *, large: bool = False) -> bytes:
    return composer.compose(paper.form, paper.as_json(), large=large)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", PAPERS)
@BOTH
def test_every_annex_is_archival_accessible_and_has_its_fonts_in_it(
    composer: Composer, name: str, large: bool
) -> None:
    pdf = printed(composer, PAPERS[name], large=large)
    rows = tool("pdffonts", pdf=pdf).decode().splitlines()[2:]
    assert {tuple(row.split()[-5:-2]) for row in rows} == {("yes", "yes", "yes")}, rows
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf, "archival PDF forbids a character without a glyph"


@pytest.mark.req("S15.4")
@BOTH
def test_the_heads_of_a_long_table_stand_on_every_page_and_no_row_is_lost(
    bare: Composer, large: bool
) -> None:
    found = texts(printed(bare, annexes.longer(annexes.REGISTER, 60), large=large))
    assert len(found) > 10
    for head in ("序号", "事项名称", "依据名称、文号及条文内容", "开具单位", "乡级及其他"):
        assert all(head in page for page in found)
    whole = "".join(found)
    assert all(squeezed(row[2]) in whole for row in annexes.rows(60))


def test_a_table_that_does_not_repeat_its_heads_is_caught(spoilt: Spoil) -> None:
    composer = spoilt("table.header(..b.head", "table.header(repeat: false, ..b.head")
    found = texts(printed(composer, annexes.longer(annexes.REGISTER, 60)))
    assert not all("开具单位" in page for page in found)


def test_a_row_is_never_broken_over_two_pages(bare: Composer) -> None:
    """Each certificate's name stands on the page of its basis."""
    for page in texts(printed(bare, annexes.longer(annexes.REGISTER, 40))):
        assert page.count("营业场所使用权证明") == page.count("第二十三条")


def test_a_row_longer_than_a_page_is_broken_rather_than_lost(bare: Composer) -> None:
    text = "\n".join(f"第{n:04}句完。" for n in range(200))
    rows = ((text, "乙"),)
    table = Tabulation("长表", (Head("甲栏", names=True), Head("乙栏")), rows)
    whole = "".join(texts(printed(bare, replace(annexes.REGISTER, table=table))))
    assert all(f"第{n:04}句完" in whole for n in range(200))


def test_merged_names_are_said_again_on_later_pages(bare: Composer) -> None:
    pdf = printed(bare, annexes.longer(annexes.REGISTER, 1, each=60))
    found = texts(pdf)
    assert sum("公共场所卫生许可第001项" in page for page in found) > len(found) / 3


@pytest.mark.req("S15.4")
def test_a_register_lies_across_and_rules_stand_upright(bare: Composer) -> None:
    def sizes(paper: Content) -> set[tuple[int, int]]:
        reader = pypdf.PdfReader(BytesIO(printed(bare, paper)))
        return {(round(one.mediabox.width), round(one.mediabox.height)) for one in reader.pages}

    assert sizes(annexes.REGISTER) == {(842, 595)}
    assert sizes(replace(annexes.REGISTER, landscape=False)) == {(595, 842)}
    assert sizes(annexes.RULES) == {(595, 842)}


def test_the_annex_mark_is_at_the_left_over_the_title(bare: Composer) -> None:
    page = lines(printed(bare, annexes.RULES))[0]
    mark = next(line for line in page if line.text == "附件5")
    first, second = (
        next(line for line in page if line.text == part) for part in annexes.RULES.title.split("\n")
    )
    assert mark.left == pytest.approx(28, abs=0.5)
    assert mark.bottom < first.top < second.top
    assert first.bottom - first.top == pytest.approx(22 * 25.4 / 72, rel=0.01)


@pytest.mark.parametrize("name", ["register", "rules"])
def test_pages_are_numbered_between_dashes_on_the_outer_side(bare: Composer, name: str) -> None:
    for number, page in enumerate(lines(printed(bare, PAPERS[name])), start=1):
        mark = next(line for line in page if line.text.replace(" ", "") == f"—{number}—")
        assert (mark.left > 105) is bool(number % 2)


def test_rules_keep_22_lines_a_page_and_two_characters_of_indent(bare: Composer) -> None:
    many = replace(annexes.RULES, tables=(), chapters=annexes.RULES.chapters * 4)
    page = [line for line in lines(printed(bare, many))[1] if not line.text.startswith("—")]
    assert len({round(line.bottom) for line in page}) == 22
    begin = next(line for line in page if line.text.startswith("第一条"))
    assert begin.left == pytest.approx(28 + 2 * 16 * 25.4 / 72, abs=0.6)


def test_a_row_with_too_few_texts_is_refused_by_its_number() -> None:
    broken = replace(annexes.REGISTER.table, rows=(*annexes.rows(1), ("3", "只有两格")))
    content = replace(annexes.REGISTER, table=broken).as_json()["table"]
    assert isinstance(content, dict)
    with pytest.raises(ValueError, match="row 3 has 2 texts for 13 columns"):
        list(tabulated(content))


@pytest.mark.req("S6.2", "S7.1")
@BOTH
def test_a_guide_says_everything_in_the_order_in_which_it_is_needed(bare: Composer, large: bool) -> None:
    text = "".join(texts(printed(bare, annexes.GUIDE, large=large)))
    order = [
        "一、基本信息",
        "二、办理条件",
        "三、这2份证明可以用承诺代替，您写了承诺就不用交",
        "可以承诺代替证明之一：营业场所使用权证明",
        "四、其他材料（4份）",
        "五、设定依据",
        "六、咨询和投诉",
        "七、办理流程",
        "1.申请人：提交申请，或者到窗口递交。网上、窗口都可以。",
        "9.写承诺的，白银区卫生健康局：核查承诺的内容（30个工作日内）",
    ]
    places = [text.index(squeezed(words)) for words in order]
    assert places == sorted(places)


def test_a_chart_too_tall_for_a_page_goes_on_over_the_next_ones(bare: Composer) -> None:
    steps = tuple(Step(f"第{n:02}步要办的事情写得比较长，一行放不下", "窗口", n) for n in range(1, 31))
    pdf = printed(bare, replace(annexes.GUIDE, steps=steps))
    assert pages(pdf) >= 5
    assert out_of_the_page(pdf) == []


def out_of_the_page(pdf: bytes) -> list[str]:
    return [line.text for page in lines(pdf) for line in page if line.bottom > 292 or line.right > 200]
