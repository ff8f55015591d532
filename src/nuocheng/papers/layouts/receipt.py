"""受理回执 laid out: what came in, when, under which number, until when there is an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuocheng.papers.blocks import (
    Block,
    Code,
    Field,
    Fields,
    Heading,
    Keep,
    List,
    Sheet,
    Sign,
    SignatureBox,
    Title,
)
from nuocheng.papers.layouts.saying import day

FORM = "receipt"
TITLE = "受理回执"


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out a receipt on half a sheet."""
    return Sheet(
        title=f"{TITLE}（{content['number']}）",
        dated=content["dated"],
        blocks=tuple(_blocks(content)),
        small=True,
        head=("", f"编号：{content['number']}"),
        fits=1,
    )


def _blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Title(TITLE, content["entered"])
    yield Fields(
        (
            Field("申请人", content["applicant"], wide=True),
            Field("办理事项", content["item"], wide=True),
            Field("受理单位", content["body"], wide=True),
            Field("受理日期", day(content["dated"]), wide=True),
            Field("答复期限", content["due"], wide=True),
            Field("经办人", content["clerk"], wide=True),
        )
    )
    if content["pledged"]:
        yield Heading(f"用承诺代替的证明（{len(content['pledged'])}份）")
        yield List(tuple(content["pledged"]))
    if content["received"]:
        yield Heading(f"收到的材料（{len(content['received'])}份）")
        yield List(tuple(content["received"]))
    yield Keep(
        (
            Heading("接下来"),
            List(tuple(content["onward"])),
            SignatureBox(
                (Sign("受理单位（印章）"),),
                Code(content["verify_url"], content["check_code"]),
                f"扫码查进度、核对真伪。有事请打{content['phone']}。",
            ),
        )
    )
