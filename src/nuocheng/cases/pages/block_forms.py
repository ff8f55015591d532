"""The forms of number blocks: drawing one, declaring numbers void, and entering a paper later."""

from __future__ import annotations

from django import forms

from nuocheng.cases.pages.window_forms import PartyForm
from nuocheng.edge import forms as edge


class DrawForm(edge.Form):
    """How many numbers, for which item, window and day."""

    item_code = edge.Pick(label="事项", choices=[], blank="请选事项")
    window = edge.TextLine(label="哪个窗口用", blank="请填写哪个窗口用，例如3号窗口", max_length=40)
    day = edge.DateParts(label="备用日期", blank="请填写备用日期，例如2026年12月1日")
    count = edge.TextLine(
        label="几个号", blank="请填写要几个号，例如20", max_length=3,
        widget=forms.TextInput(attrs={"class": "in w4", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_count(self) -> int:
        """Return the number that was typed.

        Raises:
            ValidationError: It is none.

        """
        typed = edge.plain_digits(self.cleaned_data["count"])
        if not (typed.isascii() and typed.isdecimal()):
            raise forms.ValidationError("请填整数，例如20")
        return int(typed)


class VoidForm(edge.Form):
    """Why numbers are declared void."""

    reason = edge.TextLine(label="为什么作废", blank="请写明为什么作废，例如写坏了、没有用完", max_length=200)


class LaterForm(PartyForm):
    """A paper signed on a blank form: its number is known, its date stands on it."""

    signed_on = edge.DateParts(label="纸上的签字日期", blank="请照着纸填写签字日期，例如2026年11月28日")
    reason = edge.TextLine(label="晚补录的原因", required=False, max_length=200, help_text="按时补录的不用填")
