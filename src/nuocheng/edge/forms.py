"""Forms in our own dress: the renderer, the fields citizens and officers fill in, and the error summary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from nuocheng.edge import leaving, signs
from nuocheng.edge.problems import status
from nuocheng.kernel.errors import Refusal

Choices = Sequence[tuple[str, str]]

MEGABYTE = 1024 * 1024
DATE_UNITS = ("年", "月", "日")
#: How long a text may be where a form does not say.
LONGEST_TEXT = 5000
#: A year before this one is a slip: no paper that still counts is older.
EARLIEST_YEAR = 1800
#: So much of a wrong answer is repeated in the sentence about it.
_SHOWN = 20
KINDS: dict[str, tuple[str, bytes]] = {
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".pdf": ("application/pdf", b"%PDF-"),
}
"""What may be uploaded: the ending of the name, the media type and the first bytes."""


class Renderer(TemplatesSetting):
    """Draws forms, fields and widgets from the templates of this project."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"


class MessageList(ErrorList):
    """The messages of a field, drawn by our template."""

    template_name = "django/forms/errors/list/plain.html"


class Form(forms.Form):
    """A form that leaves checking to the server, so that every browser says the same words."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's arguments, with our own list of messages."""
        kwargs.setdefault("error_class", MessageList)
        super().__init__(*args, **kwargs)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Return what stands in a field at first: what was left behind there before signing in again, if anything."""
        left = leaving.left_here()
        if left is None or self.is_bound or not self._is_in(left):
            return super().get_initial_for_field(field, field_name)
        return field.widget.value_from_datadict(left, MultiValueDict(), self.add_prefix(field_name))

    def _is_in(self, left: QueryDict) -> bool:
        """Say whether a form like this one was sent: some field of it, or a part of one, is among what was."""
        ours = {self.add_prefix(name) for name in self.fields}
        return any(name in ours or name.rpartition("_")[0] in ours for name in left)

    def summary(self) -> list[tuple[str, str]]:
        """Return what is still to be put right as pairs of anchor and message."""
        return error_summary(self)

    def say(self, refusal: Refusal, fields: Mapping[str, str] | None = None) -> int:
        """Put a refusal's sentences into the form, each at its field where one is named; return the status.

        *fields* names the field by the rule that objected, or by what the refusal calls the place it speaks of, where
        the form calls it otherwise.
        """
        places = fields or {}
        for one in refusal.objections:
            place = one.field or one.at
            field = places.get(one.rule) or places.get(place, place)
            self.add_error(field if field in self.fields else None, one.text)
        if not refusal.objections:
            self.add_error(None, refusal.text)
        return status(refusal)


def error_summary(*bound_forms: forms.BaseForm) -> list[tuple[str, str]]:
    """Return every message of the given forms, in reading order, with the anchor of the input it speaks of."""
    found: list[tuple[str, str]] = []
    for form in bound_forms:
        found += [("", str(message)) for message in form.non_field_errors()]
        for field in form:
            found += [(anchor(field), str(message)) for message in field.errors]
    return found


def anchor(field: BoundField) -> str:
    """Return the id of the first input of a field, where a link from the summary should land."""
    return field.id_for_label or f"{field.auto_id}_0"


def plain_digits(text: str) -> str:
    """Return text with full-width signs made half-width, the spaces gone, and the marks that phones paste along."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", signs.heard(text)))


