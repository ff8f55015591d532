"""撤回申请书 laid out: what the party takes back, what that means, and where it signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuocheng.papers.blocks import (
    Code,
    Field,
    Fields,
    Heading,
    Keep,
    List,
    Para,
    Sheet,
    Sign,
    SignatureBox,
    Title,
    WriteOn,
)

FORM = "withdrawal"
TITLES = {"pledge": "撤回承诺申请书", "application": "撤回申请书"}
ASKS = {
    "pledge": "我要撤回这一件的承诺，改为提交证明。",
    "application": "我要撤回这一件的申请，不再办理。",
}


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out the paper by which a party takes back its pledge, or the whole application."""
    party, title = content["applicant"], TITLES[content["what"]]
    by_hand = ("不会写字的，本人按手印，并写明", ("代书人", WriteOn(4.5), "　见证人", WriteOn(0)))
    return Sheet(
        title=f"{title}（{content['number']}）",
        dated=content["dated"],
        blocks=(
            Title(title),
            Fields(
                (
                    Field("申请人", party["name"]),
                    Field(party["number_label"], party["number"]),
                    Field("联系电话", party["phone"]),
                    Field("文号", content["number"]),
                    Field("办理事项", content["item"]["title"], wide=True),
                    Field("行政机关", content["department"]["name"], wide=True),
                )
            ),
            Heading("一、我的申请"),
            Para(ASKS[content["what"]], "flush"),
            Para(("原因（可以不写）：", WriteOn(0)), "flush"),
            Heading("二、撤回以后"),
            List(tuple(content["points"])),
            Keep(
                (
                    Heading("三、签名"),
                    SignatureBox(
                        (
                            Sign("申请人（签名或者盖章）", lines=by_hand, dated=True),
                            Sign("窗口收件人（签名）", dated=True),
                        ),
                        Code(content["verify_url"], content["check_code"]),
                        "本申请书由行政机关留存，申请人可以要一份复印件。",
                    ),
                )
            ),
        ),
        head=("", f"编号：{content['number']}"),
        foot=(f"核验码：{content['check_code']}", content["item"]["code"]),
    )
