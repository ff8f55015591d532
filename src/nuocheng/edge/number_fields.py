"""Fields for numbers: a mobile number, that of a person or an organisation, an amount of money, a whole number."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nuocheng.edge.clock import today
from nuocheng.edge.forms import Spoken, TextLine, plain_digits
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number

MONEY_WORDS = {
    "invalid": "请填数字，单位是元，例如1200",
    "min_value": "金额不能是负数，请核对",
    "max_decimal_places": "金额最多两位小数，请核对",
    "max_digits": "金额太大，请核对",
    "max_whole_digits": "金额太大，请核对",
}
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ELEVEN = 11


class Mobile(TextLine):
    """A mobile number of eleven digits, however it was typed."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "in w8"})

    def to_python(self, value: Any) -> str:
        """Return the bare digits.

        Raises:
            ValidationError: There are not eleven of them, or no mobile number begins so.

        """
        digits = plain_digits(str(value or "")).replace("-", "").removeprefix("+86")
        if digits and (len(digits) != _ELEVEN or not _MOBILE.fullmatch(digits)):
            raise ValidationError("手机号应为11位，请核对", code="mobile")
        return digits


class PartyNumber(TextLine):
    """The number of a party of a kind that is known: GB 11643 for a person, GB 32100 for an organisation."""

    widget = forms.TextInput(attrs={"class": "in", "autocomplete": "off"})

    def __init__(self, *, kind: PartyKind, **kwargs: Any) -> None:
        """Take whose number it is."""
        super().__init__(**kwargs)
        self.kind = kind

    def to_python(self, value: Any) -> str:
        """Return the number in its one normal form.

        Raises:
            ValidationError: It cannot be such a number; the sentence says what to look at again.

        """
        typed = super().to_python(value)
        if not typed:
            return ""
        try:
            return parse_party_number(typed, today=today(), kind=self.kind).value
        except BadNumber as bad:
            raise ValidationError(bad.text, code=bad.code) from bad


class MoneyInput(forms.TextInput):
    """An amount with 元 behind it."""

    template_name = "django/forms/widgets/money.html"


class Money(Spoken, forms.DecimalField):
    """An amount in 元; commas, 元 and ￥ are taken off before reading."""

    widget = MoneyInput(attrs={"inputmode": "decimal", "class": "in w8", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        """Set the bounds of money."""
        bounds = {"min_value": 0, "max_digits": 14, "decimal_places": 2, **kwargs}
        super().__init__(**bounds)

    def clean(self, value: Any) -> Decimal | None:
        """Return the amount without what people write around it.

        Raises:
            ValidationError: It is no amount of money.

        """
        bare = re.sub(r"[,，元¥￥]", "", plain_digits(value)) if isinstance(value, str) else value
        if isinstance(bare, str) and "E" in bare.upper():
            raise ValidationError(MONEY_WORDS["invalid"], code="invalid")
        try:
            amount: Decimal | None = super().clean(bare)
        except ValidationError as wrong:
            raise ValidationError(
                [
                    ValidationError(MONEY_WORDS.get(one.code or "", str(one.message)), code=one.code)
                    for one in wrong.error_list
                ]
            ) from wrong
        return amount


class WholeNumber(TextLine):
    """A whole number, nought where nothing is written; full-width digits are welcome."""

    def __init__(self, *, digits: int = 3, **kwargs: Any) -> None:
        """Take Django's arguments, and how many digits there may be."""
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "in w8", "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 20, "widget": widget, **kwargs})
        self.digits = digits

    def clean(self, value: Any) -> Any:
        """Return the number.

        Raises:
            ValidationError: It is no whole number, or has too many digits.

        """
        text = plain_digits(str(super().clean(value)))
        if text and not (text.isascii() and text.isdecimal()):
            raise ValidationError("请填整数，例如20", code="digits")
        if len(text.lstrip("0")) > self.digits:
            raise ValidationError(f"最多{self.digits}位数，请核对", code="big")
        return int(text or 0)

    def prepare_value(self, value: Any) -> Any:
        """Return nothing for nought: it means that nothing is stated."""
        return "" if value == 0 else value
