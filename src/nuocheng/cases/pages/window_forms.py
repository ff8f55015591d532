"""The forms of the window: whose application it is, and what the party signed on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from nuocheng.cases.pages import cards
from nuocheng.cases.rules.ceremony import Bystander
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.name_fields import PersonName, person_name
from nuocheng.edge.number_fields import Mobile, PartyNumber
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number


class PartyForm(edge.Form):
    """Whose application it is: read from the identity card, or typed from it or from the licence."""

    kind = edge.OneOf(
        label="申请人是",
        blank="请选申请人是个人还是单位",
        choices=[("person", "个人"), ("organisation", "企业或其他组织")],
        look="inline",
        initial="person",
    )
    number = edge.TextLine(
        label="证件号码", blank="请填写身份证号或统一社会信用代码", max_length=cards.LONGEST,
        help_text="读卡器像键盘一样打字的，光标放在这里读卡",
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off", "maxlength": None, "data-number": ""}),
    )  # fmt: skip
    name = edge.TextLine(
        label="姓名或单位名称", blank="请填写姓名", max_length=100,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )  # fmt: skip
    phone = Mobile(label="手机号", blank="请填写手机号")
    address = edge.TextLine(label="联系地址", blank="请填写联系地址，写到门牌号", max_length=120)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """Take what was typed; what a card reader typed or handed over is taken apart first."""
        super().__init__(_with_card(data) if data is not None else None, **kwargs)

    def clean_name(self) -> str:
        """Return the name with its dots in one spelling.

        Raises:
            ValidationError: A person's name has signs that no name has.

        """
        name: str = self.cleaned_data["name"]
        if self.data.get("kind") == "organisation":
            return name
        return person_name(name)

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


def _with_card(data: Any) -> Any:
    """Return the data with the parts of a card in their own fields; an empty number where a card said nothing."""
    typed = str(data.get("number", ""))
    said = str(data.get("card", "")) or (typed if cards.is_card(typed) else "")
    if not said:
        return data
    card = cards.read(said, today())
    filled = data.copy()
    filled["card"] = ""
    if card is None:
        filled["number"] = "" if said == typed else typed
        filled["card_failed"] = "1"
        return filled
    filled["kind"], filled["number"] = PartyKind.PERSON, card.number
    filled["name"] = card.name or data.get("name", "")
    filled["address"] = data.get("address", "") or card.address
    return filled


def only_what_is_wrong(form: edge.Form) -> None:
    """Keep complaints about what was typed, and none about what is not typed yet."""
    form.is_valid()
    for name in list(form.errors):
        if only_blank(form, name):
            del form.errors[name]


def only_blank(form: edge.Form, name: str) -> bool:
    """Say whether all that is wrong with a field is that nothing was filled in."""
    return all(one.code == "required" for one in form.errors.as_data().get(name, []))


#: What the party answers when the clerk asks.
WAYS = (
    ("pledge", "愿意，都写承诺"),
    ("part", "一部分写承诺"),
    ("none", "不愿意，都交证明"),
    ("cannot", "愿意，但写不了字"),
)


class AskForm(edge.Form):
    """What the party answered: asked once, and it may change its mind until it signs."""

    way = edge.OneOf(label="申请人怎么说", choices=list(WAYS), look="inline", required=False)


class HandForm(edge.Form):
    """What the clerk vouches for, and the signature that stands on the paper."""

    read = edge.Tick(
        label="申请人看完了告知书，在告知书和承诺书上签了字，纸上的承诺一条都没有划掉",
        blank="请先让申请人看完告知书并签字，再勾选",
    )
    signed_as = edge.TextLine(
        label="承诺书上的签名",
        blank="请照着纸上的签名填写",
        max_length=100,
        help_text="照着纸上写的填，要和证件上的名字一样",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "in"}),
    )

    mended = edge.Tick(
        label="打印以后又改过填的内容：纸上改的地方，申请人签了字或者按了手印",
        blank="填的内容和打印的那一份不一样。请重新打印、重新签；在纸上改了并且签字按手印的，请勾选",
    )
    signed_by = edge.OneOf(label="承诺书是谁签的", choices=[], look="inline", blank="请选承诺书是谁签的")
    field_order = ("read", "mended", "signed_by", "signed_as")

    def __init__(
        self,
        *args: Any,
        pledging: bool = True,
        departs: bool = False,
        signers: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """Ask for the signature only where something is pledged, and whose it is only where several may sign.

        *departs* says whether what was typed is no longer what the printed paper says.
        """
        super().__init__(*args, **kwargs)
        if not (pledging and departs):
            del self.fields["mended"]
        self.fields["signed_by"].choices = list(signers)  # type: ignore[attr-defined]
        if not pledging:
            del self.fields["signed_as"]
            self.fields["read"].label = "申请人看完了告知书，在告知书上签了字"
        if not (pledging and signers):
            del self.fields["signed_by"]


class HelpersForm(edge.Form):
    """Who wrote for a party that cannot write, and who watched."""

    helped = edge.Tick(label="申请人写不了字，请别人代书，按了手印", required=False)
    scribe = PersonName(label="代书人姓名", blank="请填写代书人的姓名", max_length=100)
    scribe_number = PartyNumber(kind=PartyKind.PERSON, label="代书人身份证号", blank="请填写代书人的身份证号")
    scribe_relation = edge.TextLine(
        label="代书人和申请人的关系",
        blank="请填写代书人和申请人的关系",
        max_length=40,
        help_text="例如：儿子、邻居",
    )
    witness = PersonName(label="见证人姓名", blank="请填写见证人的姓名", max_length=100)
    witness_number = PartyNumber(
        kind=PartyKind.PERSON, label="见证人身份证号", blank="请填写见证人的身份证号"
    )
    witness_relation = edge.TextLine(
        label="见证人的身份",
        blank="请填写见证人的身份",
        max_length=40,
        help_text="例如：大厅志愿者、社区工作者",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both of them only where the party cannot write."""
        data = super().clean() or {}
        if not data.get("helped"):
            for name in [one for one in self.errors if one in self.fields]:
                del self.errors[name]
        return data

    def who(self, part: str) -> Bystander | None:
        """Return one of the two, if anything was typed about them."""
        said = (self.cleaned_data.get(name, "") for name in (part, f"{part}_number", f"{part}_relation"))
        one = Bystander(*said)
        return one if one.name or one.number else None


class SpareForm(edge.Form):
    """What may be agreed to beside the pledge, as it was ticked on paper."""

    def __init__(
        self, offered: Mapping[str, str], *args: Any, kept: Iterable[str] = (), **kwargs: Any
    ) -> None:
        """Offer a tick for each sentence."""
        super().__init__(*args, prefix="s", **kwargs)
        for code, text in offered.items():
            self.fields[code] = edge.Tick(label=f"纸上勾了“同意”：{text}", required=False)
            self.initial[code] = code in kept

    def ticked(self) -> list[str]:
        """Return the codes that are ticked."""
        return [code for code in self.fields if self.cleaned_data.get(code)]


class ManyFiles(edge.FileInput):
    """A file chooser for several files at once."""

    allow_multiple_selected = True


class ScansForm(edge.Form):
    """Scanned pages: one file or many; each is judged by itself, so that one bad file does not lose the others."""

    scans = forms.FileField(
        label="扫描件或照片",
        required=False,
        help_text="一次可以选多个。图片（JPG、PNG）或PDF，每个不超过20MB；哪一页归哪里，二维码会说",
        widget=ManyFiles(attrs={"multiple": True, "data-scans": ""}),
    )
