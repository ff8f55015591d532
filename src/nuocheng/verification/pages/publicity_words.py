"""The words and forms of publicity checks, at the desk and for everybody."""

from __future__ import annotations

from typing import Any

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.verification.acts import Objected, Picture, ShowWish
from nuocheng.verification.pages.assistance_files import LARGEST_MB, PageField
from nuocheng.verification.queries import publicity

TONES = {"shown": "info", "over": "todo", "concluded": "ok", "taken_down": ""}
#: What the public reads of where one stands.
PUBLIC_WORDS = {
    "shown": ("正在公示", "info"),
    "over": ("公示期满，正在处理异议", "todo"),
    "concluded": ("公示期满", ""),
}
AT_ONCE = 3


class ShowForm(edge.Form):
    """On whose consent a pledge is shown, and whom to call."""

    consent = edge.LongText(
        label="本人同意公示的依据",
        required=False,
        max_length=400,
        help_text="个人的承诺要本人单独同意：写明哪天、怎样同意的，同意书存在哪里。单位的可以不写",
    )
    ground = edge.Pick(
        label="法律规定要公示的情形",
        choices=[],
        required=False,
        help_text="没有本人同意、法律规定要公示的才选",
    )
    contact = edge.TextLine(label="联系电话", max_length=80, help_text="公示上会写，大家打这个电话问")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the grounds of the law of today."""
        super().__init__(*args, **kwargs)
        listed = [("", "没有"), *publicity.grounds(today()).items()]
        self.fields["ground"].choices = listed  # type: ignore[attr-defined]

    def wish(self, task: str) -> ShowWish:
        """Return what is to be shown."""
        return ShowWish(task=task, **self.cleaned_data)


class AnswerForm(edge.Form):
    """Whether an objection stands, and why."""

    stands = edge.OneOf(
        label="这条异议",
        choices=[("yes", "成立"), ("no", "不成立")],
        hints={"yes": "核实了，承诺的确有不对的地方", "no": "核实了，承诺没有不对，或者说的不是这件事"},
        blank="请选这条异议成立不成立",
    )
    reason = edge.LongText(
        label="理由",
        max_length=400,
        blank="请写明理由，提异议的人会看到",
        help_text="提异议的人凭查询码能看到",
    )


class ConcludeForm(edge.Form):
    """What came of a publicity to which somebody objected."""

    observed = edge.TextLine(
        label="核实到的情况", required=False, max_length=400, help_text="有异议成立的一定要写"
    )
    reason = edge.LongText(
        label="理由", max_length=400, blank="请写明理由：有哪几条异议，成立不成立，核实到什么"
    )


class TakeDownForm(edge.Form):
    """Why a publicity is taken down before its time."""

    reason = edge.LongText(label="为什么撤下", max_length=400, blank="请写明撤下的理由，当事人会看到")


class ObjectForm(edge.Form):
    """What is wrong, who says so if they like, and what shows it."""

    text = edge.LongText(
        label="哪里不对",
        max_length=1000,
        blank="请写明哪里不对，例如：这家店上个月就关门了",
        help_text="写您知道的事实：什么时候、在哪里、看到了什么",
    )
    name = edge.TextLine(label="您的姓名", required=False, max_length=60, help_text="可以不留")
    contact = edge.TextLine(
        label="您的联系方式",
        required=False,
        max_length=80,
        help_text="可以不留；留了，我们核实时好问您。不公开",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lay out choosers for what shows it."""
        super().__init__(*args, **kwargs)
        for place in range(1, AT_ONCE + 1):
            self.fields[f"file_{place}"] = PageField(
                label=f"照片或者文件{place}", megabytes=LARGEST_MB, required=False
            )

    def said(self, code_digest: str) -> Objected:
        """Return the objection as the act takes it."""
        found = (self.cleaned_data.get(f"file_{place}") for place in range(1, AT_ONCE + 1))
        files = tuple(Picture(one.filename, one.content) for one in found if one)
        said = {name: self.cleaned_data[name] for name in ("text", "name", "contact")}
        return Objected(code_digest=code_digest, files=files, **said)


class CodeForm(edge.Form):
    """The code by which whoever objected reads the answer."""

    code = edge.TextLine(
        label="查询码",
        max_length=40,
        blank="请填写查询码，提异议时给您的",
        help_text="12位，例如7K3M-92QX-0104，大小写和横线都可以不管",
    )
