"""One layout, three writers: every kind of block is written on screen, in PDF and in Word, with the same words in order."""

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import pytest
from tests.papers import annexes, samples
from tests.papers.seeing import texts

from nuocheng.papers import blocks as b
from nuocheng.papers import screen, word
from nuocheng.papers.composing import Composer
from nuocheng.papers.content import Content
from nuocheng.papers.flowchart import FlowStep, figure
from nuocheng.papers.layouts import LAYOUTS

TICKS = (b.Tick("写承诺", True), b.Tick("交证明", False))
EVERY = b.Sheet(
    title="样张",
    dated="2026-11-23",
    head=("目录版本一", ("编号：", b.WriteOn(9))),
    foot=("核验码二", "事项码三"),
    blocks=(
        b.AnnexMark("附件甲"),
        b.Title("题目乙", "副题丙"),
        b.Heading("标题丁", 1),
        b.Heading("标题戊", 2),
        b.Heading("标题己", 3),
        b.Para(("正文庚，", b.Bold("要紧的辛"), b.Link("https://example.gov.cn/v/1"))),
        b.Para("小字壬", "fine"),
        b.Para("靠右癸", "right"),
        b.Para("表上子", "table"),
        b.Note("说明丑"),
        b.List(("第一寅", "第二卯")),
        b.List(("圆点辰",), ordered=False),
        b.Fields((b.Field("名称巳", "内容午"), b.Field("空着未"), b.Field("整行申", "整行酉", wide=True))),
        b.Card("可以承诺代替", "证明戌", (("要证明什么", "证明亥"),)),
        b.Groups((b.Group("要交子丑", ("材料寅卯",)), b.Group("我们查辰巳", ("材料午未",)))),
        b.Box("框甲乙", TICKS, (b.Stated("事实丙", "值丁", "元"), b.Stated("事实戊", "", "平方米"))),
        b.Box("框己庚", TICKS, says="交证明辛壬。"),
        b.Confirmed("看懂癸子", ("签名：", b.WriteOn(6))),
        b.Table(
            "表名甲子",
            (b.Column(1, "center", heads=True), b.Column(2), b.Column(1, "right")),
            ((b.Cell("栏乙", 1, 2), b.Cell("栏丙丁", 2)), (b.Cell("栏戊己"), b.Cell("栏庚辛"))),
            ((b.Cell("行壬", 1, 2), b.Cell("格癸"), b.Cell("1")), (b.Cell("格子丑"), b.Cell("2"))),
            captioned=True,
        ),
        b.PageBreak(),
        figure((FlowStep("交申请", "申请人"), FlowStep("作决定", "窗口", 3)), "流程图寅"),
        b.Keep(
            (
                b.Statements("我承诺：", ("第一条卯", "第二条辰"), (b.Offer("可选巳", TICKS),)),
                b.SignatureBox(
                    (b.Sign("申请人午", "张建华", ("网上签名",)), b.Sign("机关未", dated=True)),
                    b.Code("https://example.gov.cn/v/2", "7K3M"),
                    "最后申",
                ),
            )
        ),
    ),
)
#: What the running lines say: on screen it comes first, in Word it stands in parts of its own.
RUNNING = ("目录版本一", "核验码二", "事项码三", "编号：")


def on_screen(sheet: b.Sheet) -> str:
    drawn = re.sub(r"<svg.*?</svg>", "", screen.write(sheet))
    return unescape(re.sub(r"<[^>]+>", "", drawn))


def in_word(sheet: b.Sheet, composer: Composer) -> str:
    with ZipFile(BytesIO(word.write(sheet, composer.pictures))) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def in_pdf(sheet: b.Sheet, composer: Composer) -> str:
    return "".join(texts(composer.set_sheet(sheet)))


def kinds(blocks: tuple[b.Block, ...]) -> set[type]:
    return {type(one) for one in b.walk(blocks)}


