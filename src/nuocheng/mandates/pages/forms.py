"""The forms of mandates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.name_fields import PersonName
from nuocheng.edge.number_fields import Mobile, PartyNumber
from nuocheng.kernel.dates import years_after
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import PartyKind
from nuocheng.law import queries as law
from nuocheng.mandates.acts import MandateGiven, Principal
from nuocheng.mandates.models import Mandate

TYPED = {"class": "in", "autocomplete": "off"}
KINDS = [("person", "个人"), ("organisation", "企业或其他组织")]
CAPACITIES = [
    ("legal_representative", "法定代表人（单位的负责人）"),
    ("guardian", "法定代理人（监护人）"),
    ("handler", "经办人（凭委托书）"),
]
SELF = "self"
#: Beside which field the sentence of a rule stands: when one gives a mandate, and when the window registers one.
PLACES = {"mandate_has_its_term": "until", "capacity_fits_the_party": "number"}
REGISTERED = {"capacity_fits_the_party": "capacity"}


class ItemCodes(edge.Spoken):
    """The codes of items, one to a line; nothing means all of them."""

    widget = forms.Textarea(attrs={"class": "in", "rows": 3})

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Return the codes.

        Raises:
            ValidationError: The catalogue has no such item.

        """
        codes = tuple(dict.fromkeys(str(value or "").split()))
        for code in codes:
            try:
                catalogue.in_force(code)
            except NotFound as unknown:
                raise ValidationError(f"目录里没有编码是“{code}”的事项，请核对", code="item") from unknown
        return codes


class HolderForm(edge.Form):
    """Who is to hold a mandate, for what, from when until when."""

    name = PersonName(label="受托人姓名", blank="请填写受托人的姓名", max_length=100)
    number = PartyNumber(kind=PartyKind.PERSON, label="受托人身份证号", blank="请填写受托人的身份证号")
    phone = Mobile(label="受托人手机号", required=False, help_text="可以不填")
    items = ItemCodes(
        label="授权办哪些事项",
        required=False,
        help_text="不填，就是所有事项。只办几件的，填事项编码，一行一个",
    )
    may_sign = edge.YesNo(label="能不能代签承诺书？", yes="能", no="不能", initial=False)
    since = edge.DateParts(label="从哪一天起", blank="请填写从哪一天起")
    until = edge.DateParts(label="到哪一天止", blank="请填写到哪一天止")

    def given(self) -> MandateGiven:
        """Return the mandate as it was typed."""
        said = self.cleaned_data
        return MandateGiven(
            said["name"],
            said["number"],
            said["since"],
            said.get("until") or None,
            said.get("phone", ""),
            tuple(said.get("items") or ()),
            bool(said.get("may_sign")),
        )


class RegisterForm(HolderForm):
    """What the window registers, having seen the papers."""

    capacity = edge.OneOf(label="受托人的身份", choices=CAPACITIES, blank="请选受托人的身份")
    kind = edge.OneOf(label="替谁办", choices=KINDS, look="inline", blank="请选是个人还是单位")
    party = edge.TextLine(
        label="对方的证件号码",
        blank="请填写身份证号或统一社会信用代码",
        max_length=40,
        widget=forms.TextInput(attrs=TYPED),
    )
    party_name = edge.TextLine(
        label="对方的姓名或单位名称",
        blank="请填写姓名或单位名称",
        max_length=100,
        widget=forms.TextInput(attrs=TYPED),
    )
    relation = edge.TextLine(
        label="与对方的关系", required=False, max_length=40, help_text="监护人要填，例如：父亲"
    )
    authority = edge.TextLine(
        label="核对了什么证件",
        blank="请写明核对了什么，例如：营业执照副本、户口簿、委托书",
        max_length=200,
        help_text="例如：营业执照副本、户口簿、委托书",
    )
    evidence = edge.Upload(
        label="证件或委托书的扫描件",
        required=False,
        megabytes=5,
        help_text="图片（JPG、PNG）或PDF，不超过5MB；可以不传",
    )
    field_order = (
        "capacity",
        "kind",
        "party_name",
        "party",
        "name",
        "number",
        "phone",
        "relation",
        "authority",
        "evidence",
        "may_sign",
        "items",
        "since",
        "until",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the end of the term only where it has one."""
        super().__init__(*args, **kwargs)
        self.fields["until"].required = False
        self.fields["until"].help_text = "法定代表人、监护人可以不填；经办人要填"

    def principal(self, evidence: bytes = b"", filename: str = "") -> Principal:
        """Return whom the mandate binds."""
        said = self.cleaned_data
        return Principal(
            said["capacity"],
            said["kind"],
            edge.plain_digits(said["party"]),
            said["party_name"],
            said.get("relation", ""),
            said["authority"],
            evidence,
            filename,
        )


class ActingForm(edge.Form):
    """For whom one acts from now on."""

    who = edge.OneOf(label="这次替谁办？", choices=[], blank="请选一个身份")

    def __init__(self, name: str, held: Sequence[tuple[Mandate, str]], *args: Any, **kwargs: Any) -> None:
        """Offer oneself, and everybody for whom one may act."""
        super().__init__(*args, **kwargs)
        others = [(row.reference, f"{row.party_name}（我是{title}）") for row, title in held]
        self.fields["who"].choices = [(SELF, f"{name}（本人）"), *others]  # type: ignore[attr-defined]


class EndForm(edge.Form):
    """Why a mandate ends: nobody has to say."""

    reason = edge.LongText(label="原因", required=False, max_length=200, help_text="可以不写")


def usual_end(day: date) -> date:
    """Return the end that is filled in beforehand for a mandate that begins on a day."""
    return years_after(day, law.term("term.mandate.usual", day).amount)
