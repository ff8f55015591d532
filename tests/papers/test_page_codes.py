"""The code on every page of what comes back signed, and how a scan of it is read."""

from __future__ import annotations

import random
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw
from tests.papers import samples
from tests.papers.seeing import picture, texts

from nuocheng.papers import page_codes, scanning
from nuocheng.papers.composing import Composer, Stamped, pages
from nuocheng.papers.content import Content
from nuocheng.papers.page_codes import Kind, Mark, PageCode, page_code, read

DIGEST = "9f3a2b1c4d5e6f70" * 4
CODE = page_code("2026-01043", Kind.NOTICE, 7, DIGEST)
WHITE = 255


def printed(
    composer: Composer, paper: Content = samples.SERVED, *, copies: int = 1, large: bool = False
) -> bytes:
    return composer.stamped(paper.form, [Stamped(paper.as_json(), CODE)], copies=copies, large=large)


def codes_on(pdf: bytes, page: int, dpi: int = 150) -> list[PageCode]:
    found = zxingcpp.read_barcodes(picture(pdf, page, dpi))
    return [code for one in found if (code := read(one.text))]


def written(scan: Image.Image, kind: str = "JPEG") -> bytes:
    out = BytesIO()
    scan.save(out, kind, quality=70)
    return out.getvalue()


def signed(scan: Image.Image, dpi: int, kinds: str = "S") -> Image.Image:
    """Draw a hand-like line into every place to sign of these kinds."""
    (said,) = [code for one in zxingcpp.read_barcodes(scan) if (code := read(one.text))]
    drawn, scale, dice = scan.copy(), dpi / 25.4, random.Random(4)
    for mark in (one for one in said.marks if one.kind in kinds):
        left, middle = mark.left + mark.width * 0.2, mark.top + mark.height * 0.5
        reach = mark.width * 0.6 / 13
        line = [
            ((left + step * reach) * scale, (middle + dice.uniform(-0.4, 0.4) * mark.height) * scale)
            for step in range(14)
        ]
        ImageDraw.Draw(drawn).line(line, fill=40, width=max(2, round(0.5 * scale)))
    return drawn


def laid(scan: Image.Image, turned: float, *, noisy: bool) -> Image.Image:
    """Lay a page on the scanner: turned, and with the noise of a cheap one."""
    out = scan.rotate(turned, expand=True, fillcolor=WHITE, resample=Image.Resampling.BICUBIC)
    noise = Image.effect_noise(out.size, 25).convert("L")
    return ImageChops.add(out, noise, 1, -128) if noisy else out


def grey(pdf: bytes, page: int, dpi: int) -> Image.Image:
    return picture(pdf, page, dpi, grey=True).convert("L")


def kept_of(found: dict[str, object]) -> Image.Image:
    return Image.open(BytesIO(b64decode(str(found["picture"]))))


def seen(scan: Image.Image) -> dict[str, object]:
    (one,) = scanning.scans(written(scan))
    return one


@pytest.fixture(scope="module")
def notice(bare: Composer) -> bytes:
    return printed(bare)


@pytest.mark.req("S5.3")
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_every_page_bears_its_number_the_edition_and_the_digest(bare: Composer, large: bool) -> None:
    pdf = printed(bare, large=large)
    of = pages(pdf)
    assert of == len(texts(pdf))
    for page in range(1, of + 1):
        (code,) = codes_on(pdf, page)
        assert (code.file, code.page, code.of, code.version) == ("2026-01043", page, of, 7)
        assert code.digest == DIGEST[:16].upper()
    assert {one.kind for page in range(1, of + 1) for one in codes_on(pdf, page)[0].marks} == {"S", "T", "V"}


def test_a_code_changes_nothing_else_on_the_page(bare: Composer) -> None:
    plain = bare.compose(samples.SERVED.form, samples.SERVED.as_json())
    assert texts(printed(bare)) == texts(plain)


@pytest.mark.parametrize(("paper", "of", "sheets"), [(samples.SERVED, 2, 4), (samples.WITHDRAWAL, 1, 3)])
def test_two_copies_count_their_pages_each_and_share_no_sheet(
    bare: Composer, paper: Content, of: int, sheets: int
) -> None:
    pdf = printed(bare, paper, copies=2)
    assert pages(pdf) == sheets
    found = [[one.page for one in codes_on(pdf, page)] for page in range(1, sheets + 1)]
    assert [page for one in found for page in one] == [*range(1, of + 1)] * 2
    second = next(number for number, one in enumerate(found[1:], start=2) if one == [1])
    assert second % 2 == 1, "the second copy begins on a new sheet"
    assert f"第1页，共{of}页" in texts(pdf)[second - 1]


