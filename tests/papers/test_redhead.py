"""Decisions and notices of intended measures after GB/T 9704: red head, text area, page numbers, no seal."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
import zxingcpp
from PIL import Image
from tests.house.quoting import letters
from tests.papers import samples
from tests.papers.seeing import Word, lines, picture, texts, tool

from nuocheng.papers.composing import Composer, pages
from nuocheng.papers.content import Chapter, Communication, Decision, IntendedMeasures
from nuocheng.papers.rendering import preview

PAPERS = {
    "decision": samples.DECISION,
    "intended": samples.INTENDED,
    "communication": samples.COMMUNICATION,
}
SHOWN = {one: PAPERS[one] for one in ("decision", "communication")}
DPI = 200
DOTS = DPI / 25.4


def printed(
    composer: Composer, paper: Decision | IntendedMeasures | Communication, *, large: bool = False
) -> bytes:
    return composer.compose(paper.form, paper.as_json(), large=large)


def red_rows(image: Image.Image) -> list[tuple[int, int, int]]:
    """Return for each row with red ink its number and the first and last red column."""
    red, green, _ = image.convert("RGB").split()
    mask = Image.composite(
        red.point(lambda tone: 255 if tone > 150 else 0),
        Image.new("L", red.size),
        green.point(lambda tone: 255 if tone < 90 else 0),
    )
    rows = []
    for y in range(mask.height):
        box = mask.crop((0, y, mask.width, y + 1)).getbbox()
        if box is not None:
            rows.append((y, box[0], box[2]))
    return rows


def line_with(page: list[Word], words: str) -> Word:
    return next(line for line in page if words in line.text)


@pytest.mark.parametrize("name", PAPERS)
def test_text_keeps_to_the_text_area_of_the_standard(composer: Composer, name: str) -> None:
    for page in lines(printed(composer, PAPERS[name])):
        body = [line for line in page if not line.text.startswith("—")]
        assert min(line.ink[0] for line in body) >= 28 - 0.2
        assert max(line.ink[1] for line in body) <= 210 - 26 + 0.2
        assert min(line.top for line in body) >= 37 - 1.5
        assert max(line.bottom for line in body) <= 297 - 35 + 1.5


def test_22_lines_of_28_characters_fill_a_page(bare: Composer) -> None:
    paper = replace(samples.DECISION, facts=("银" * 28 * 60,))
    second = lines(printed(bare, paper))[1]
    body = [line for line in second if set(line.text) == {"银"}]
    assert len(body) == 22
    assert {len(line.text) for line in body} == {28}


def test_the_red_head_stands_35_mm_down_and_the_rule_4_mm_under_the_number(bare: Composer) -> None:
    pdf = printed(bare, samples.DECISION)
    rows = red_rows(picture(pdf, 1, DPI))
    assert rows[0][0] / DOTS == pytest.approx(37 + 35, abs=1.5)
    rule = [row for row in rows if (row[2] - row[1]) / DOTS > 155]
    assert (rule[0][2] - rule[0][1]) / DOTS == pytest.approx(156, abs=0.5)
    number = line_with(lines(pdf)[0], samples.DECISION.number)
    # The box of a line reaches a little below its ink: 16 points of type stand on a line of 16 points.
    ink = ink_bottom(picture(pdf, 1, DPI), number, rule[0][0])
    assert (rule[0][0] - ink) / DOTS == pytest.approx(4, abs=0.7)


def ink_bottom(image: Image.Image, number: Word, limit: int) -> int:
    grey = image.convert("L").crop(
        (int(number.left * DOTS), int(number.top * DOTS), int(number.right * DOTS), limit - 3)
    )
    box = grey.point(lambda tone: 255 if tone < 128 else 0).getbbox()
    assert box is not None
    return int(number.top * DOTS) + box[3]


@pytest.mark.parametrize(
    "body",
    [
        "白银区司法局",
        "白银区卫生健康局",
        "甘肃省白银市白银区住房和城乡建设局（白银区人民防空办公室）行政审批服务股",
    ],
)
def test_the_name_of_the_authority_fits_one_line(bare: Composer, body: str) -> None:
    pdf = printed(bare, replace(samples.DECISION, body=body))
    heads = [line for line in lines(pdf)[0] if line.top < 92 and line.text in body]
    assert [line.text for line in heads] == [body]
    rows = [row for row in red_rows(picture(pdf, 1, DPI)) if (row[2] - row[1]) / DOTS < 155]
    assert max(right for _, _, right in rows) / DOTS <= 184
    assert min(left for _, left, _ in rows) / DOTS >= 28


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_no_seal_is_ever_drawn(bare: Composer, name: str, large: bool) -> None:
    pdf = printed(bare, PAPERS[name], large=large)
    assert tool("pdfimages", "-list", pdf=pdf).decode().count("\n") == 2, (
        "pdfimages prints two lines of heading only"
    )
    for page in range(2, pages(pdf) + 1):
        assert red_rows(picture(pdf, page, 100)) == []
    assert red_rows(picture(pdf, 1, 100))[-1][0] / (100 / 25.4) < 125


@pytest.mark.parametrize("name", PAPERS)
def test_page_numbers_stand_on_the_outer_side_between_dashes(bare: Composer, name: str) -> None:
    for number, page in enumerate(lines(printed(bare, PAPERS[name])), start=1):
        (mark,) = [line for line in page if line.text == f"—{number}—"]
        assert mark.top > 297 - 35
        assert (mark.left > 150) is (number % 2 == 1)


def longer(name: str, more: int) -> Decision | IntendedMeasures | Communication:
    """Return a paper that says so many lines more."""
    lines = tuple(f"查明的事实第{n}项，有现场笔录和照片为证。" for n in range(more))
    paper = PAPERS[name]
    if isinstance(paper, Communication):
        return replace(paper, sections=(Chapter("要补的内容", lines or ("",)), *paper.sections[1:]))
    return replace(paper, facts=lines)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("more", range(12))
def test_the_signature_is_never_alone_on_a_page(bare: Composer, name: str, large: bool, more: int) -> None:
    paper = longer(name, more)
    assert signed_under_text(printed(bare, paper, large=large), paper)


def signed_under_text(pdf: bytes, paper: Decision | IntendedMeasures | Communication) -> bool:
    """Tell whether the page that bears name and date also bears the whole last paragraph."""
    date = f"{paper.dated.year}年{paper.dated.month}月{paper.dated.day}日"
    last = last_words(paper)
    return any(f"{paper.body}{date}" in page and last in page for page in texts(pdf))


def last_words(paper: Decision | IntendedMeasures | Communication) -> str:
    """Return the paragraph over the signature."""
    if isinstance(paper, Communication):
        return paper.sections[-1].articles[-1]
    return paper.remedy if isinstance(paper, Decision) else paper.silence


def test_a_form_that_lets_the_signature_go_is_caught(spoilt: Callable[[str, str], Composer]) -> None:
    composer = spoilt("breakable: tall", "breakable: true")
    papers = [
        replace(samples.DECISION, facts=tuple(f"事实第{n}项。" for n in range(more))) for more in range(24)
    ]
    assert not all(signed_under_text(printed(composer, paper), paper) for paper in papers)


def test_the_date_leaves_four_characters_free_and_the_name_is_centred_over_it(bare: Composer) -> None:
    page = lines(printed(bare, samples.DECISION))[-1]
    date = line_with(page, "2026年11月23日")
    body = next(line for line in page if line.text == samples.DECISION.body and line.top > 37)
    assert (date.left + date.right) / 2 == pytest.approx((body.left + body.right) / 2, abs=0.3)
    assert 184 - date.right == pytest.approx(4 * 16 * 25.4 / 72, abs=2.5)
    assert body.bottom < date.bottom


@pytest.mark.req("S2.2", "S10.3")
def test_a_decision_says_facts_reasons_basis_outcome_and_remedy_in_this_order(bare: Composer) -> None:
    text = "".join(texts(printed(bare, samples.DECISION)))
    order = [
        "（以告知承诺方式办理）",
        "张建华：",
        "一、查明的事实",
        "二、理由",
        "三、依据",
        "四、决定（准予）",
        "六、不服本决定怎么办",
        "行政复议",
        "白银区卫生健康局2026年11月23日",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    ordinary = "".join(texts(printed(bare, replace(samples.DECISION, by_pledge=False))))
    assert "以告知承诺方式办理" not in ordinary


@pytest.mark.req("S10.2")
def test_intended_measures_tell_every_right_and_the_last_day(bare: Composer) -> None:
    paper = samples.INTENDED
    text = "".join(texts(printed(bare, paper)))
    for words in (
        *paper.facts,
        *paper.reasons,
        *paper.basis,
        *paper.measures,
        paper.rights,
        paper.hearing,
        paper.deadline,
        paper.where,
        paper.silence,
        paper.no_aggravation,
    ):
        assert words in text.replace("\u200b", "")


@pytest.mark.parametrize("name", PAPERS)
def test_the_code_can_be_read_at_150_dpi(bare: Composer, name: str) -> None:
    pdf = printed(bare, PAPERS[name])
    (code,) = zxingcpp.read_barcodes(picture(pdf, pages(pdf), 150))
    assert code.text == PAPERS[name].verify_url
    assert (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4 == pytest.approx(30, abs=0.6)


@pytest.mark.parametrize("name", SHOWN)
def test_the_screen_says_what_the_printed_page_says_in_the_same_order(composer: Composer, name: str) -> None:
    paper = SHOWN[name]
    on_paper = letters("".join(texts(printed(composer, paper))))
    html = preview(paper.form, paper.as_json(), key="shown")
    said = [
        letters(unescape(re.sub("<[^>]+>", "", line))) for line in re.findall(r"<(?:h\d|p)[ >].*?</", html)
    ]
    places = [
        on_paper.find(one) for one in said[3:-2] if one
    ]  # what stands above and below is set in other places
    assert len(places) > 6
    assert -1 not in places
    assert places == sorted(places)
    assert "没有话说的一节" not in html
    assert letters("不是这份文书里的话") not in on_paper  # the control: not everything is found
