"""The template that an office begins with: our notice and pledge, with a placeholder wherever something is filled in."""

from __future__ import annotations

from collections.abc import Iterator

from nuocheng.papers.blocks import (
    Block,
    Bold,
    Box,
    Card,
    Confirmed,
    Field,
    Fields,
    Heading,
    Keep,
    Para,
    Sheet,
    Sign,
    SignatureBox,
    Stated,
    Statements,
    Title,
)
from nuocheng.papers.layouts.notice_and_pledge import ENTRIES, LABEL, TERMS, TITLE
from nuocheng.papers.layouts.saying import numeral
from nuocheng.papers.template_words import STATEMENTS
from nuocheng.papers.template_words import TERMS as NAMES

#: Which placeholder stands for which entry of a certificate's card.
OF_ENTRY = {
    "proves": "证明内容",
    "standard": "符合条件",
    "issuer": "开具单位",
    "verification": "核查办法",
    "basis": "设定依据",
}
#: The template never changes by the day: the same bytes for everybody.
DATED = "2026-01-01"


def lay_out() -> Sheet:
    """Lay out the template."""
    return Sheet(
        title=f"{TITLE}（模板）",
        dated=DATED,
        blocks=(Title(TITLE), *_who(), *_told(), *_pledged()),
        head=("目录版本：〔目录版本〕", "编号：〔编号〕"),
        foot=("印制日期：〔制作日期〕", "〔事项编码〕"),
    )


def _who() -> Iterator[Block]:
    yield Heading("一、基本信息")
    yield Fields(
        (
            Field("申请人", "〔申请人〕"),
            Field("〔证件类型〕", "〔证件号码〕"),
            Field("联系电话", "〔联系电话〕", wide=True),
            Field("联系地址", "〔联系地址〕", wide=True),
            Field("办理事项", "〔事项名称〕", wide=True),
            Field("行政机关", "〔行政机关〕（电话：〔行政机关电话〕）", wide=True),
        )
    )


def _told() -> Iterator[Block]:
    yield Heading("二、行政机关告知")
    yield Heading("这〔证明份数〕份证明可以用承诺代替，您写了承诺就不用交", 2)
    entries = tuple((label, f"〔{OF_ENTRY[slot]}〕") for label, slot in ENTRIES)
    yield Card(LABEL, "证明〔序号〕：〔证明名称〕", entries)
    yield Heading("其他材料", 2)
    yield Para("〔其他材料〕")
    yield Heading("请您了解", 2)
    of_slot = {slot: name for name, slot in NAMES.items()}
    for place, (label, slot) in enumerate(TERMS, start=1):
        yield Para((Bold(f"（{numeral(place)}）{label}："), f"〔{of_slot[slot]}〕"), "fine")
    yield Confirmed("以上告知内容，我已看完并看懂。", "签名和日期：〔告知签收〕")


def _pledged() -> Iterator[Block]:
    yield Heading("三、申请人承诺")
    facts = (Stated("怎样选", "〔所选办法〕"), Stated("承诺的事实", "〔承诺事实〕"))
    yield Box(f"〔序号〕、〔证明名称〕（{LABEL}）", (), facts)
    declared = tuple(f"〔{name}〕" for name in STATEMENTS.values())
    yield Keep(
        (
            Statements("我承诺：", declared),
            Para("〔其他声明〕"),
            Para("〔可选声明〕"),
            SignatureBox(
                (
                    Sign(
                        "申请人（签名或者盖章）",
                        "〔申请人签名〕",
                        ("怎样签的：〔签名方式〕", "日期：〔签名时间〕"),
                    ),
                    Sign("行政机关（印章）", dated=True),
                ),
                after="本承诺书一式两份，申请人和行政机关各执一份。",
            ),
        )
    )
