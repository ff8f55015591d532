"""The forms of reference sets: the file, what its columns are, and why one is removed."""

from __future__ import annotations

from typing import Any

from nuocheng.edge import forms as edge
from nuocheng.kernel.facts import FactType
from nuocheng.verification.acts import Described

NUMBER, NAME, NOTHING = "number", "name", ""
UNNAMED, TWICE = "请写这一列在核查办法里叫什么", "别的列用了这个名字，请改一个"
#: How much of a heading is shown, and how long the name of a field may be in a plan.
LONGEST_SHOWN, LONGEST_FIELD = 30, 60
#: What a column may be; the types are those that can be matched as a whole.
TYPES = {
    "choice": "选项",
    "text": "文字",
    "date": "日期",
    "money": "金额（元）",
    "integer": "数量",
    "boolean": "是或否",
}
MEANINGS = [
    (NOTHING, "不装入"),
    (NUMBER, "号码（身份证号或统一社会信用代码）"),
    (NAME, "姓名或名称"),
    *TYPES.items(),
]
GUESSES = {
    NUMBER: ("身份证", "证件号", "信用代码", "号码"),
    NAME: ("姓名", "名称", "企业名", "单位名"),
    "date": ("日期", "时间"),
    "money": ("金额", "租金", "收入", "元"),
    "integer": ("人数", "数量", "面积", "月数"),
    "boolean": ("是否",),
}


class HandInForm(edge.Form):
    """A whole register as a file."""

    source = edge.TextLine(
        label="数据来源的代号",
        max_length=60,
        blank="请写数据来源的代号，例如real_estate",
        help_text="和核查办法里写的一样，例如real_estate",
    )
    as_of = edge.DateParts(label="数据是截至哪一天的", blank="请填写数据日期，例如2026年11月30日")
    many = edge.Tick(label="一个人可以有几条记录（例如不动产），有一条对得上就算一致", required=False)
    file = edge.AnyFile(
        label="文件",
        megabytes=2048,
        widget=edge.FileInput(attrs={"accept": ".csv,.xlsx,.parquet"}),
        help_text="CSV、XLSX或者Parquet，不超过2GB。第一行是列名，要有号码、姓名或名称、要比对的内容",
        error_messages={"required": "请选择文件"},
    )


class RemoveForm(edge.Form):
    """Why a reference set is removed."""

    reason = edge.LongText(label="为什么移除", max_length=400, blank="请写明为什么移除，例如已有新的数据")


class ColumnsForm(edge.Form):
    """What each column of a file is, and under which name plans know it."""

    def __init__(self, data: Any, *, headings: list[str]) -> None:
        """Ask about every column, with what its heading suggests filled in."""
        super().__init__(data)
        self.headings = headings
        taken: set[str] = set()
        for place, heading in enumerate(headings):
            guess = _guess(heading, taken)
            taken.add(guess)
            shown = heading[:LONGEST_SHOWN] or f"第{place + 1}列"
            self.fields[f"is{place}"] = edge.Pick(
                label=f"“{shown}”是什么", choices=MEANINGS, required=False, initial=guess
            )
            self.fields[f"as{place}"] = edge.TextLine(
                label=f"“{shown}”在核查办法里的比对字段",
                max_length=LONGEST_FIELD,
                required=False,
                initial=heading[:LONGEST_FIELD],
            )

    def clean(self) -> dict[str, Any]:
        """Hold that number and name are there, each once, and that every value has a name of its own."""
        given: dict[str, Any] = super().clean() or {}
        chosen = [given.get(f"is{place}", "") for place in range(len(self.headings))]
        for what, said in ((NUMBER, "号码"), (NAME, "姓名或名称")):
            if chosen.count(what) != 1:
                self.add_error("is0", f"请选出哪一列是{said}，只能有一列")
        taken: set[str] = set()
        for place, what in enumerate(chosen):
            name = given.get(f"as{place}", "").strip()
            if what not in TYPES or f"as{place}" in self.errors:
                continue
            if not name or name in taken:
                self.add_error(f"as{place}", TWICE if name else UNNAMED)
            taken.add(name)
        return given

    def described(self) -> Described:
        """Return what was said."""
        given = self.cleaned_data
        chosen = [given[f"is{place}"] for place in range(len(self.headings))]
        values = tuple(
            (place, given[f"as{place}"].strip(), FactType(what))
            for place, what in enumerate(chosen)
            if what in TYPES
        )
        return Described(chosen.index(NUMBER), chosen.index(NAME), values)


def _guess(heading: str, taken: set[str]) -> str:
    """Return what a heading suggests; number and name are suggested once."""
    for what, words in GUESSES.items():
        if any(word in heading for word in words) and not (what in (NUMBER, NAME) and what in taken):
            return what
    return "choice" if heading else NOTHING
