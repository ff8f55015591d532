"""An office's own template: filled in whole, refused with where and why, and never, ever run."""

import re
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from tests.papers import samples
from tests.papers.offices import (
    a_template,
    added,
    changed,
    in_body,
    in_fallback,
    in_header_only,
    lacking,
    related,
    repacked,
    styled,
    white_by_style,
    with_line,
    without,
)

from nuocheng.papers import rendering
from nuocheng.papers.content import NoticeAndPledge
from nuocheng.papers.template_words import EACH, MANDATORY, MOST_PACKED, ONCE, STATEMENTS, values_of
from nuocheng.papers.templates import TemplateRefused, check_template, fill

SAID = dict(zip(STATEMENTS, (one.text for one in samples.STATEMENTS), strict=False))


def filled(raw: bytes, paper: NoticeAndPledge = samples.SIGNED) -> str:
    values, rows = values_of(paper.as_json(), SAID)
    return text_of(fill(raw, values, rows))


def text_of(raw: bytes) -> str:
    """Return the words of the body, a line break as a new line."""
    made = docx.Document(BytesIO(raw))
    parts = {qn("w:t"): None, qn("w:br"): "\n", qn("w:p"): "\n"}
    return "".join(parts[one.tag] or one.text or "" for one in made.element.iter(*parts))


def whys(raw: bytes) -> str:
    return "；".join(map(str, check_template(raw)))


@pytest.mark.req("S7.1", "S15.4")
def test_a_template_is_filled_in_whole() -> None:
    raw = a_template()
    assert check_template(raw) == ()
    values, rows = values_of(samples.with_certificates(3).as_json(), SAID)
    made = docx.Document(BytesIO(fill(raw, values, rows)))
    text = text_of(fill(raw, values, rows))
    assert "〔" not in text.replace("〔2020〕", "").replace(samples.SIGNED.number, "")
    assert made.sections[0].header.paragraphs[0].text == f"编号：{samples.SIGNED.number}"
    assert f"办理事项：{samples.ITEM.title}（编码{samples.ITEM.code}）" in text
    assert "这3份证明可以用承诺代替" in text
    assert "张建华　2026年11月22日9时12分" in text
    assert all(one in text for one in SAID.values())


@pytest.mark.req("S5.2")
@pytest.mark.parametrize("count", [1, 2, 7])
def test_the_row_of_a_certificate_is_repeated_with_its_label(count: int) -> None:
    values, rows = values_of(samples.with_certificates(count).as_json(), SAID)
    table = docx.Document(BytesIO(fill(a_template(), values, rows))).tables[0]
    assert len(table.rows) == count + 1
    for place, row in enumerate(table.rows[1:], start=1):
        one = samples.with_certificates(count).certificates[place - 1]
        assert row.cells[0].text == f"可以承诺代替{place}{one.name}"
        assert row.cells[1].text == one.proves


def test_rows_that_follow_each_other_are_repeated_together() -> None:
    def more(made: docx.document.Document) -> None:
        made.tables[0].add_row().cells[0].text = "依据：〔设定依据〕"
        made.tables[0].add_row().cells[0].text = "表的最后一行"

    values, rows = values_of(samples.SIGNED.as_json(), SAID)
    table = docx.Document(BytesIO(fill(a_template(more=more), values, rows))).tables[0]
    first = [row.cells[0].text[:6] for row in table.rows]
    assert first == ["证明", "可以承诺代替", "依据：《公共", "可以承诺代替", "依据：《中华", "表的最后一行"]


def test_lines_stay_lines_and_empty_texts_become_lines_to_write_on() -> None:
    text = filled(with_line("其余：〔其他声明〕。地址〔行政机关地址〕"))
    others = [one.text for one in samples.STATEMENTS[4:] if not one.optional]
    assert f"其余：{others[0]}\n" in text
    assert f"\n{others[-1]}。地址{samples.DEPARTMENT.address}" in text
    blank = filled(a_template(), samples.BLANK)
    assert "申请人：＿＿＿＿＿＿　＿＿＿＿＿＿" in blank


def test_the_look_of_the_template_is_kept() -> None:
    def more(made: docx.document.Document) -> None:
        made.add_paragraph().add_run("〔事项名称〕").bold = True

    values, rows = values_of(samples.SIGNED.as_json(), SAID)
    made = docx.Document(BytesIO(fill(a_template(more=more), values, rows)))
    last = made.paragraphs[-1]
    assert [(run.text, run.bold) for run in last.runs] == [(samples.ITEM.title, True)]


