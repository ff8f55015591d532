"""The forms of visits: planning one, another time, what was seen, who signed, and the other officer's confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nuocheng.edge import forms as edge
from nuocheng.edge.display import cn_date
from nuocheng.edge.number_fields import Money
from nuocheng.holdings.channels import Inspected, Limits, inspect
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.acts import Shot
from nuocheng.verification.models import Task
from nuocheng.verification.pages.photos import LARGEST_PHOTO_MB, PHOTO
from nuocheng.verification.pages.visit_words import SIGHTS, SIGNINGS
from nuocheng.verification.rules.site_visit import Sight

LONGEST_SEEN, LONGEST_NOTE, LONGEST_PLACE = 200, 200, 60
#: How what was seen is asked for, by the type of the fact.
SEEN_FIELDS: dict[FactType, Any] = {
    FactType.DATE: edge.DateParts,
    FactType.MONEY: Money,
    FactType.BOOLEAN: edge.YesNo,
}


class ManyFiles(edge.FileInput):
    """A file chooser for several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Return every file that was chosen."""
        return (
            list(files.getlist(name)) if hasattr(files, "getlist") else [files[name]] if name in files else []
        )


class ManyPhotos(edge.AnyFile):
    """Photographs, each told by its own bytes and written anew; the value is what may be kept."""

    def __init__(
        self, *, limits: Limits = PHOTO, accept: str = "image/jpeg,image/png", **kwargs: Any
    ) -> None:
        """Offer photographs, and the camera of a phone."""
        self.limits = limits
        super().__init__(
            megabytes=LARGEST_PHOTO_MB, required=False, widget=ManyFiles(attrs={"accept": accept}), **kwargs
        )

    def clean(self, value: Any, initial: Any = None) -> tuple[Inspected, ...]:
        """Return the files as they will be kept.

        Raises:
            ValidationError: One is of another kind, too large, broken, or holds what may not be kept.

        """
        return tuple(self._kept(one) for one in value or ())

    def _kept(self, file: Any) -> Inspected:
        super().clean(file)
        try:
            return inspect(file, self.limits)
        except Refusal as wrong:
            raise ValidationError(f"{file.name}：{wrong.text}", code="photo") from wrong


class ClockTime(edge.TextLine):
    """A time of day asked for as 9:00, full-width digits and dots welcome."""

    def clean(self, value: Any) -> time:
        """Return the time.

        Raises:
            ValidationError: It is none.

        """
        typed = edge.plain_digits(str(super().clean(value)))
        for sign in ("：", ".", "点"):
            typed = typed.replace(sign, ":")
        hours, _, minutes = typed.rstrip(":").removesuffix("分").partition(":")
        minutes = minutes or "0"
        if not (hours.isascii() and hours.isdecimal() and minutes.isascii() and minutes.isdecimal()):
            raise ValidationError("时间请写成9:00这样", code="invalid")
        if int(hours) > 23 or int(minutes) > 59:
            raise ValidationError("没有这个时间，请写成9:00这样", code="invalid")
        return time(int(hours), int(minutes))


class WhenForm(edge.Form):
    """When somebody comes."""

    day = edge.DateParts(label="哪一天", blank="请填写日期，例如2026年12月8日")
    from_ = ClockTime(label="几点到", blank="请填写几点到，例如9:00", max_length=8)
    until = ClockTime(label="几点走", blank="请填写几点走，例如10:00", max_length=8)

    def moment(self, name: str) -> datetime:
        """Return the beginning or the end as a moment."""
        day: date = self.cleaned_data["day"]
        clock: time = self.cleaned_data[name]
        return datetime.combine(day, clock, CHINA)


class PostponeForm(WhenForm):
    """Another time, and why."""

    reason = edge.LongText(
        label="为什么改期", max_length=400, blank="请写明为什么改期，例如：当事人那天不在家"
    )


class CallOffForm(edge.Form):
    """Why a visit is called off."""

    reason = edge.LongText(
        label="为什么取消", max_length=400, blank="请写明为什么取消；已经通知的，会告诉当事人"
    )


class DeclineForm(edge.Form):
    """Why the party's other time does not suit."""

    reason = edge.LongText(
        label="为什么不同意", max_length=400, blank="请写明为什么不同意，当事人会看到，例如：那天没有人手"
    )


