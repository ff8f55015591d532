"""Fields for the names of people: every script passes, other signs do not, and the dots have one spelling."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nuocheng.edge import signs
from nuocheng.edge.forms import Spoken
from nuocheng.kernel import names

BAD_NAME = "姓名里只能有汉字、字母和间隔点“·”，请去掉其他符号"


def person_name(written: str) -> str:
    """Return a person's name as it is kept.

    Raises:
        ValidationError: It has signs that no name has.

    """
    name = names.tidy(signs.heard(written))
    if names.strange(name):
        raise ValidationError(BAD_NAME, code="name")
    return name


class PersonName(Spoken, forms.CharField):
    """The name of a person, its dots in one spelling."""

    widget = forms.TextInput(attrs={"class": "in", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        """Return the name as it is kept.

        Raises:
            ValidationError: It has signs that no name has.

        """
        return person_name(str(value or ""))
