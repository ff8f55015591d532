"""Fields for the numbers that people have: a mobile number, and the number of a person or an organisation."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nuocheng.edge.clock import today
from nuocheng.edge.forms import TextLine, plain_digits
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number

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
