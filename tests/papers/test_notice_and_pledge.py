"""The notice-and-pledge letter as a person holds it: complete, on one sheet, its signature never alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from tests.papers import samples
from tests.papers.seeing import Word, frames, lines, picture, texts

from nuocheng.papers.composing import Composer, pages
from nuocheng.papers.content import CANCELLED, HAND_IN, Agent, Material, NoticeAndPledge, Statement
from nuocheng.papers.layouts.notice_and_pledge import grouped

FILLS = {"signed": samples.SIGNED, "served": samples.SERVED, "blank": samples.BLANK}
SIGN_HERE = "申请人（签名或者盖章）"

Spoil = Callable[[str, str], Composer]


def printed(composer: Composer, paper: NoticeAndPledge, *, large: bool = False) -> bytes:
    return composer.compose(paper.form, paper.as_json(), large=large)


def signed_where_it_is_said(pdf: bytes) -> bool:
    """Tell whether all statements and the signature boxes share one page."""
    (page,) = [text for text in texts(pdf) if SIGN_HERE in text]
    return all("".join(one.text.split()) in page for one in samples.STATEMENTS)


@pytest.mark.req("S5.1", "S6.3", "S7.3", "S15.4")
@pytest.mark.parametrize("fill", FILLS)
def test_a_normal_letter_fits_one_sheet_of_two_pages(composer: Composer, fill: str) -> None:
    assert pages(printed(composer, FILLS[fill])) == 2


def test_the_page_count_is_the_one_a_reader_sees(bare: Composer) -> None:
    pdf = printed(bare, samples.with_certificates(6))
    assert pages(pdf) == len(texts(pdf)) > 2


def test_only_a_letter_that_would_spill_onto_a_second_sheet_is_set_closer(bare: Composer) -> None:
    heights = {}
    for count in (1, 3):
        paper = samples.with_certificates(count, samples.SERVED)
        found = [
            line for page in lines(printed(bare, paper)) for line in page if "已经知晓行政机关" in line.text
        ]
        heights[count] = found[0].bottom - found[0].top
    assert heights[3] < heights[1] * 0.99


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("fill", FILLS)
def test_the_signature_stands_on_the_page_of_all_statements(
    bare: Composer, fill: str, count: int, large: bool
) -> None:
    paper = samples.with_certificates(count, FILLS[fill])
    assert signed_where_it_is_said(printed(bare, paper, large=large))


def test_a_form_that_lets_the_block_break_is_caught(spoilt: Spoil) -> None:
    composer = spoilt("breakable: false, above: above", "breakable: true, above: above")
    papers = [samples.with_certificates(count, paper) for count in range(1, 7) for paper in FILLS.values()]
    assert not all(signed_where_it_is_said(printed(composer, paper, large=True)) for paper in papers)


def test_statements_longer_than_a_page_are_broken_rather_than_lost(bare: Composer) -> None:
    many = tuple(Statement(f"第{n:03}条，以上所述全部属实。") for n in range(90))
    text = "".join(texts(printed(bare, replace(samples.SIGNED, statements=many))))
    assert all(one.text in text for one in many)


@pytest.mark.req("S4", "S5.2")
@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_each_replaceable_certificate_stands_in_a_thick_frame_even_in_grey(
    bare: Composer, count: int
) -> None:
    pdf = printed(bare, samples.with_certificates(count))
    seen = [frames(picture(pdf, page, 150, grey=True), 150) for page in range(1, pages(pdf) + 1)]
    assert sum(seen) == count


def test_a_thin_frame_is_not_taken_for_a_thick_one(spoilt: Spoil) -> None:
    pdf = printed(spoilt("rest: 2.2pt + ink", "rest: 0.7pt + ink"), samples.SIGNED)
    assert frames(picture(pdf, 1, 150, grey=True), 150) == 0


@pytest.mark.req("S5.2")
def test_the_label_is_white_on_black_and_read_as_text(bare: Composer) -> None:
    pdf = printed(bare, samples.SIGNED)
    labels = [line for line in lines(pdf)[0] if "可以承诺代替" in line.text]
    assert len(labels) == 2
    grey = picture(pdf, 1, 150, grey=True)
    assert all(_darkness(grey, label) > 0.5 for label in labels)
    (plain,) = [line for line in lines(pdf)[0] if line.text == "要交（2份）"]
    assert _darkness(grey, plain) < 0.4


def _darkness(grey: Image.Image, word: Word) -> float:
    dots = 150 / 25.4
    left = grey.crop(
        (int(word.left * dots), int(word.top * dots), int((word.left + 12) * dots), int(word.bottom * dots))
    )
    return sum(left.histogram()[:100]) / (left.width * left.height)


@pytest.mark.req("S5.2")
@pytest.mark.parametrize("count", [1, 3])
def test_the_heading_says_how_many_and_they_come_before_other_materials(bare: Composer, count: int) -> None:
    text = "".join(texts(printed(bare, samples.with_certificates(count))))
    assert f"这{count}份证明可以用承诺代替，您写了承诺就不用交" in text
    assert text.rindex("可以承诺代替") < text.index("其他材料（4份）")


@pytest.mark.req("S5.1", "S5.3", "S7.1")
def test_the_notice_tells_all_that_the_law_wants_told(bare: Composer) -> None:
    text = "".join(texts(printed(bare, samples.SIGNED)))
    told = [samples.ITEM.title, samples.ITEM.code, "第6版", samples.DEPARTMENT.name, samples.DEPARTMENT.phone]
    for one in samples.SIGNED.certificates:
        told += [one.name, one.proves, one.standard, one.issuer, one.basis, one.verification]
    told += [getattr(samples.TERMS, slot) for slot in samples.TERMS.__slots__]
    told += [one.name for one in samples.MATERIALS]
    told += ["以上告知内容，我已看完并看懂。", "张建华2026年11月22日9时05分网上确认"]
    assert [words for words in told if "".join(words.split()) not in text] == []


def test_a_term_without_words_takes_its_heading_along(bare: Composer) -> None:
    without = replace(samples.SIGNED, terms=replace(samples.TERMS, publication=""))
    assert "公开的范围" in "".join(texts(printed(bare, samples.SIGNED)))
    assert "公开的范围" not in "".join(texts(printed(bare, without)))


@pytest.mark.req("S7.2")
def test_choices_and_pledged_facts_are_printed_as_made(bare: Composer) -> None:
    text = "".join(texts(printed(bare, samples.with_certificates(3))))
    assert "使用面积：86平方米" in text
    assert text.count("□√写承诺，不交证明□交证明") == 2
    assert text.count("□写承诺，不交证明□√交证明") == 1
    assert "□同意□√不同意" in text
    assert "从业人员：4" not in text, "facts of a certificate that is handed in are not pledged"


def test_nothing_is_ticked_beforehand(bare: Composer) -> None:
    for paper in (samples.SERVED, samples.BLANK):
        assert "√" not in "".join(texts(printed(bare, paper)))


def test_a_blank_form_has_no_number_no_name_and_no_code(bare: Composer) -> None:
    pdf = printed(bare, samples.BLANK)
    text = "".join(texts(pdf))
    assert "张建华" not in text
    assert "01043" not in text
    assert [zxingcpp.read_barcodes(picture(pdf, page, 150)) for page in (1, 2)] == [[], []]


def test_those_who_cannot_write_find_room_for_scribe_and_witness_on_paper_only(bare: Composer) -> None:
    assert "代书人" in "".join(texts(printed(bare, samples.SERVED)))
    assert "代书人" not in "".join(texts(printed(bare, samples.SIGNED)))


def test_an_agent_is_named_with_the_authority(bare: Composer) -> None:
    agent = Agent("李桂兰", "620402********0025", "法定监护人")
    paper = replace(samples.SIGNED, applicant=replace(samples.SIGNED.applicant, agent=agent))
    assert "代理人李桂兰，证件号码620402********0025，法定监护人" in "".join(texts(printed(bare, paper)))


@pytest.mark.req("S10.4")
def test_the_code_is_30_mm_wide_and_can_be_read_at_150_dpi(composer: Composer) -> None:
    pdf = printed(composer, samples.SIGNED)
    (code,) = zxingcpp.read_barcodes(picture(pdf, 2, 150))
    assert code.text == samples.URL
    width = (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4
    assert width == pytest.approx(30, abs=0.6)
    assert not zxingcpp.read_barcodes(picture(pdf, 1, 150)), (
        "page 1 carries no code, so the reader does not invent one"
    )


def test_every_page_names_the_paper_and_its_place_in_it(bare: Composer) -> None:
    for number, page in enumerate(texts(printed(bare, samples.SIGNED)), start=1):
        assert samples.SIGNED.number in page
        assert f"核验码：{samples.SIGNED.check_code}" in page
        assert f"第{number}页，共2页" in page


@pytest.mark.parametrize("fill", FILLS)
def test_the_large_print_edition_is_set_in_16_points(bare: Composer, fill: str) -> None:
    words = "已经知晓行政机关告知的全部内容。"
    usual, large = (
        next(
            line
            for page in lines(printed(bare, samples.with_certificates(1, FILLS[fill]), large=large))
            for line in page
            if words in line.text
        )
        for large in (False, True)
    )
    assert (large.bottom - large.top) / (usual.bottom - usual.top) == pytest.approx(16 / 12, rel=0.01)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_nothing_runs_over_the_margin_however_long_names_are(bare: Composer, large: bool) -> None:
    long = replace(
        samples.SIGNED,
        applicant=replace(
            samples.SIGNED.applicant,
            name="白银市白银区某某某餐饮娱乐文化传播服务有限责任公司人民路第二分公司",
            number_label="统一社会信用代码",
            number="91620402MA0000000X",
            phone="a.very.long.mail.address.of.somebody@example.gov.cn",
            address="X" * 120,
        ),
    )
    assert out_of_bounds(printed(bare, long, large=large)) == []


def test_the_margin_check_sees_a_line_that_runs_over(spoilt: Spoil) -> None:
    composer = spoilt("  show: breakable-runs\n", "")
    paper = replace(samples.SIGNED, applicant=replace(samples.SIGNED.applicant, address="X" * 120))
    assert out_of_bounds(printed(composer, paper)) != []


def out_of_bounds(pdf: bytes) -> list[str]:
    found = [line for page in lines(pdf) for line in page]
    return [line.text for line in found if line.ink[0] < 24.8 or line.ink[1] > 188.2 or line.bottom > 290]


@pytest.mark.req("S15.4")
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_the_title_is_set_in_the_size_that_is_named(bare: Composer, large: bool) -> None:
    title = next(
        line
        for line in lines(printed(bare, samples.SIGNED, large=large))[0]
        if line.text == "证明事项告知承诺书"
    )
    points = 28 if large else 22
    assert (title.bottom - title.top) * 72 / 25.4 == pytest.approx(points, rel=0.01)


def test_what_was_cancelled_is_said_to_be_cancelled_and_stands_last() -> None:
    materials = [Material("户籍证明", CANCELLED, "户口簿能够说明"), Material("申请表", HAND_IN)]
    groups = grouped([{"name": one.name, "tag": one.tag, "note": one.note} for one in materials])
    assert [(one.tag, one.items) for one in groups] == [
        ("要交（1份）", ("申请表",)),
        ("已取消，不用交（1份）", ("户籍证明（户口簿能够说明）",)),
    ]
