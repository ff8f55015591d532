"""Papers of the programme of work: 附件1, the table of contacts (S15.1), and the summary (S12.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nuocheng.kernel.dates import cn_date
from nuocheng.papers import content as paper
from nuocheng.programme.channels.contacts_table import ANNEX, TITLE, Row
from nuocheng.programme.models import HandedSummary

_NUMERALS = "一二三四五六七八九十"


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


def summary_title(department: str) -> str:
    """Return what the summary of a department is headed with."""
    return f"{department}证明事项告知承诺制工作总结"


def summary(handed: HandedSummary, department: str) -> paper.Rules:
    """Return a summary (总结) as it was handed in once: a numbered heading for each part, and who signed it."""
    chapters = (
        paper.Chapter(f"{numeral}、{one.title}", (one.text,))
        for numeral, one in zip(_NUMERALS, handed.parts, strict=False)
    )
    signed = f"签发：{handed.signed_by}　{cn_date(handed.signed_on)}"
    return paper.Rules(
        dated=handed.signed_on,
        annex="",
        title=summary_title(department),
        under=signed,
        chapters=tuple(chapters),
    )
