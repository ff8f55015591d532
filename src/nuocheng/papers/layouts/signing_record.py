"""签署记录 laid out: how one pledge came about, for whoever must judge it later, a court among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nuocheng.papers.blocks import (
    Block,
    Column,
    Field,
    Fields,
    Heading,
    List,
    Note,
    Para,
    Sheet,
    Table,
    Title,
)
from nuocheng.papers.blocks import Cell as Said

FORM = "signing_record"
TITLE = "承诺书签署记录"
OPENING = (
    "本记录由系统在签署承诺书的同一笔写入中留存，打印时逐项重新计算核对。摘要值用SHA-256算法计算，"
    "内容改动一个字，摘要值就会不同。"
)


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out a signing record."""
    return Sheet(
        title=f"{TITLE}（{content['number']}）",
        dated=content["dated"],
        blocks=(Title(TITLE, content["number"]), Para(OPENING, "fine"), *_body(content)),
        head=(f"打印日期：{content['dated']}", f"文号：{content['number']}"),
        foot=(f"核验码：{content['check_code']}", ""),
    )


def _body(content: Mapping[str, Any]) -> Iterator[Block]:
    for title, rows in content["sections"]:
        yield Heading(title)
        yield Fields(tuple(Field(label, value, wide=True) for label, value in rows))
    yield Heading("逐条声明")
    yield List(tuple(content["statements"]))
    yield Heading("核对结果")
    yield _table("核对", ("核对什么", "结果", "摘要值或说明"), content["checks"])
    yield Heading("办理留痕")
    yield _table("留痕", ("序号和时间", "做了什么", "摘要值"), content["entries"])
    yield Note(content["closing"])


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    columns = (Column(1.1, heads=True), Column(0.9), Column(2.4))
    return Table(
        caption,
        columns,
        (tuple(Said(one) for one in heads),),
        tuple(tuple(Said(one) for one in row) for row in rows),
    )
