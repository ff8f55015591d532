"""The words and forms of written checks, at the desk and for whoever hands something in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.verification.acts import AlsoAsked, Handing, Picture, WrittenWish
from nuocheng.verification.models import Task, WrittenCheck
from nuocheng.verification.pages.assistance_files import LARGEST_MB, PageField
from nuocheng.verification.pages.by_code import code_field
from nuocheng.verification.pages.task_path import called
from nuocheng.verification.queries import written

TONES = {"asked": "", "handed_in": "todo", "compared": "ok", "lapsed": "", "withdrawn": ""}
VERDICTS = {"consistent": "一致", "contradicted": "不一致", "not_found": "无法核实"}
VERDICT_TONES = {"consistent": "ok", "contradicted": "bad", "not_found": ""}
WAYS = {"online": "网上交的", "window": "在窗口交的", "post": "寄来的", "code": "单位凭答复码交的"}
#: So many files are chosen at a time; more come afterwards.
AT_ONCE = 3
PARTY, BODY = "party", "body"


class AskForm(edge.Form):
    """What is asked of whom."""

    whom = edge.OneOf(
        label="请谁交",
        choices=[(PARTY, "当事人"), (BODY, "开具单位")],
        hints={
            PARTY: "系统通知他，可以网上交，也可以到窗口交、寄来",
            BODY: "打印一份函寄去，对方凭函上的答复码在网上交；寄回来的由您录入",
        },
        blank="请选请谁交材料",
    )
    body = edge.TextLine(label="单位全称", required=False, max_length=60, help_text="请开具单位交的才写")
    why = edge.LongText(
        label="为什么要书面材料", max_length=400, blank="请写明为什么要书面材料，收到的人会看到"
    )
    acceptable = edge.LongText(
        label="交什么",
        max_length=1000,
        blank="请写明交什么，一行写一种，交其中一种就行",
        help_text="一行写一种，交其中一种就行。例如：近6个月银行流水。承诺代替了的证明不能要",
    )
    ground = edge.Pick(
        label="要原证明的情形", choices=[], required=False, help_text="一般不选；只有这几种情形才可以要原证明"
    )
    also = edge.SomeOf(label="同一件里还可以一起问", required=False, choices=[])
    turned = edge.LongText(
        label="这几项为什么改用书面核查",
        required=False,
        max_length=400,
        help_text="一起问的几项现在都用书面核查的，不用写",
    )
    contact = edge.TextLine(label="联系人和电话", max_length=80)

    def __init__(self, joining: Sequence[Task], *args: Any, **kwargs: Any) -> None:
        """Offer the grounds of the law of today, and the other facts that the same letter may ask about."""
        super().__init__(*args, **kwargs)
        listed = [("", "不要原证明"), *written.grounds(today()).items()]
        self.fields["ground"].choices = listed  # type: ignore[attr-defined]
        self.joining = joining
        self._offer()

    def _offer(self) -> None:
        """Offer each other fact with what may be handed in for it; ask for a reason only where a way is left."""
        if not self.joining:
            del self.fields["also"]
        if all(task.channel == "written" for task in self.joining):
            del self.fields["turned"]
        if not self.joining:
            return
        offered: Any = self.fields["also"]
        offered.choices = [(one.reference, f"{one.label}：{one.pledged}") for one in self.joining]
        offered.widget.hints = {one.reference: f"现在用{called(one.way_now)}" for one in self.joining}
        for one in self.joining:
            self.fields[f"wanted_{one.reference}"] = edge.LongText(
                label=f"“{one.label}”交什么",
                required=False,
                max_length=1000,
                help_text="勾了这一项才写，一行写一种。不写，就是和上面一样",
            )
        wanted = [f"wanted_{one.reference}" for one in self.joining]
        self.order_fields(
            ["whom", "body", "why", "acceptable", "ground", "also", *wanted, "turned", "contact"]
        )

    def wish(self, task: str) -> WrittenWish:
        """Return what is asked for."""
        said = self.cleaned_data
        return WrittenWish(
            task=task,
            why=said["why"],
            acceptable=tuple(said["acceptable"].splitlines()),
            contact=said["contact"],
            to_body=said["whom"] == BODY,
            body=said["body"],
            ground=said["ground"],
            also=tuple(
                AlsoAsked(one, tuple(said[f"wanted_{one}"].splitlines())) for one in said.get("also", ())
            ),
            turned=said.get("turned", ""),
        )


class OfLetter(edge.Form):
    """What is done with some of the facts that a letter asks about; of one fact nobody is asked which."""

    what = "这些文件说明哪几项"
    blank = "请选这些文件说明哪几项"

    def __init__(self, facts: Sequence[WrittenCheck], *args: Any, **kwargs: Any) -> None:
        """Offer the facts where there are several."""
        super().__init__(*args, **kwargs)
        self.facts = facts
        if len(facts) > 1:
            self.fields["facts"] = edge.SomeOf(
                label=self.what, choices=[(one.reference, one.label) for one in facts], blank=self.blank
            )

    def chosen(self) -> list[str]:
        """Return the checks of the facts that were chosen, in the order of the letter."""
        wanted = self.cleaned_data.get("facts")
        return [one.reference for one in self.facts if wanted is None or one.reference in wanted]


class FilesForm(OfLetter):
    """The files that are handed in, and a word about them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lay out so many choosers; the first one must be used."""
        super().__init__(*args, **kwargs)
        for place in range(1, AT_ONCE + 1):
            self.fields[f"file_{place}"] = PageField(
                label=f"文件{place}" if place > 1 else "文件",
                megabytes=LARGEST_MB,
                required=place == 1,
                help_text="照片、PDF都可以" if place == 1 else "",
            )
        self.fields["note"] = edge.LongText(label="说明", required=False, max_length=400)
        files = (f"file_{place}" for place in range(1, AT_ONCE + 1))
        self.order_fields(["code", *files, "facts", "way", "name", "note"])

    def handing(self) -> Handing:
        """Return what is handed in, as the acts take it; the first of the chosen facts is the one acted on."""
        said = self.cleaned_data
        found = (said.get(f"file_{place}") for place in range(1, AT_ONCE + 1))
        return Handing(
            files=tuple(Picture(one.filename, one.content) for one in found if one),
            way=said.get("way", "online"),
            note=said["note"],
            also=tuple(self.chosen()),
            name=said.get("name", ""),
        )


class TakenForm(FilesForm):
    """The same, taken by the officer."""

    way = edge.OneOf(
        label="怎么交来的",
        choices=[("window", "当面交的"), ("post", "寄来的")],
        blank="请选怎么交来的",
    )


class ByCodeForm(FilesForm):
    """The same, by a body that has the code on its letter."""

    code = code_field()
    name = edge.TextLine(label="经办人的姓名和职务", max_length=60)


class CompareForm(edge.Form):
    """What the material shows."""

    verdict = edge.OneOf(
        label="比对的结果",
        choices=list(VERDICTS.items()),
        hints={"not_found": "看不清、说的不是一回事的选这一项，不算不实"},
        blank="请选比对的结果：一致、不一致，或者无法核实",
    )
    observed = edge.TextLine(
        label="材料上写的", required=False, max_length=400, help_text="照抄；不一致的一定要写"
    )
    reason = edge.LongText(
        label="理由", max_length=400, blank="请写明理由：看了哪一份材料，上面怎么写，和承诺差不差"
    )


class WithdrawForm(OfLetter):
    """Which of the facts need nothing any more, and why."""

    what = "哪几项不用交了"
    blank = "请选哪几项不用交了"

    reason = edge.LongText(label="为什么不用交了", max_length=400, blank="请写明不用交的理由，对方会看到")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask first which facts it is about."""
        super().__init__(*args, **kwargs)
        self.order_fields(["facts", "reason"])