def test_the_same_template_and_texts_give_the_same_bytes() -> None:
    raw = a_template()
    values, rows = values_of(samples.SIGNED.as_json(), SAID)
    assert fill(raw, values, rows) == fill(raw, values, rows)
    assert fill(raw, values | {"编号": "别的"}, rows) != fill(raw, values, rows)


def test_every_placeholder_has_a_text_and_no_text_lacks_a_placeholder() -> None:
    values, rows = values_of(samples.SIGNED.as_json(), SAID)
    assert values.keys() == ONCE.keys()
    assert {frozenset(row) for row in rows} == {frozenset(EACH)}
    with pytest.raises(ValueError, match="genuine_intent"):
        values_of(samples.SIGNED.as_json(), {key: SAID[key] for key in list(SAID)[:3]})
    with pytest.raises(ValueError, match="〔编号〕没有内容"):
        fill(a_template(), {key: one for key, one in values.items() if key != "编号"}, rows)
    with pytest.raises(ValueError, match="没有可以用承诺代替的证明"):
        fill(a_template(), values, [])


# ---- nothing is run


def bait(target: Path) -> str:
    """Return words that write a file when any of the usual engines evaluates them."""
    call = f"open('{target}','w').write('x')"
    return f"{{{{ {call} }}}}{{% set x = {call} %}}<%= {call} %>${{{call}}}#{{{call}}}"


def test_text_that_looks_like_a_program_stays_text(tmp_path: Path) -> None:
    target = tmp_path / "ran"
    party = replace(samples.SIGNED.applicant, name=bait(target), address="〔编号〕〔没有这个〕")
    text = filled(
        with_line(bait(target) + "〔申请人〕〔联系地址〕"), replace(samples.SIGNED, applicant=party)
    )
    assert text.count(bait(target)) == 2
    assert "〔编号〕〔没有这个〕" in text, "what is filled in is not looked through again"
    assert not target.exists()


def test_the_bait_would_be_seen_if_anything_ran_it(tmp_path: Path) -> None:
    target = tmp_path / "ran"
    (found,) = re.findall(r"\{\{(.*?)\}\}", bait(target))
    eval(found)
    assert target.exists()


# ---- what is refused, where and why

