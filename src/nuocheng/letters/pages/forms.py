"""The forms of letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from nuocheng.edge import forms as edge
from nuocheng.edge.number_fields import Mobile

_is_email = EmailValidator("邮箱写得不对，请核对；照“zhangsan@example.cn”这样写")


class Email(edge.TextLine):
    """An e-mail address."""

    widget = forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email", "class": "in"})

    def to_python(self, value: Any) -> str:
        """Return the address with full-width signs made half-width.

        Raises:
            ValidationError: It is none.

        """
        typed = edge.plain_digits(str(value or ""))
        if typed:
            _is_email(typed)
        return typed


class ReachForm(edge.Form):
    """How somebody wants to be reached."""

    phone = Mobile(label="手机号", blank="请填写手机号", help_text="有结果时联系您，也用来约核查时间")
    email = Email(label="邮箱", required=False, max_length=120, help_text="填了，消息也发到邮箱")
    wants_texts = forms.BooleanField(label="有消息时发短信告诉我", required=False, widget=edge.TickInput)


class RetryForm(edge.Form):
    """To send again, elsewhere if need be."""

    def __init__(self, *args: Any, way: str, **kwargs: Any) -> None:
        """Take the way: it says what an address looks like."""
        super().__init__(*args, **kwargs)
        self.way = way
        self.fields["address"] = edge.TextLine(
            label="新的手机号" if way == "sms" else "新的邮箱",
            required=False,
            max_length=160,
            help_text="有变的才填；不填就送到原来的号码或者邮箱",
        )

    def clean_address(self) -> str:
        """Return the address as its way wants it.

        Raises:
            ValidationError: It is none of that kind.

        """
        typed: str = self.cleaned_data["address"].strip()
        if not typed:
            return ""
        field = Mobile() if self.way == "sms" else Email()
        try:
            return str(field.clean(typed))
        except ValidationError as wrong:
            raise ValidationError(wrong.messages) from wrong


class PostForm(edge.Form):
    """The number of the mail."""

    receipt_no = edge.TextLine(
        label="邮件号",
        blank="请填写邮件号；当面交的，填写谁收的",
        max_length=64,
        help_text="当面交的，写明谁收的",
    )


class DropForm(edge.Form):
    """Why this way is given up."""

    reason = edge.TextLine(label="为什么不再送", blank="请写明为什么不再送", max_length=200)