class AskTimeForm(edge.Form):
    """Another time, as the party proposes it: a reason, one time, and a second one if there is one."""

    reason = edge.LongText(
        label="为什么要改时间", max_length=400, blank="请写明为什么要改时间，例如：那天要去医院"
    )
    day_1 = edge.DateParts(label="您方便的时间：哪一天", blank="请填写您方便的日期，例如2026年12月8日")
    at_1 = edge.Pick(label="几点来", choices=[], blank="请选几点来")
    day_2 = edge.DateParts(label="还有一个时间也行：哪一天", required=False)
    at_2 = edge.Pick(label="几点来", choices=[], required=False)

    def __init__(self, times: Sequence[time], *args: Any, **kwargs: Any) -> None:
        """Offer the times of day at which somebody may come."""
        super().__init__(*args, **kwargs)
        offered = [("", "请选择"), *((f"{one:%H:%M}", _spoken(one)) for one in times)]
        for name in ("at_1", "at_2"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Hold the second time to be whole or left out.

        Raises:
            ValidationError: A day has no time of day, or the other way round.

        """
        said = super().clean() or {}
        if bool(said.get("day_2")) != bool(said.get("at_2")) and "day_2" not in self.errors:
            missing = "at_2" if said.get("day_2") else "day_2"
            self.add_error(missing, "第二个时间要么都填，要么都不填")
        return said

    def begins(self) -> list[datetime]:
        """Return when each proposed time begins."""
        said = self.cleaned_data
        pairs = ((said[f"day_{place}"], said[f"at_{place}"]) for place in (1, 2))
        return [datetime.combine(day, time.fromisoformat(at), CHINA) for day, at in pairs if day and at]


def _spoken(one: time) -> str:
    noon = 12
    return f"{'上午' if one.hour < noon else '下午'}{one.hour}:{one:%M}"


class ContestForm(edge.Form):
    """Why an officer does not confirm the record."""

    reason = edge.LongText(label="哪里记得不对", max_length=400, blank="请写明哪里记得不对，记录人会看到")


class PlanForm(WhenForm):
    """What is looked at together, who goes, and when."""

    tasks = edge.SomeOf(label="这一次看哪些", choices=[], blank="请至少选一项")
    first = edge.Pick(
        label="记录的人", choices=[], blank="请选谁记录", help_text="由他在手机上记，当场请当事人签名"
    )
    others = edge.SomeOf(label="同行人员", choices=[], blank="请选同行人员，至少一个")
    bring = edge.LongText(
        label="请当事人备好什么",
        required=False,
        max_length=400,
        help_text="只写看一眼的原件，不用复印，不用交",
    )
    contact = edge.TextLine(
        label="改时间找谁",
        max_length=80,
        blank="请填写改时间找谁，例如：冯川，0943-0000120",
        help_text="姓名和电话",
    )
    ground = edge.LongText(
        label="超过每年次数的理由", required=False, max_length=400, help_text="没有超过的不用写"
    )
    surprise = edge.Pick(
        label="要不要提前通知",
        choices=[],
        required=False,
        help_text="不打招呼的，要由本单位审查岗位批准",
    )
    surprise_why = edge.LongText(
        label="不打招呼的具体情况", required=False, max_length=400, help_text="要提前通知的不用写"
    )

    def __init__(
        self,
        tasks: Sequence[tuple[str, str]],
        officers: Sequence[tuple[str, str]],
        surprises: Sequence[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Offer the tasks that wait, the officers of the departments that owe them, the grounds to come unannounced."""
        super().__init__(*args, **kwargs)
        self.fields["tasks"].choices = tasks  # type: ignore[attr-defined]
        self.fields["first"].choices = [("", "请选择"), *officers]  # type: ignore[attr-defined]
        self.fields["others"].choices = officers  # type: ignore[attr-defined]
        self.fields["surprise"].choices = [("", "提前通知当事人"), *surprises]  # type: ignore[attr-defined]
        people = ["first", "others", "bring", "contact", "ground", "surprise", "surprise_why"]
        self.order_fields(["tasks", "day", "from_", "until", *people])


class SightForm(edge.Form):
    """What was seen of one fact."""

    sight = edge.OneOf(
        label="和承诺的一致吗？",
        choices=[(key, word) for key, (word, _, _) in SIGHTS.items()],
        hints={key: hint for key, (_, hint, _) in SIGHTS.items()},
        blank="请选一项：一致、不一致、没见到人，或者看不出",
    )
    note = edge.LongText(
        label="情况说明", required=False, max_length=LONGEST_NOTE, help_text="不一致、看不出的要写"
    )
    photos = ManyPhotos(label="拍照")
    position = edge.TextLine(
        label="拍照的位置", required=False, max_length=LONGEST_PLACE, help_text="不想记的不用填"
    )
    saved_on_phone = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, task: Task, most_photos: int, *args: Any, **kwargs: Any) -> None:
        """Ask for what was seen in the fact's own type."""
        super().__init__(*args, **kwargs)
        self.type = FactType(task.fact_type)
        plain = partial(edge.TextLine, max_length=LONGEST_SEEN)
        make = SEEN_FIELDS.get(self.type, plain)
        self.fields["seen"] = make(
            label=f"见到的：{task.label}", help_text="没见到人、看不出的不用填", required=False
        )
        self.fields["photos"].label = f"拍照（最多{most_photos}张）"
        self.fields["photos"].help_text = f"JPG或PNG，每张不超过{LARGEST_PHOTO_MB}MB"
        self.order_fields(["sight", "seen", "note", "photos", "position", "saved_on_phone"])

    @property
    def seen(self) -> str:
        """Return what was seen as a register would write it."""
        value = self.cleaned_data.get("seen")
        if value in (None, "") or self.cleaned_data["sight"] in {Sight.ABSENT, Sight.UNCLEAR}:
            return ""
        if self.type is FactType.DATE:
            return cn_date(value)
        if self.type is FactType.MONEY:
            return f"{value}元"
        if self.type is FactType.BOOLEAN:
            return "是" if value else "否"
        return str(value)

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Return the photographs that were sent, as they will be kept."""
        return tuple(
            Shot(one.filename, one.content, str(one.taken.at), str(one.taken.position))
            for one in self.cleaned_data["photos"]
        )


class SignForm(edge.Form):
    """Who signed the record, or why not."""

    how = edge.OneOf(
        label="当事人怎么签名？",
        choices=[(key, word) for key, (word, _, _) in SIGNINGS.items()],
        hints={key: hint for key, (_, hint, _) in SIGNINGS.items()},
        blank="请选当事人怎么签名",
    )
    party_name = edge.TextLine(
        label="签名的是谁",
        required=False,
        max_length=60,
        help_text="不是当事人本人的，写姓名和关系，例如：张三，店长",
    )
    reason = edge.LongText(label="拒签的，写明情况", required=False, max_length=LONGEST_NOTE)
    pages = ManyPhotos(
        label="签好的核查表",
        limits=Limits(megabytes=LARGEST_PHOTO_MB),
        accept="image/jpeg,image/png,application/pdf",
        help_text="签在纸上的才上传，照片、PDF都可以",
    )
    strokes_party = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-strokes": "party"}))
    strokes_first = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-strokes": "first"}))


class ConfirmForm(edge.Form):
    """The other officer's own confirmation; *here* asks for the password of whoever is not signed in on this phone."""

    password = forms.CharField(
        label="密码",
        widget=forms.PasswordInput(attrs={"class": "in", "autocomplete": "off"}),
        error_messages={"required": "请同行人员输入自己的密码"},
    )
    strokes_second = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-strokes": "second"})
    )

    def __init__(self, *args: Any, here: bool = False, **kwargs: Any) -> None:
        """Ask for the password only where somebody else is signed in."""
        super().__init__(*args, **kwargs)
        if not here:
            del self.fields["password"]
