"""Papers of the programme of work: 附件1, the table of contacts (S15.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nuocheng.papers import content as paper
from nuocheng.programme.channels.contacts_table import ANNEX, TITLE, Row


def contacts(rows: Iterable[Row], day: date) -> paper.Register:
    """Return 附件1 as of a day: each department with its leader and its liaison."""
    who = (paper.Head("姓名", share=3), paper.Head("职务", share=4), paper.Head("联系电话", share=5))
    heads = (
        paper.Head("序号", share=1, align="center"),
        paper.Head("单位", share=6, names=True),
        paper.Head("负责领导", under=who),
        paper.Head("联络员", under=who),
    )
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, start=1))
    table = paper.Tabulation("负责领导和联络员", heads, numbered)
    above = (f"截至：{day.year}年{day.month}月{day.day}日",)
    return paper.Register(dated=day, annex=ANNEX, title=TITLE, table=table, above=above)
