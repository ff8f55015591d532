"""The forms of superior lists: taking one in, confirming it, settling a difference."""

from __future__ import annotations

from typing import Any

from django import forms

from nuocheng.catalogue.acts.return_draft import LONGEST
from nuocheng.catalogue.channels.tables import LARGEST
from nuocheng.catalogue.rules.superior import CHOICE_TITLES, LEVEL_TITLES, MODE_TITLES, Choice
from nuocheng.edge import forms as edge

EACH_ROW = "each"


class TableUpload(edge.Chosen, forms.FileField):
    """A table: XLSX, XLS or CSV; what it truly is, its reader finds out."""

    widget = forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file when it is not too large.

        Raises:
            ValidationError: It is missing or too large.

        """
        file = super().clean(data, initial)
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                f"文件超过{LARGEST // 1024 // 1024}MB，请分成几个文件导入", code="big"
            )
        return file


class TakeInForm(edge.Form):
    """What a list is, and the file."""

    title = edge.TextLine(label="清单名称", max_length=200, help_text="照文件标题写")
    number = edge.TextLine(
        label="文号", required=False, max_length=60, help_text="例如：国办发〔2020〕42号；没有可以不填"
    )
    level = edge.OneOf(
        label="哪一级印发的",
        choices=[(str(one), title) for one, title in LEVEL_TITLES.items()],
        look="inline",
    )
    issued_on = edge.DateParts(label="印发日期", blank="请填写印发日期，例如2026年3月1日")
    mode = edge.OneOf(
        label="清单里的证明或者事项",
        choices=[
            *((str(one), f"都是{title}的") for one, title in MODE_TITLES.items()),
            (EACH_ROW, "每一行分别写明"),
        ],
        hints={EACH_ROW: "表里有“处置”或者“改革方式”一列，例如：实行告知承诺、取消"},
    )
    file = TableUpload(
        label="文件",
        help_text="XLSX、XLS或CSV。要有“证明名称”或“事项名称”一列；责任单位、设定依据、开具单位、备注有就读",
    )


class ConfirmForm(edge.Form):
    """Which list this one replaces, and which department the list means by each of its words."""

    replaces = edge.Pick(
        label="代替哪个清单", choices=[], required=False, help_text="新清单确认后，旧清单自动停用"
    )

    def __init__(
        self,
        *args: Any,
        lists: list[tuple[str, str]],
        units: list[tuple[str, str]],
        named: list[str],
        **kwargs: Any,
    ) -> None:
        """Add one choice for each way the list calls a department."""
        super().__init__(*args, **kwargs)
        self.fields["replaces"].choices = [("", "不代替"), *lists]  # type: ignore[attr-defined]  # a Pick
        self.named = named
        for place, name in enumerate(named):
            self.fields[f"unit-{place}"] = edge.Pick(
                label=f"清单里的“{name}”，是本级哪个单位？", choices=units, required=False
            )

    def departments(self) -> dict[str, str]:
        """Return our department for each of the list's words for one."""
        chosen = {name: self.cleaned_data[f"unit-{place}"] for place, name in enumerate(self.named)}
        return {name: code for name, code in chosen.items() if code}


class SettleForm(edge.Form):
    """How a difference is settled, and why."""

    choice = edge.OneOf(
        label="怎么处理",
        choices=[(str(one), title) for one, title in CHOICE_TITLES.items()],
        hints={
            str(Choice.ADOPT): "起草新版，按上级的改",
            str(Choice.KEEP): "有理由继续按本级的办",
            str(Choice.NOT_OURS): "这项权力本级没有，或者归别的层级",
        },
    )
    reason = edge.LongText(label="理由", max_length=LONGEST, blank="请写明理由，上级来问时要答得出")


class ManyForm(SettleForm):
    """How several differences are settled: what adopts the list's word is drafted one by one."""

    choice = edge.OneOf(
        label="怎么处理",
        choices=[(str(one), CHOICE_TITLES[one]) for one in (Choice.KEEP, Choice.NOT_OURS)],
        help_text="要照上级改的，请回到清单，一处一处起草新版",
    )


class ReasonForm(edge.Form):
    """A reason, and nothing else."""

    reason = edge.LongText(label="理由", max_length=LONGEST, blank="请写明理由")
