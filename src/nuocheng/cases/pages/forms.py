"""The forms of the party and of the desk on a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nuocheng.cases import papers
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import clock
from nuocheng.edge import forms as edge
from nuocheng.edge.number_fields import Mobile, Money
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.facts import FactType, bounds, within
from nuocheng.kernel.numbers import BadNumber, parse_party_number

MEGABYTES = 20
NUMBER_UNSURE = "这个号码对不上，请照着证件或者执照再核对一遍"
LONGEST = 400
#: How much of one answer a draft keeps, right or wrong.
KEPT = 2000

#: A count has no more digits than a fact can hold.
MOST_DIGITS = 18

#: What stands beside a field that was filled in from a source.
KNOWN_HINT = "不对的请直接改，会注明“和查到的不一样”，不影响您提交"

WAYS = {
    "pledge": "写承诺，这{count}份证明不用交",
    "part": "一部分承诺，一部分交证明",
    "none": "不承诺，全部交证明",
}


class ContactForm(edge.Form):
    """How the party can be reached."""

    phone = Mobile(label="手机号", blank="请填写手机号", help_text="有结果时联系您，也用来约核查时间")
    address = edge.TextLine(
        label="联系地址",
        blank="请填写联系地址，写到门牌号",
        max_length=120,
        help_text="写到门牌号，例如：人民路街道公园路18号",
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What a source says of one fact: the value, and the words that say which source and when."""

    value: str
    mark: str


class WayForm(edge.Form):
    """How the applicant wants to go about it, and that the notice was read."""

    way = edge.OneOf(
        label="您想怎么办？",
        help_text="三种办法都可以，您自己选。不承诺也照样能办，只是要多交证明。",
        choices=[],
        blank="请选择怎么办理",
    )
    read = edge.Tick(
        label="我已看完告知内容，知道要证明什么、怎么核查、承诺不实要负什么责任",
        blank="请勾选“我已看完告知内容”",
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        """Offer the ways that make sense for *count* certificates."""
        super().__init__(*args, **kwargs)
        ways = [way for way in WAYS if way != "part" or count > 1]
        self.fields["way"].choices = [(way, WAYS[way].format(count=count)) for way in ways]  # type: ignore[attr-defined]
        if not count:
            del self.fields["way"]
        elif count == 1:
            self.fields["way"].help_text = "两种办法都可以，您自己选。不承诺也照样能办，只是要多交证明。"


class ChooseForm(edge.Form):
    """For each certificate: pledge, or hand it in."""

    def __init__(self, certificates: Sequence[catalogue.Certificate], *args: Any, **kwargs: Any) -> None:
        """Ask once for each certificate."""
        super().__init__(*args, **kwargs)
        self.keys = [one.key for one in certificates]
        for place, one in enumerate(certificates):
            self.fields[f"c{place}"] = edge.OneOf(
                label=one.name,
                choices=[("pledge", "承诺"), ("submit", "交证明")],
                look="inline",
                blank=f"请为“{one.name}”选一种办法",
            )

    def chosen(self) -> dict[str, str]:
        """Return the choice by certificate."""
        return {key: self.cleaned_data[f"c{place}"] for place, key in enumerate(self.keys)}


class Whole(edge.TextLine):
    """A whole number; full-width digits are welcome."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "in w8", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        """Return the digits.

        Raises:
            ValidationError: It is no whole number.

        """
        digits = edge.plain_digits(str(value or ""))
        if digits and not (digits.isascii() and digits.isdecimal()):
            raise ValidationError("请填整数，例如3", code="integer")
        if len(digits) > MOST_DIGITS:
            raise ValidationError(f"最多{MOST_DIGITS}位数，您填了{len(digits)}位，请核对", code="digits")
        return digits


class Number(edge.TextLine):
    """The number of a person or an organisation, as it stands on the card or the licence."""

    widget = forms.TextInput(attrs={"class": "in", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        """Return the number without the spaces and full-width signs people type.

        Raises:
            ValidationError: It is neither an identity number nor a unified social credit code.

        """
        written = edge.plain_digits(str(value or ""))
        if not written:
            return ""
        try:
            return parse_party_number(written, today=clock.today()).value
        except BadNumber as bad:
            # A fact does not ask whose number it is: what remains to be done is to look at it once more.
            text = NUMBER_UNSURE if bad.code == "kind" else bad.text
            raise ValidationError(text, code="number") from bad


def field_for(fact: catalogue.FactField) -> forms.Field:
    """Return the input for one fact, by its type, with its bounds told in the hint and kept."""
    label = f"{fact.label}（{fact.unit}）" if fact.unit and fact.type is not FactType.MONEY else fact.label
    allowed = bounds(fact.type, fact.minimum, fact.maximum, fact.unit)
    hint = "。".join(filter(None, (fact.hint.rstrip("。"), f"应{allowed}" if allowed else "")))
    said: dict[str, Any] = {"label": label, "help_text": hint, "blank": f"请填写{fact.label}"}
    choose = {**said, "blank": f"请选择{fact.label}"}
    too_long = {"max_length": f"{fact.label}太长了，请写在{LONGEST}个字以内"}
    choices = [(one, one) for one in fact.choices]
    made: dict[FactType, Callable[[], forms.Field]] = {
        FactType.TEXT: lambda: edge.TextLine(max_length=LONGEST, error_messages=too_long, **said),
        FactType.DATE: lambda: edge.DateParts(**{**said, "blank": f"请填写{fact.label}，例如2027年6月30日"}),
        FactType.MONEY: lambda: Money(**said),
        FactType.INTEGER: lambda: Whole(**said),
        FactType.NUMBER: lambda: Number(max_length=40, **said),
        FactType.BOOLEAN: lambda: edge.OneOf(choices=[("是", "是"), ("否", "否")], look="inline", **choose),
        FactType.CHOICE: lambda: edge.OneOf(choices=choices, look="rows", **choose),
    }
    field = made[fact.type]()
    if allowed:
        field.validators = [*field.validators, _within(fact, allowed)]
    return field


def _within(fact: catalogue.FactField, allowed: str) -> Callable[[Any], None]:
    """Return the check that an answer lies between the bounds of its fact."""

    def check(value: Any) -> None:
        written = as_text(value)
        if not within(fact.type, written, fact.minimum, fact.maximum):
            spoken = cn_date(value) if isinstance(value, date) else written
            text = f"{fact.label}应{allowed}，您填的是{spoken}，请核对"
            raise ValidationError(text, code="range")

    return check


def as_text(value: Any) -> str:
    """Write a cleaned answer as the pledge keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value).strip()


