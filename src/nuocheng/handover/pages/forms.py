"""The forms in which a receiving platform is described, and a receipt handed in."""

from __future__ import annotations

from typing import Any

from nuocheng.edge import forms as edge
from nuocheng.handover.models import IDENTITIES, WAYS, Destination
from nuocheng.handover.official import Wish
from nuocheng.handover.queries.tables import tables

NAMES = ("name", "way", "url", "region", "identity", "identity_basis", "codes", "names")


class DestinationForm(edge.Form):
    """Where to, by which way, which tables, and how much of people."""

    name = edge.TextLine(
        label="平台名称", blank="请写平台名称", max_length=60, help_text="例如：甘肃省“互联网+监管”平台"
    )
    way = edge.OneOf(label="怎么送", blank="请选怎么送", choices=WAYS)
    url = edge.TextLine(
        label="接口地址",
        required=False,
        max_length=300,
        help_text="用接口发的才填，以https://开头。内网地址要先在设置里放行",
    )
    tables = edge.SomeOf(label="报哪些表", choices=[], blank="请至少选一张表")
    region = edge.TextLine(
        label="行政区划代码",
        blank="请写行政区划代码",
        max_length=12,
        help_text="6位、9位或12位数字，例如620400",
    )
    identity = edge.OneOf(label="带不带申请人", blank="请选带不带申请人", choices=IDENTITIES)
    identity_basis = edge.TextLine(
        label="带完整证件号的依据",
        required=False,
        max_length=200,
        help_text="选“带姓名和完整证件号”的要写，写到哪部法规、哪份文件、第几条",
    )
    codes = edge.LongText(
        label="单位代码对照",
        required=False,
        max_length=8000,
        help_text="一行一个，照“单位代码=统一社会信用代码”这样写；没有写到的单位，数据先不报",
    )
    names = edge.LongText(
        label="字段对照",
        required=False,
        max_length=4000,
        help_text="对方的字段名和我们不同才填，一行一个，照“case_no=SXSLBM”这样写",
    )

    def __init__(self, *args: Any, held: Destination | None = None, **kwargs: Any) -> None:
        """Take Django's arguments, and the platform as it is now."""
        if held is not None:
            kwargs["initial"] = {name: getattr(held, name) for name in NAMES} | {
                "tables": held.tables.split()
            }
        super().__init__(*args, **kwargs)
        choices = [(key, one.title) for key, one in tables().items()]
        self.fields["tables"].choices = choices  # type: ignore[attr-defined]

    def clean_region(self) -> str:
        """Return the code with its digits made plain."""
        return edge.plain_digits(self.cleaned_data["region"])

    def wish(self) -> Wish:
        """Return what was filled in."""
        said = self.cleaned_data
        return Wish(**{name: said[name] for name in NAMES}, tables=tuple(said["tables"]))


class ReceiptForm(edge.Form):
    """The receipt of a batch that was carried as a file."""

    file = edge.AnyFile(label="回执文件", blank="请选回执文件", megabytes=2)
    rest_taken = edge.Tick(label="没有写到的，都算对方收了", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's arguments; offer tables."""
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.xls"
