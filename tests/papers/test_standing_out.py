"""Replaceable certificates on paper: seen in a grey copy, amber nowhere else, however the paper is printed."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image
from tests.papers import annexes, samples
from tests.papers.seeing import Word, contrast, lines, picture, texts

from nuocheng.papers.composing import Composer, pages
from nuocheng.papers.content import Content, Fact, Statement

DPI = 150
DOTS = DPI / 25.4
SIGN_HERE = "申请人（签名或者盖章）"
Spoil = Callable[[str, str], Composer]


def printed(composer: Composer, paper: Content, *, large: bool = False) -> bytes:
    return composer.compose(paper.form, paper.as_json(), large=large)


def labels(pdf: bytes, page: int) -> list[Word]:
    return [line for line in lines(pdf)[page - 1] if re.match("可以承诺代替(证明之|$)", line.text)]


def grey_at(grey: Image.Image, x: float, y: float) -> int:
    tone = grey.getpixel((round(x * DOTS), round(y * DOTS)))
    assert isinstance(tone, int)
    return tone


def outstanding(pdf: bytes, page: int) -> list[tuple[float, float, float]]:
    """Return for each label of a page the contrast of bar to paper, of label to card, and the bar's width in mm."""
    grey = picture(pdf, page, DPI, grey=True).convert("L")
    found = []
    for label in labels(pdf, page):
        middle = (label.top + label.bottom) / 2
        # From the margin to just before the label's own ground, which reaches 2 mm to the left of its words.
        row = [grey_at(grey, x / 10, middle) for x in range(200, round((label.left - 2.9) * 10))]
        bar, ground = min(row), row[-1]
        width = sum(tone < 100 for tone in row) / 10
        found.append((contrast(bar, row[0]), label_contrast(grey, label, ground), width))
    return found


def label_contrast(grey: Image.Image, label: Word, ground: int) -> float:
    """Return the contrast of the solid label to the card around it."""
    inside = grey.crop(
        (
            int(label.left * DOTS),
            int(label.top * DOTS),
            int((label.left + 12) * DOTS),
            int(label.bottom * DOTS),
        )
    )
    darkest = min(tone for tone, count in enumerate(inside.histogram()) if count)
    return contrast(darkest, ground)


@pytest.mark.req("S5.2")
@pytest.mark.parametrize(
    "paper", [samples.SIGNED, samples.BLANK, annexes.GUIDE], ids=["signed", "blank", "guide"]
)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_bar_and_label_keep_three_to_one_in_a_grey_copy(bare: Composer, paper: Content, large: bool) -> None:
    pdf = printed(bare, paper, large=large)
    found = [one for page in range(1, pages(pdf) + 1) for one in outstanding(pdf, page)]
    assert len(found) == 2
    for bar, label, width in found:
        assert bar >= 3
        assert label >= 3
        assert width >= 2, "a thick bar, in millimetres"


def test_a_faint_bar_and_a_faint_label_are_caught(spoilt: Spoil) -> None:
    composer = spoilt(
        "(left: 7pt + ink, rest: 2.2pt + ink)", "(left: 7pt + luma(225), rest: 0.2pt + luma(225))"
    )
    found = outstanding(printed(composer, samples.SIGNED), 1)
    assert all(bar < 3 for bar, _, _ in found)


def test_a_label_without_its_ground_is_caught(spoilt: Spoil) -> None:
    composer = spoilt("box(fill: ink, inset", "box(fill: luma(245), inset")
    assert all(label < 3 for _, label, _ in outstanding(printed(composer, samples.SIGNED), 1))


def amber_rows(image: Image.Image) -> int:
    """Count the dots of the reserved colour."""
    red, green, blue = image.convert("RGB").split()
    near = [
        tone.point(lambda one, want=want: 255 if abs(one - want) < 4 else 0)
        for tone, want in ((red, 0xFF), (green, 0xF6), (blue, 0xDC))
    ]
    both = Image.composite(near[0], Image.new("L", red.size), near[1])
    return Image.composite(both, Image.new("L", red.size), near[2]).histogram()[255]


@pytest.mark.req("S5.2")
def test_amber_is_kept_for_these_cards(bare: Composer) -> None:
    pdf = printed(bare, samples.SIGNED)
    assert amber_rows(picture(pdf, 1, 60)) > 1000
    assert amber_rows(picture(pdf, 2, 60)) == 0
    for paper in (annexes.REGISTER, annexes.RULES, samples.DECISION):
        assert amber_rows(picture(printed(bare, paper), 1, 60)) == 0


# ---- the signature stays with what is signed


def said_where_signed(pdf: bytes, statements: tuple[Statement, ...]) -> bool:
    (page,) = [text for text in texts(pdf) if SIGN_HERE in text]
    return all("".join(one.text.split()) in page for one in statements)


@pytest.mark.req("S7.3")
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("count", range(1, 13))
def test_statements_and_signature_share_a_page_from_1_to_12_certificates_and_long_texts(
    bare: Composer, count: int, large: bool
) -> None:
    long = "这一处的情况写得很长，" * (count * 3)
    paper = samples.with_certificates(count)
    first = replace(paper.certificates[0], facts=(Fact("场所地址", long),), proves=long)
    paper = replace(paper, certificates=(first, *paper.certificates[1:]))
    assert said_where_signed(printed(bare, paper, large=large), samples.STATEMENTS)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_where_statements_fill_more_than_a_page_the_last_one_stays_with_the_signature(
    bare: Composer, large: bool
) -> None:
    for many in (60, 75, 90):
        said = tuple(Statement(f"第{n:03}条，以上所述全部属实。") for n in range(many))
        pdf = printed(bare, replace(samples.SIGNED, statements=said), large=large)
        assert said_where_signed(pdf, said[-1:])
        assert not said_where_signed(pdf, said), "the check sees what is on another page"
