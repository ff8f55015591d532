"""办事指南 laid out: the facts at a glance, conditions, what a pledge replaces, materials, the way through as a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from nuocheng.papers.blocks import Block, Card, Field, Fields, Groups, Heading, List, Note, Sheet, Title
from nuocheng.papers.flowchart import FlowStep, figure
from nuocheng.papers.layouts.notice_and_pledge import ENTRIES, LABEL, grouped
from nuocheng.papers.layouts.rules import paragraphs
from nuocheng.papers.layouts.saying import day, numeral

FORM = "guide"
#: A value longer than this takes a row of its own.
LONG = 14
#: A longer name of an item leaves no room for 办事指南 on its line.
ONE_LINE = 16


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out a service guide."""
    item = content["item"]
    return Sheet(
        title=f"{item['title']}办事指南",
        dated=content["dated"],
        blocks=tuple(_blocks(content)),
        head=(f"目录版本：{content['edition']}", f"印制日期：{day(content['dated'])}"),
        foot=("", item["code"]),
    )


def _blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    item, sections = content["item"], iter(range(1, 99))

    def heading(text: str) -> Heading:
        return Heading(f"{numeral(next(sections))}、{text}")

    between = "\n" if len(item["title"]) > ONE_LINE else ""
    yield Title(f"{item['title']}{between}办事指南")
    yield heading("基本信息")
    yield Fields(
        (
            Field("事项名称", item["title"], wide=True),
            *(Field(name, text, wide=len(text) > LONG) for name, text in content["facts"]),
        )
    )
    if content["conditions"]:
        yield heading("办理条件")
        yield List(tuple(content["conditions"]))
    yield from _materials(content, heading)
    for section in content["sections"]:
        yield heading(section["title"])
        for text in section["articles"]:
            yield from paragraphs(text)
    if content["steps"]:
        # The chart fills most of a page: it stands last, so that nothing has to wait behind it.
        yield heading("办理流程")
        yield _chart(content["steps"], f"{item['title']}办理流程图")
        yield Note("图里圆角框是您来做的，方框是我们来做的。")


def _materials(content: Mapping[str, Any], heading: Any) -> Iterator[Block]:
    certificates, materials = content["certificates"], content["materials"]
    if certificates:
        yield heading(f"这{len(certificates)}份证明可以用承诺代替，您写了承诺就不用交")
    for place, one in enumerate(certificates, start=1):
        entries = tuple((label, one[slot]) for label, slot in ENTRIES if one[slot])
        yield Card(LABEL, f"证明之{numeral(place)}：{one['name']}", entries)
    if materials:
        yield heading(f"{'其他' if certificates else ''}材料（{len(materials)}份）")
        yield Groups(grouped(materials))


def _chart(steps: list[Mapping[str, Any]], title: str) -> Block:
    flow = [FlowStep(one["title"], one["who"], one["workdays"], one["path"]) for one in steps]
    drawn = figure(flow, title)
    told = tuple(
        f"{line}。{one['says']}" if one["says"] else line
        for line, one in zip(drawn.steps, steps, strict=True)
    )
    return replace(drawn, steps=told)