class Spoken(forms.Field):
    """A field that says in plain words what to fill in when it was left empty, or filled in with what cannot be."""

    verb: ClassVar[str] = "请填写"

    def __init__(
        self, *, blank: str = "", error_messages: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        """Take Django's arguments and the sentence for an empty answer."""
        super().__init__(error_messages=error_messages, **kwargs)
        nothing = blank or f"{self.verb}{str(self.label or '').rstrip('？')}"
        too_long = f"{signs.called(str(self.label or ''))}太长了，请写在%(limit_value)d个字以内"
        ours = {
            "required": nothing,
            "invalid_choice": nothing,
            "invalid_list": nothing,
            "max_length": too_long,
        }
        self.error_messages |= {**ours, **(error_messages or {}), "required": nothing}


class Text(Spoken, forms.CharField):
    """Text, without the marks that nobody sees and no paper can carry."""

    pictures: ClassVar[bool] = False

    def to_python(self, value: Any) -> str:
        """Return the text that was written.

        Raises:
            ValidationError: It has signs that would not be read as they were written, or cannot be printed.

        """
        written = super().to_python(signs.heard(value) if isinstance(value, str) else value) or ""
        wrong = signs.objection(written, signs.called(str(self.label or "")), pictures=self.pictures)
        if wrong:
            raise ValidationError(wrong, code="signs")
        return written


class TextLine(Text):
    """One line of text, as it may stand on a paper: no pictures."""


class LongText(Text):
    """Several lines of text, in which people may say what they like as they like."""

    pictures = True
    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, max_length: int = LONGEST_TEXT, **kwargs: Any) -> None:
        """Take how long it may be: nobody reads more than some pages, and no table is filled by one form."""
        super().__init__(max_length=max_length, **kwargs)


