"""A file is what its bytes say: what is taken comes out anew or untouched, what is not is told what to do."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from nuocheng.holdings import images
from nuocheng.holdings.channels import Inspected, Limits, inspect
from nuocheng.holdings.kinds import Kind, safe_name
from nuocheng.kernel.errors import Malformed

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # fmt: skip
EXIF_TURNED, EXIF_GPS = 0x0112, 0x8825


def page(size: tuple[int, int] = (900, 1200), ground: str = "white") -> Image.Image:
    """Return a picture like a photographed page: lines of print on a ground."""
    made = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(made)
    for y in range(20, size[1] - 20, 24):
        for x in range(20, size[0] - 40, 30):
            pen.rectangle((x, y, x + 14, y + 12), fill="black", outline="white")
    return made


def written(picture: Image.Image, form: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def looked_through(content: bytes, name: str = "证明.jpg", limits: Limits | None = None) -> Inspected:
    return inspect(ContentFile(content, name), limits or Limits())


def refusal(content: bytes, name: str = "证明.pdf", limits: Limits | None = None) -> tuple[str, str]:
    """Return the key and the sentence with which a file is refused."""
    with pytest.raises(Malformed) as no:
        looked_through(content, name, limits)
    objection = no.value.objections[0]
    assert objection.field == "file"
    return objection.rule, objection.text


# Pictures.


def test_a_photograph_is_turned_upright_and_nothing_but_the_picture_survives() -> None:
    exif = Image.Exif()
    exif[EXIF_TURNED] = 6
    exif.get_ifd(EXIF_GPS)[1] = "N"
    sent = written(page((1200, 900)), exif=exif, comment=b"secret comment", icc_profile=b"profile" * 50)
    assert all(word in sent for word in (b"Exif", b"secret comment", b"profile"))
    found = looked_through(sent)
    assert (found.width, found.height, found.media_type) == (900, 1200, "image/jpeg")
    assert not any(word in found.content for word in (b"Exif", b"secret comment", b"profile"))
    with Image.open(io.BytesIO(found.content)) as again:
        assert (again.size, dict(again.getexif())) == ((900, 1200), {})


def test_what_hangs_on_a_picture_does_not_come_along() -> None:
    sent = written(page(), "PNG") + b"PK\x03\x04 <script>alert(1)</script>"
    found = looked_through(sent, "图.png")
    assert found.media_type == "image/png"
    assert b"script" not in found.content
    assert looked_through(written(page()) + packed({"word/a": b"x"})).content.endswith(b"\xff\xd9")


def test_a_large_photograph_becomes_a_sensible_one() -> None:
    found = looked_through(written(page((6000, 3000)), quality=60))
    assert (found.width, found.height) == (4000, 2000)
    small = looked_through(written(page((1000, 700))))
    assert (small.width, small.height) == (1000, 700)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_a_picture_of_any_manner_of_colour_is_taken(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    picture = page((300, 300))
    made = Image.new("I;16", (300, 300), 40000) if mode == "I;16" else picture.convert(mode)
    found = looked_through(written(made, form), "图")
    assert (found.width, found.height) == (300, 300)


def test_a_dark_or_blurred_photograph_is_taken_with_a_warning() -> None:
    assert "有点暗" in looked_through(written(page(ground="#101010"))).warning
    blurred = page((1400, 1800)).resize((45, 60)).resize((1400, 1800), Image.Resampling.BICUBIC)
    assert "有点糊" in looked_through(written(blurred)).warning
    assert looked_through(written(page())).warning == ""


def test_a_photograph_that_breaks_off_is_refused() -> None:
    sent = written(page())
    assert refusal(sent[: len(sent) // 2]) == (
        "file.type",
        "这张图片打不开，可能没有传完。请重新选，或重拍一张",
    )
    assert refusal(sent[:40])[0] == "file.type"


def test_a_bomb_is_refused_by_its_head_alone() -> None:
    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    body = zlib.compress(b"\0" * 5000)
    data = struct.pack(">I", len(body)) + b"IDAT" + body + struct.pack(">I", zlib.crc32(b"IDAT" + body))
    key, text = refusal(b"\x89PNG\r\n\x1a\n" + chunk + data)
    assert key == "file.big"
    assert "万像素" in text


def test_a_picture_of_one_dot_is_refused() -> None:
    assert refusal(written(Image.new("RGB", (1, 1)), "PNG")) == (
        "file.type", "图片只有1×1，太小，看不清内容；请换一张清楚的，或重拍",
    )  # fmt: skip


def test_a_preview_is_small_and_drawn_anew() -> None:
    small = images.preview(looked_through(written(page())).content)
    assert len(small) < 60_000
    with Image.open(io.BytesIO(small)) as shown:
        assert (shown.format, max(shown.size)) == ("JPEG", 360)


# Size and kind.


def test_an_empty_file_and_one_byte_too_many_are_refused() -> None:
    assert refusal(b"") == ("file.empty", "文件是空的，请重新选")
    most = 20 * 1024 * 1024
    full = PDF[:-6] + b" " * (most - len(PDF)) + b"%%EOF\n"
    assert looked_through(full).media_type == "application/pdf"
    assert refusal(full + b"\n") == ("file.big", "文件有21MB，超过20MB；请分成几个文件上传")


def test_what_something_is_called_does_not_matter() -> None:
    docx = packed({"[Content_Types].xml": b"x", "word/document.xml": b"x"})
    assert "Word文件" in refusal(docx, "证明.pdf")[1]
    assert looked_through(written(page()), "证明.pdf").filename == "证明.jpg"
    assert looked_through(PDF, "证明.jpg").filename == "证明.pdf"
    for other in (b"GIF89a" + b"x" * 99, b"MZ" + b"x" * 99, b"<html>", b"\xd0\xcf\x11\xe0" + b"x" * 99):
        assert refusal(other, "证明.jpg")[0] == "file.type"


def test_a_photograph_of_an_iphone_is_told_how_to_come_back() -> None:
    key, text = refusal(b"\0\0\0\x18ftypheic" + b"\0" * 99, "IMG_1.HEIC")
    assert key == "file.type"
    assert "兼容性最佳" in text


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\fakepath\\健康证.pdf", "健康证.pdf"),
        ("证明\u202efdp.exe", "证明fdp.pdf"),
        ("长" * 300 + ".pdf", "长" * 80 + ".pdf"),
        ("\x00.pdf", "pdf.pdf"),
        ("", "未命名.pdf"),
        (".htaccess", "htaccess.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a bSet-Cookie x.pdf"),
        ("证明.pdf.exe", "证明.pdf.pdf"),
    ],
)
def test_a_name_is_kept_without_its_tricks(name: str, kept: str) -> None:
    assert safe_name(name, Kind.PDF) == kept


@given(st.text(max_size=400))
def test_every_name_becomes_one_that_can_be_kept_and_sent(name: str) -> None:
    kept = safe_name(name, Kind.PDF)
    assert 5 <= len(kept) <= 84
    assert kept.endswith(".pdf")
    assert kept.isprintable()
    assert not set(kept) & set('/\\:*?"<>|\r\n')
    assert safe_name(kept, Kind.PDF) == kept


# PDF.


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        (b"<</S/JavaScript/JS(app.alert(1))>>", "自己运行"),
        (b"<</S/Java#53cript/JS(app.alert(1))>>", "自己运行"),
        (b"<</S/Launch/F(cmd.exe)>>", "自己运行"),
        (b"<</Names<</EmbeddedFiles 9 0 R>>>>", "夹带"),
        (b"<</Encrypt 9 0 R>>", "密码"),
    ],
)
def test_a_pdf_that_acts_hides_or_locks_is_refused(inside: bytes, word: str) -> None:
    plain = PDF.replace(b"trailer", b"4 0 obj" + inside + b"endobj\ntrailer")
    assert word in refusal(plain)[1]
    stream = zlib.compress(b"4 0 " + inside)
    hidden = b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
    assert word in refusal(PDF.replace(b"trailer", hidden % (len(stream), stream) + b"trailer"))[1]


def test_a_pdf_packed_in_an_odd_way_or_without_end_is_refused() -> None:
    odd = b"5 0 obj<</Type/ObjStm/Filter[/ASCII85Decode/FlateDecode]/Length 9>>stream\nxxxxxxxxx\nendstream endobj\n"
    assert "结构" in refusal(PDF.replace(b"trailer", odd + b"trailer"))[1]
    bomb = zlib.compress(b"\0" * (65 * 1024 * 1024), 9)
    large = b"5 0 obj<</Type/ObjStm/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(bomb),
        bomb,
    )
    assert "结构" in refusal(PDF.replace(b"trailer", large + b"trailer"))[1]
    assert "不完整" in refusal(PDF[:-6])[1]


def test_a_pdf_with_something_behind_it_is_refused() -> None:
    assert "后面还接着" in refusal(PDF + packed({"a.html": b"<script>" * 50}))[1]
    assert "后面还接着" in refusal(PDF + b"<script>" * 2000)[1]


def test_words_within_a_packed_page_do_no_harm() -> None:
    text = zlib.compress(b"(about /Launch and /JavaScript) Tj")
    stream = b"5 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (len(text), text)
    found = looked_through(PDF.replace(b"trailer", stream + b"trailer"))
    assert (found.pages, found.content.count(b"endstream")) == (1, 1)


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    many = PDF.replace(b"trailer", b"<</Type/Page>>\n" * 200 + b"trailer")
    assert refusal(many) == ("file.big", "这个PDF有201页，超过200页；请分成几个文件上传")


# OFD and other zips.

OFD = {"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<ofd:Document/>"}


def test_an_ofd_is_taken_and_other_zips_are_not() -> None:
    assert looked_through(packed(OFD), "执照.ofd").media_type == "application/ofd"
    assert "压缩包" in refusal(packed({"a.txt": b"x"}))[1]
    assert "没有传完" in refusal(packed(OFD)[:60])[1]


@pytest.mark.parametrize(
    "members",
    [
        {"Doc_0/bomb": b"\0" * (40 * 1024 * 1024)},
        {f"Doc_0/{place}": b"" for place in range(1001)},
        {"../../etc/cron": b"x"},
        {"/etc/cron": b"x"},
    ],
    ids=["bomb", "many", "climbing", "absolute"],
)
def test_an_ofd_that_is_a_trap_is_refused(members: dict[str, bytes]) -> None:
    assert "结构不对" in refusal(packed(OFD | members))[1]