def as_kept(value: Any) -> Any:
    """Return what was typed as a draft keeps it: the words, or the parts of a day, none of them endless."""
    if isinstance(value, list | tuple):
        return [str(part or "")[:KEPT] for part in value]
    return str(value)[:KEPT]


class FactsForm(edge.Form):
    """Every fact of every certificate to be pledged, each by its type."""

    def __init__(
        self,
        certificates: Sequence[catalogue.Certificate],
        *args: Any,
        kept: Mapping[str, Mapping[str, Any]] | None = None,
        known: Mapping[str, Mapping[str, Known]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Lay out the fields, with what was *kept* from before in them, as it was typed or as it was read."""
        super().__init__(*args, prefix="f", **kwargs)
        self.places = {
            f"{place}_{row}": (one, fact)
            for place, one in enumerate(certificates)
            for row, fact in enumerate(one.facts)
        }
        before = kept or {}
        for name, (one, fact) in self.places.items():
            self.fields[name] = field_for(fact)
            value = before.get(one.key, {}).get(fact.key, "")
            held = (known or {}).get(one.key, {}).get(fact.key)
            if held is not None:
                value = value or held.value
                field = self.fields[name]
                field.help_text = "。".join(filter(None, (str(field.help_text), held.mark, KNOWN_HINT)))
            if value:
                is_day = fact.type is FactType.DATE and isinstance(value, str)
                self.initial[name] = date.fromisoformat(value) if is_day else value

    def of(self, key: str) -> list[Any]:
        """Return the bound fields of one certificate."""
        return [self[name] for name, (one, _) in self.places.items() if one.key == key]

    def typed(self) -> dict[str, dict[str, Any]]:
        """Return what was typed, right or wrong, by certificate and fact: a day in its three parts."""
        given: dict[str, dict[str, Any]] = {one.key: {} for one, _ in self.places.values()}
        for name, (one, fact) in self.places.items():
            widget = self.fields[name].widget
            value = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if value and any(value):
                given[one.key][fact.key] = as_kept(value)
        return given

    def facts(self) -> dict[str, dict[str, str]]:
        """Return what was validly given, by certificate and fact."""
        given: dict[str, dict[str, str]] = {one.key: {} for one, _ in self.places.values()}
        for name, (one, fact) in self.places.items():
            value = self.cleaned_data.get(name)
            if value not in (None, ""):
                given[one.key][fact.key] = as_text(value)
        return given


class StatementsForm(edge.Form):
    """The statements of a pledge: each a tick of its own, none made beforehand; some may be left out."""

    def __init__(
        self,
        statements: Mapping[str, str],
        *args: Any,
        optional: Mapping[str, str],
        kept: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """Lay out the ticks; those the party made before stay made."""
        super().__init__(*args, prefix="s", **kwargs)
        for place, (code, text) in enumerate(statements.items(), start=1):
            self.fields[code] = edge.Tick(label=text, blank=f"请勾选第{place}项承诺")
        for code, text in optional.items():
            self.fields[code] = edge.Tick(label=f"{text}（选填）", required=False)
        for code in self.fields:
            self.initial[code] = code in kept

    def ticked(self) -> list[str]:
        """Return the codes that are ticked."""
        return [code for code in self.fields if self.cleaned_data.get(code)]


def statements_form(today: date, *args: Any, kept: Sequence[str] = ()) -> StatementsForm:
    """Return the form of the statements that the law of that day asks for, and of those it offers."""
    must, may = papers.statements(today), papers.optional_statements(today)
    return StatementsForm(must, *args, optional=may, kept=kept)


class SignForm(edge.Form):
    """The signature: the party's own name, typed in full."""

    signed_as = edge.TextLine(
        label="签名：请写您的姓名全名",
        blank="请写上您的姓名，作为签名",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, organisation: bool = False, **kwargs: Any) -> None:
        """Ask for the organisation's full name where one signs."""
        super().__init__(*args, **kwargs)
        if organisation:
            self.fields["signed_as"].label = "签名：请写单位全称"
            self.fields["signed_as"].error_messages["required"] = "请写上单位全称，作为签名"


class CertificateForm(edge.Form):
    """One certificate, as a picture, a PDF or an OFD; *warning* says what whoever took it noticed."""

    warning = ""
    photo = edge.AnyFile(
        label="用手机拍",
        required=False,
        megabytes=MEGABYTES,
        help_text="放平、拍全、字能看清",
        widget=edge.FileInput({"accept": "image/*", "capture": "environment"}),
    )
    file = edge.AnyFile(
        label="选文件或照片",
        required=False,
        megabytes=MEGABYTES,
        help_text=f"照片或图片（JPG、PNG）、PDF、OFD，不超过{MEGABYTES}MB",
        widget=edge.FileInput({"accept": ".jpg,.jpeg,.png,.pdf,.ofd"}),
    )

    def clean(self) -> dict[str, Any]:
        """Take the file or the photograph, whichever came."""
        data = super().clean() or {}
        chosen = data.get("file") or data.get("photo")
        if chosen is None and not self.errors:
            self.add_error("file", "请先选文件或拍照，再点“上传”")
        return {**data, "file": chosen}


class RenameForm(edge.Form):
    """Another name for a file that was handed in."""

    name = edge.TextLine(label="新的文件名", blank="请填写新的文件名，例如租赁合同第1页", max_length=80)


class WhyForm(edge.Form):
    """Why something is withdrawn: nobody has to say."""

    reason = edge.LongText(label="原因", required=False, max_length=200, help_text="可以不写")


class LookupForm(edge.Form):
    """What is copied from a paper to see whether it is genuine, and the end of the number of whom it is about."""

    code = edge.TextLine(
        label="核验码或文号",
        blank="请填写核验码或文号，它们在文书的二维码旁边和右上角",
        help_text="核验码12位，在二维码旁边，大小写都行；或者照抄文号，例如：白区诺〔2026〕01043号",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "in"}),
    )
    tail = edge.TextLine(
        label="申请人证件号后4位",
        blank="请填写申请人证件号的最后4位",
        help_text="身份证号的后4位，最后一位可以是X；单位填统一社会信用代码的后4位",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "in w4"}),
    )