class ChoiceList(forms.RadioSelect):
    """Radio buttons one under the other, in rows, in boxes or side by side."""

    template_name = "django/forms/widgets/choice_list.html"

    def __init__(self, *, look: str = "rows", hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """Take Django's arguments, the look (rows, boxed, inline) and a line of help for some choices."""
        super().__init__(**kwargs)
        self.look = look
        self.hints = hints or {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return Django's context with our look added."""
        context = super().get_context(name, value, attrs)
        context["widget"]["look"] = self.look
        return context

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return one choice with its line of help."""
        option = super().create_option(*args, **kwargs)
        return {**option, "hint": self.hints.get(str(option["value"]), "")}


class CheckList(ChoiceList):
    """Checkboxes one under the other."""

    allow_multiple_selected = True
    input_type = "checkbox"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return all the ticked values."""
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Return that it can never be known: an unticked box is not sent."""
        return False


class Chosen(Spoken):
    """A field whose answer is chosen, not written."""

    verb = "请选择"


class Pick(Chosen, forms.ChoiceField):
    """One of many, in a drop-down list."""

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        """Take the choices and put an empty one before them."""
        super().__init__(choices=[("", "请选择"), *choices], **kwargs)


class OneOf(Chosen, forms.ChoiceField):
    """One of a few, all of them seen at once."""

    def __init__(self, *, look: str = "boxed", hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """Take the choices, their look and a line of help for some of them."""
        super().__init__(widget=ChoiceList(look=look, hints=hints), **kwargs)


class SomeOf(Chosen, forms.MultipleChoiceField):
    """Any number of a few."""

    def __init__(self, *, look: str = "rows", hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """Take the choices, their look and a line of help for some of them."""
        super().__init__(widget=CheckList(look=look, hints=hints), **kwargs)


class YesNo(Chosen, forms.TypedChoiceField):
    """A question answered yes or no; its value is true, false or nothing."""

    def __init__(self, *, yes: str = "是", no: str = "否", **kwargs: Any) -> None:
        """Take the words of both answers."""
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            widget=ChoiceList(look="inline"),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the word of the form for a stored truth."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class TickInput(forms.CheckboxInput):
    """A checkbox with its label at its right: the field template knows it by its name."""


class Tick(Spoken, forms.BooleanField):
    """A statement that has to be ticked."""

    verb = "请勾选"
    widget = TickInput


class DatePartsInput(forms.MultiWidget):
    """Three short inputs: year, month, day."""

    template_name = "django/forms/widgets/date_parts.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Set up the three inputs for a number keypad."""
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(
                attrs={"inputmode": "numeric", "class": f"in w{width}", "autocomplete": "off"}
            )
            for name, width in (("year", 4), ("month", 2), ("day", 2))
        }
        super().__init__(parts, attrs)

    def decompress(self, value: date | None) -> list[str]:
        """Return a day as three numbers."""
        return [str(value.year), str(value.month), str(value.day)] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return Django's context with the unit beside every input."""
        context = super().get_context(name, value, attrs)
        for unit, part in zip(DATE_UNITS, context["widget"]["subwidgets"], strict=True):
            part["unit"] = unit
        return context


class DateParts(Spoken):
    """A day asked for as 年, 月 and 日; full-width digits are welcome."""

    widget = DatePartsInput

    def to_python(self, value: Any) -> date | None:
        """Return the day that was written.

        Raises:
            ValidationError: A part is missing, the year is short, or there is no such day.

        """
        parts = [_bare(part, unit) for part, unit in zip(value or (), DATE_UNITS, strict=False)]
        if not any(parts):
            return None
        missing = [unit for unit, part in zip(DATE_UNITS, parts, strict=True) if not part]
        if missing:
            raise ValidationError(f"日期还缺{'和'.join(missing)}，请填完整", code="partial")
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise ValidationError("年、月、日请填数字，例如2027年6月30日", code="digits")
        if len(parts[0]) != 4:
            raise ValidationError(f"年份应为4位，例如2027，您填了{parts[0][:_SHOWN]}", code="year")
        if int(parts[0]) < EARLIEST_YEAR:
            raise ValidationError(f"年份不会这么早，您填了{parts[0]}，请核对", code="year")
        return _day_of(*(int(part) for part in parts))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the three numbers differ from what was there."""
        written = [plain_digits(part or "").lstrip("0") for part in data or ("", "", "")]
        return written != DatePartsInput().decompress(initial)


def _day_of(year: int, month: int, day: int) -> date:
    """Return the day, or say that the calendar has none like it."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as none_such:
        raise ValidationError("没有这一天，请核对", code="invalid") from none_such


def _bare(part: str | None, unit: str) -> str:
    """Return one part of a day without the unit that people write behind it."""
    return plain_digits(part or "").removesuffix(unit)


class FileInput(forms.FileInput):
    """A file chooser that offers the kinds we take, and the camera of a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Set the kinds of file to be offered."""
        super().__init__({"accept": ",".join(KINDS), **(attrs or {})})


class AnyFile(Chosen, forms.FileField):
    """A file of which only the size is judged here: what it is will be told by who takes it."""

    widget = FileInput

    def __init__(self, *, megabytes: int = 20, **kwargs: Any) -> None:
        """Set how large a file may be and the words for what we cannot take."""
        super().__init__(**kwargs)
        self.megabytes = megabytes
        self.error_messages["empty"] = "文件是空的，请重新选"

    def to_python(self, data: Any) -> File[Any] | None:
        """Return the file when it is not too large.

        Raises:
            ValidationError: The file is too large.

        """
        file: File[Any] | None = super().to_python(data)
        size = (file.size or 0) if file else 0
        if size > self.megabytes * MEGABYTE:
            raise ValidationError(
                f"文件有{-(-size // MEGABYTE)}MB，超过{self.megabytes}MB；请分成几个文件上传", code="big"
            )
        return file


class Upload(AnyFile):
    """A photograph or a PDF, judged by its name, its size and its first bytes."""

    def to_python(self, data: Any) -> File[Any] | None:
        """Return the file when it can be taken.

        Raises:
            ValidationError: The file is of another kind, too large, or not what its name says.

        """
        ending = PurePath(getattr(data, "name", "") or "").suffix.lower()
        if data not in self.empty_values and ending not in KINDS:
            raise ValidationError(
                f"只能上传图片（JPG、PNG）或PDF，您选的是{ending or '没有扩展名的文件'}", code="type"
            )
        file = super().to_python(data)
        if file is None:
            return None
        head = file.read(8)
        file.seek(0)
        if not head.startswith(KINDS[ending][1]):
            raise ValidationError(f"这个文件打不开，可能不是真正的{ending}文件，请换一个", code="type")
        return file
