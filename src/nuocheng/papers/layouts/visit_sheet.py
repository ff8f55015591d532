"""现场核查表 laid out: what to look at, boxes to tick, and where everybody signs; one visit on one page where it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuocheng.papers.blocks import (
    Block,
    Cell,
    Code,
    Column,
    Field,
    Fields,
    Heading,
    Keep,
    Note,
    Para,
    Sheet,
    Sign,
    SignatureBox,
    Table,
    Tick,
    Title,
    WriteOn,
)

FORM = "visit_sheet"
TITLE = "现场核查表"
SIGHTS = ("一致", "不一致", "没见到人", "看不出")
HEAD = ("序号", "要看的", "承诺的", "现场看到的", "见到的内容和说明")
SHARES = (0.5, 1.7, 1.7, 1.2, 2.6)


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out the sheet of one visit."""
    return Sheet(
        title=f"{TITLE}（{content['number']}）",
        dated=content["dated"],
        blocks=tuple(_blocks(content)),
        head=("", f"编号：{content['number']}"),
        foot=(f"编号：{content['check_code']}", "签好后扫描上传，纸质的归卷"),
        fits=1,
    )


def _blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Title(TITLE)
    yield Fields(
        (
            Field("当事人", content["party"], wide=True),
            Field("地址", content["place"], wide=True),
            Field("约定的时间", content["when"], wide=True),
            Field("核查单位", "、".join(content["departments"]), wide=True),
            Field("核查人员", "、".join(content["officers"]), wide=True),
            Field("到达时间", ""),
            Field("离开时间", ""),
        )
    )
    yield Heading(f"一、要看的（{len(content['facts'])}项）")
    yield Table(
        caption="要看的",
        columns=tuple(Column(share) for share in SHARES),
        head=(tuple(Cell(word) for word in HEAD),),
        rows=tuple(_row(place, one) for place, one in enumerate(content["facts"], start=1)),
    )
    yield Note("没见到人、看不出的，都不算不实。不一致的，写明哪里不一样。")
    yield Keep(
        (
            Heading("二、当事人的意见（可以不写）"),
            Para((WriteOn(0),), "flush"),
            Heading("三、签名"),
            Para(("当事人拒签的，写明情况和在场的人：", WriteOn(0)), "flush"),
            SignatureBox(
                (
                    Sign(
                        "当事人或者在场的人（签名）",
                        lines=(("不是本人的，和当事人的关系", WriteOn(0)),),
                        dated=True,
                    ),
                    Sign("核查人员（都要签名）", dated=True),
                ),
                Code(content["verify_url"], content["check_code"]),
                "签名只表示看到的就是这样，不等于承认不实。核查不收费。",
            ),
        )
    )


def _row(place: int, fact: Mapping[str, Any]) -> tuple[Cell, ...]:
    ticks = tuple(piece for word in SIGHTS for piece in (Tick(word), "\n"))[:-1]
    return (Cell(str(place)), Cell(fact["label"]), Cell(fact["pledged"]), Cell(ticks), Cell(""))
