"""The forms of the window: whose application it is, and what the party signed on paper."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.number_fields import Mobile
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number

_DOTS = re.compile("[•・‧．.･∙⋅]")


class PartyForm(edge.Form):
    """Whose application it is: typed from the identity card or the licence."""

    kind = edge.OneOf(
        label="谁来办",
        choices=[("person", "个人"), ("organisation", "企业或其他组织")],
        look="inline",
        initial="person",
    )
    number = edge.TextLine(
        label="证件号码", blank="请填写身份证号或统一社会信用代码", max_length=40,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )  # fmt: skip
    name = edge.TextLine(
        label="姓名或单位名称", blank="请填写姓名", max_length=100,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )  # fmt: skip
    phone = Mobile(label="手机号", blank="请填写手机号")
    address = edge.TextLine(label="联系地址", blank="请填写联系地址，写到门牌号", max_length=120)

    def clean_name(self) -> str:
        """Return the name with its dots in one spelling.

        Raises:
            ValidationError: A person's name has signs that no name has.

        """
        name: str = self.cleaned_data["name"]
        if self.data.get("kind") == "organisation":
            return name
        name = _DOTS.sub("·", name)
        if any(sign != "·" and unicodedata.category(sign)[0] not in "LM" for sign in name.replace(" ", "")):
            raise forms.ValidationError("姓名里只能有汉字、字母和间隔点“·”，请去掉其他符号")
        return name

    def clean(self) -> dict[str, Any]:
        """Read the number as the kind of party that was chosen."""
        data = super().clean() or {}
        if data.get("kind") and data.get("number"):
            try:
                found = parse_party_number(data["number"], today=today(), kind=PartyKind(data["kind"]))
            except BadNumber as bad:
                self.add_error("number", bad.text)
            else:
                data["number"] = found.value
        return data


class PaperForm(edge.Form):
    """What the clerk vouches for: the party read the notice and signed it by hand."""

    read = edge.Tick(
        label="申请人已经看完告知书，并在告知书上签了字", blank="请先让申请人看完告知书并签字，再勾选"
    )


class HandForm(edge.Form):
    """The signature that stands on the paper."""

    signed_as = edge.TextLine(
        label="承诺书上的签名",
        blank="请照着纸上的签名填写",
        max_length=100,
        help_text="照着纸上写的填，要和证件上的名字一样",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "in"}),
    )