def test_many_numbers_of_one_form_are_printed_each_with_its_own_head_and_codes(bare: Composer) -> None:
    papers = [
        Stamped(
            replace(samples.SERVED, number=f"白区诺〔2026〕0{serial}号").as_json(),
            page_code(f"2026-0{serial}", Kind.NOTICE, 7, DIGEST),
        )
        for serial in (1050, 1051)
    ]
    pdf = bare.stamped(samples.SERVED.form, papers, copies=2)
    assert pages(pdf) == 8
    found = [(codes_on(pdf, page)[0].file, codes_on(pdf, page)[0].page) for page in range(1, 9)]
    assert found == [
        (f"2026-0{serial}", page) for serial in (1050, 1051) for _ in range(2) for page in (1, 2)
    ]
    for (file, _), text in zip(found, texts(pdf), strict=True):
        assert f"白区诺〔2026〕{file[5:]}号" in text


def test_the_same_copies_have_the_same_bytes(bare: Composer) -> None:
    assert printed(bare, copies=2) == printed(bare, copies=2)


@pytest.mark.req("S5.3")
@pytest.mark.parametrize("turned", [0, 3, -3, 180, 177, 90])
@pytest.mark.parametrize(("dpi", "noisy"), [(150, True), (200, False)], ids=["150-noisy", "200-clean"])
def test_a_page_is_read_as_it_lay_and_a_blank_one_told_from_a_signed_one(
    notice: bytes, dpi: int, turned: int, noisy: bool
) -> None:
    page = grey(notice, 2, dpi)
    blank = seen(laid(page, turned, noisy=noisy))
    full = seen(laid(signed(page, dpi), turned, noisy=noisy))
    assert [one["codes"] for one in (blank, full)] == [[str(codes_on(notice, 2)[0])]] * 2
    assert (blank["unsigned"], full["unsigned"]) == (2, 0)
    assert blank["turned"] == round(-turned / 90) % 4 * 90


def test_a_thumb_beside_the_line_does_for_a_signature(notice: bytes) -> None:
    page = grey(notice, 2, 200)
    assert seen(signed(page, 200, "T"))["unsigned"] == 1, (
        "the notice is still unsigned, the pledge has its print"
    )


def test_what_is_kept_of_a_page_upside_down_stands_upright(notice: bytes) -> None:
    page = grey(notice, 1, 150)
    kept = kept_of(seen(page.rotate(180)))
    (code,) = zxingcpp.read_barcodes(kept)
    assert code.position.top_left.x > kept.width / 2
    assert code.position.top_left.y < kept.height / 2


def test_a_scanned_pdf_is_taken_apart_into_its_pages(notice: bytes) -> None:
    first, second = (grey(notice, page, 200) for page in (1, 2))
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=[second.rotate(180)], resolution=200)
    found = scanning.scans(out.getvalue())
    assert [[read(code).page for code in one["codes"]] for one in found] == [[1], [2]]  # type: ignore[union-attr]
    assert [one["turned"] for one in found] == [0, 180]


def test_a_page_without_a_code_has_none_and_is_kept_all_the_same() -> None:
    found = seen(Image.new("L", (1240, 1754), WHITE))
    assert found["codes"] == []
    assert kept_of(found).size == (1240, 1754)


@pytest.mark.parametrize(
    "raw", [b"", b"hello", b"%PDF-1.4 nothing", b"\xff\xd8\xff broken", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(scanning.Unreadable):
        scanning.scans(raw)


def test_a_picture_too_large_to_open_safely_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST_PIXELS", 99)
    with pytest.raises(scanning.Unreadable, match="太大"):
        scanning.scans(written(Image.new("L", (10, 10))))


@pytest.mark.parametrize(
    "text",
    [
        "https://example.gov.cn/v/7K3M-92QX-0104",
        "NC1:2026-01043:N0/2:7:9F3A2B1C4D5E6F70",
        "NC1:2026-01043:N3/2:7:9F3A2B1C4D5E6F70",
        "NC1:2026-01043:X1/2:7:9F3A2B1C4D5E6F70",
        "NC1:2026-01043:N1/2:7:9F3A",
        "NC1:2026-01043:N1/2:7:9F3A2B1C4D5E6F70S1",
        "NC2:2026-01043:N1/2:7:9F3A2B1C4D5E6F70",
    ],
)
def test_a_code_of_somebody_else_says_nothing(text: str) -> None:
    assert read(text) is None


def test_a_code_is_read_as_it_was_written() -> None:
    code = CODE.on(2, 3, (Mark("S", 1, 22, 333, 4), Mark("V", 155, 200, 30, 30)))
    assert read(str(code)) == code
    assert page_codes.HEAD in str(code)