REFUSED: dict[str, tuple[bytes, str]] = {
    "unknown": (with_line("这里写〔事项名字〕"), "段：不认识〔事项名字〕"),
    "unknown with a guess": (with_line("〔事项名字〕"), "不认识〔事项名字〕，是不是〔事项名称〕？"),
    "unfinished": (with_line("这里写〔事项名称"), "〔和〕没有成对"),
    "outside a row": (with_line("〔证明名称〕"), "段：〔证明名称〕要写在表格里"),
    "no label": (a_template(row=""), "第1张表第2行第1格：〔证明名称〕所在的行要写上“可以承诺代替”"),
    **{f"no {name}": (lacking(name), f"少了〔{name}〕") for name in MANDATORY},
    "only for old programs": (in_fallback("知晓告知声明"), "少了〔知晓告知声明〕"),
    "only in the header": (in_header_only("承担责任声明"), "少了〔承担责任声明〕"),
    "white": (styled("真实意思声明", '<w:color w:val="FFFFFF"/>'), "〔真实意思声明〕的字颜色太浅"),
    "nearly white": (styled("不实责任", '<w:color w:val="EEEEEE"/>'), "〔不实责任〕的字颜色太浅"),
    "tiny": (styled("不实责任", '<w:sz w:val="4"/>'), "〔不实责任〕的字太小"),
    "white by its style": (white_by_style("申请人签名"), "〔申请人签名〕的字颜色太浅"),
    "macro": (added(a_template(), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), "带着宏"),
    "macro type": (
        changed(
            a_template(),
            "[Content_Types].xml",
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "带着宏",
    ),
    "embedded": (added(a_template(), "word/embeddings/oleObject1.bin", b"x"), "有嵌入的对象"),
    "another kind": (added(a_template(), "word/media/image9.emf", b"x"), "不是PNG、JPG图片"),
    "comments": (added(a_template(), "word/comments.xml", b"<a/>"), "有批注"),
    "outside picture": (
        related("image", "http://198.51.100.7/a.png", outside=True),
        "连到了外面（http://198",
    ),
    "outside file": (related("image", "file:///etc/passwd"), "连到了外面"),
    "attached": (related("attachedTemplate", "x.dotm", outside=True), "连到了外面"),
    "alt chunk": (related("aFChunk", "other.html"), "连着不许有的部件（aFChunk）"),
    "object": (in_body("<w:p><w:r><w:object/></w:r></w:p>"), "正文第1段：有嵌入的对象"),
    "chunk": (in_body("<w:altChunk/>"), "引入了另一份文件"),
    "dde": (
        in_body('<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\x cmd "><w:r/></w:fldSimple></w:p>'),
        "正文第1段：有域代码（DDEAUTO）",
    ),
    "field": (
        in_body("<w:p><w:r><w:instrText> INCLUDETEXT http://x </w:instrText></w:r></w:p>"),
        "有域代码（INCLUDETEXT）",
    ),
    "revision": (in_body("<w:p><w:ins><w:r/></w:ins></w:p>"), "有没处理的修订"),
    "hidden": (
        in_body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>"),
        "正文第1段：有隐藏的文字",
    ),
    "bound": (in_body("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr></w:sdt>"), "绑定数据的控件"),
    "doctype": (
        changed(
            a_template(), "word/document.xml", b"<w:document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document"
        ),
        "DOCTYPE",
    ),
    "utf-16": (
        repacked(
            a_template(),
            lambda members: members.update(
                {
                    "word/document.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode(
                        "utf-16"
                    )
                }
            ),
        ),
        "DOCTYPE或者实体",
    ),
    "other main part": (
        changed(a_template(), "_rels/.rels", b"word/document.xml", b"word/settings.xml"),
        "正文不在平常的地方",
    ),
    "broken": (changed(a_template(), "word/document.xml", b"</w:body>", b""), "内容损坏"),
    "no document": (repacked(a_template(), lambda members: members.pop("word/document.xml")), "不是Word文档"),
    "not a file of Word": (b"%PDF-1.7 nothing", "打不开"),
    "cut off": (a_template()[:9000], "打不开"),
    "climbing": (added(a_template(), "../evil.xml", b"<a/>"), "名称不对"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_in_a_template_is_refused_with_where_and_why(name: str) -> None:
    raw, why = REFUSED[name]
    assert why in whys(raw)
    values, rows = values_of(samples.SIGNED.as_json(), SAID)
    with pytest.raises(TemplateRefused, match=re.escape(why)):
        fill(raw, values, rows)


def test_page_numbers_years_and_a_hidden_end_of_paragraph_are_allowed() -> None:
    page = in_body('<w:p><w:fldSimple w:instr=" PAGE "><w:r/></w:fldSimple></w:p>')
    mark = in_body("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>")
    shown = in_body('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>')
    for raw in (page, mark, shown, with_line("政府令〔1999〕3号"), a_template()):
        assert check_template(raw) == ()


def test_words_hidden_by_their_style_are_refused() -> None:
    style = b'<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    there = changed(a_template(), "word/styles.xml", b"</w:styles>", style)
    assert check_template(there) == (), "a style that nobody uses hides nothing"
    line = b'<w:body><w:p><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    assert "有隐藏的文字" in whys(changed(there, "word/document.xml", b"<w:body>", line))


def test_a_bomb_is_refused_in_a_second_and_a_large_file_at_once() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    begun = time.process_time()
    assert "解开以后太大" in whys(packed.getvalue())
    assert "超过2MB" in whys(b"x" * (MOST_PACKED + 1))
    many = repacked(
        a_template(), lambda members: members.update({f"word/a{n}.xml": b"<a/>" for n in range(300)})
    )
    assert "部件太多" in whys(many)
    assert time.process_time() - begun < 1


# ---- through the press, where uploads are read in practice


def test_the_press_checks_and_fills_and_the_web_process_reads_no_upload() -> None:
    values, rows = values_of(samples.SIGNED.as_json(), SAID)
    raw = a_template()
    assert rendering.check_template(raw) == ()
    assert rendering.check_template(with_line("〔没有〕")) == check_template(with_line("〔没有〕")) != ()
    assert rendering.fill_template(raw, values, rows) == fill(raw, values, rows)
    with pytest.raises(rendering.NotPrinted, match="少了〔申请人签名〕"):
        rendering.fill_template(without("〔申请人签名〕"), values, rows)
    assert rendering.check_template(b"x" * (MOST_PACKED + 1))[0].why.startswith("超过2MB")