def test_the_specimen_has_every_kind_of_block() -> None:
    assert kinds(EVERY.blocks) == set(get_args(b.Block))
    assert kinds(EVERY.blocks[1:]) != set(get_args(b.Block)), "a kind left out would be seen"


def said(value: object) -> list[str]:
    """Return the Chinese words of a sheet in their order."""
    if isinstance(value, str):
        return [value] if re.search("[\u4e00-\u9fff]", value) else []
    if isinstance(value, dict):
        inner = [said(one) for key, one in value.items() if key != "svg"]
    else:
        inner = [said(one) for one in value] if isinstance(value, list) else []
    return [one for part in inner for one in part]


def test_screen_pdf_and_word_say_the_same_words_in_the_same_order(bare: Composer) -> None:
    words = [one for one in said(b.plain(EVERY.blocks)) if one not in RUNNING]
    assert len(words) > 55
    screened, written, printed = ("".join(one.split()) for one in written_by_all(EVERY, bare))
    for text in (screened, written, printed):
        assert [one for one in words if one not in text] == []
    # A page is read by its tags; its bare text follows where things stand, so that merged cells come later there.
    assert in_order(words, screened) == in_order(words, written)


def written_by_all(sheet: b.Sheet, composer: Composer) -> tuple[str, str, str]:
    return on_screen(sheet), in_word(sheet, composer), in_pdf(sheet, composer)


def in_order(words: list[str], text: str) -> list[str]:
    """Return the words that stand once in a text, as they follow each other there."""
    return sorted((one for one in words if text.count(one) == 1), key=text.index)


@dataclass(frozen=True)
class Stranger:
    text: str = "不认识"


def test_a_block_that_no_writer_knows_is_refused_by_each(bare: Composer) -> None:
    odd = b.Sheet("样张", "2026-11-23", (Stranger(),))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        screen.write(odd)
    with pytest.raises(AttributeError):
        word.write(odd, bare.pictures)
    with pytest.raises(RuntimeError, match="Stranger"):
        bare.set_sheet(odd)


@pytest.mark.req("S7.1")
@pytest.mark.parametrize(
    "paper", [samples.SIGNED, samples.BLANK, annexes.REGISTER, annexes.RULES, annexes.GUIDE]
)
def test_every_text_of_a_paper_reaches_screen_and_word(bare: Composer, paper: Content) -> None:
    content = paper.as_json()
    sheet = LAYOUTS[paper.form](content)
    shown, written = ("".join(one.split()) for one in (on_screen(sheet), in_word(sheet, bare)))
    # The running lines of a page stand in parts of their own in Word, and each is on screen.
    unsaid = {
        "dated",
        "verify_url",
        "check_code",
        "form",
        "path",
        "align",
        "number",
        "edition",
        "code",
        "tag",
    }
    for text in leaves(content, unsaid):
        assert "".join(text.split()) in shown
        if text not in {getattr(paper, "number", ""), getattr(paper, "edition", "")}:
            assert "".join(text.split()) in written


def leaves(value: object, skipped: set[str]) -> list[str]:
    """Return the texts that a paper must print."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        if value.get("pledged") is False:
            value = {**value, "facts": []}
        if "landscape" in value:
            value = {**value, "table": {**value["table"], "caption": ""}}
        return [leaf for key, one in value.items() if key not in skipped for leaf in leaves(one, skipped)]
    return [leaf for one in value for leaf in leaves(one, skipped)] if isinstance(value, list) else []


def test_cells_that_reach_over_each_other_are_refused() -> None:
    bad = ((b.Cell("一", 1, 2), b.Cell("二")), (b.Cell("三"), b.Cell("四")))
    with pytest.raises(ValueError, match="reach over each other"):
        list(b.placed(bad))
    with pytest.raises(ValueError, match="column 2 empty"):
        list(b.placed(((b.Cell("一"), b.Cell("二")), (b.Cell("三"),))))
