"""The forms of the programme of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms as django
from django.core.exceptions import ValidationError

from nuocheng.edge import forms as edge
from nuocheng.edge.name_fields import PersonName
from nuocheng.edge.number_fields import Mobile
from nuocheng.programme.acts import LONGEST_PART, Explained, Reached
from nuocheng.programme.models import Contact, Explanation
from nuocheng.programme.queries import PlannedItem
from nuocheng.programme.rules.content import Asked, Named, Part, PlanText, Work
from nuocheng.programme.rules.return_says_what_to_mend import LONGEST

FEWEST_WORKS, MORE_WORKS, MOST_WORKS = 3, 2, 40
OWN_MILESTONES = 3


class _Later(django.Field):
    """A field that may be empty while one is writing, and must be filled in before filing."""

    def validate(self, value: Any) -> None:
        """Look only at what was written: whether anything is missing is the rules' business on filing."""
        if value not in self.empty_values:
            super().validate(value)


class _Line(_Later, edge.TextLine):
    """One line, due on filing."""


class _Text(_Later, edge.LongText):
    """Several lines, due on filing."""


class _OnPaper(_Text):
    """Several lines of text that are printed as they stand, due on filing."""

    pictures = False


class _Day(_Later, edge.DateParts):
    """A day, due on filing."""


class _Some(_Later, edge.SomeOf):
    """Some of many, due on filing."""


class PlanForm(edge.Form):
    """What an implementation plan says; as many tasks as are there, and one more."""

    title = edge.TextLine(label="标题", max_length=100)
    goal = _Text(
        label="工作目标",
        max_length=5000,
        help_text="写到什么时候、做到什么程度，例如：12月底前，城乡低保等6个事项全部可以用承诺代替证明",
    )
    duties = edge.LongText(
        label="责任分工和保障",
        required=False,
        max_length=5000,
        help_text="谁牵头、谁配合、怎么检查",
    )
    items = _Some(label="计划实行告知承诺的事项")

    def __init__(
        self,
        *args: Any,
        choices: Iterable[PlannedItem],
        rows: int,
        text: PlanText | None = None,
        **kwargs: Any,
    ) -> None:
        """Take Django's arguments, the items of the department, and how many tasks to ask for."""
        if text is not None:
            kwargs["initial"] = _initial(text)
        super().__init__(*args, **kwargs)
        self.names = {one.code: one.name for one in choices}
        self.rows = max(FEWEST_WORKS, min(rows, MOST_WORKS))
        listed = [(one.code, f"{one.name}{'（已可承诺）' if one.open else ''}") for one in choices]
        self.fields["items"].choices = listed  # type: ignore[attr-defined]  # a multiple choice field
        for place in range(self.rows):
            self._add(place)

    def _add(self, place: int) -> None:
        self.fields[f"w{place}-task"] = _Line(label="任务", max_length=400)
        self.fields[f"w{place}-measures"] = _Text(
            label="措施", max_length=400, widget=django.Textarea(attrs={"rows": 2})
        )
        self.fields[f"w{place}-until"] = _Day(label="完成时间")
        self.fields[f"w{place}-who"] = _Line(label="责任人或者科室", max_length=400)

    def works(self) -> list[tuple[int, list[Any]]]:
        """Return the fields of every task with its number."""
        parts = ("task", "measures", "until", "who")
        return [(place + 1, [self[f"w{place}-{part}"] for part in parts]) for place in range(self.rows)]

    def text(self) -> PlanText:
        """Return what the form says."""
        said = self.cleaned_data
        works = tuple(
            Work(said[f"w{n}-task"], said[f"w{n}-measures"], said[f"w{n}-until"], said[f"w{n}-who"])
            for n in range(self.rows)
        )
        items = tuple(Named(code, self.names[code]) for code in said["items"])
        return PlanText(said["title"], said["goal"], works, said["duties"], items)


def _initial(text: PlanText) -> dict[str, Any]:
    said: dict[str, Any] = {
        "title": text.title,
        "goal": text.goal,
        "duties": text.duties,
        "items": [one.code for one in text.items],
    }
    for place, one in enumerate(text.works):
        parts = {"task": one.task, "measures": one.measures, "until": one.until, "who": one.who}
        said |= {f"w{place}-{name}": value for name, value in parts.items()}
    return said


class SignedForm(edge.Form):
    """Who signed a plan, and when."""

    signed_by = edge.TextLine(label="签发人", max_length=60, help_text="负责领导的姓名")
    signed_on = edge.DateParts(label="签发日期")


class SummaryForm(edge.Form):
    """What a summary says: one field for each part that the law names."""

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        """Take Django's arguments and the parts with what is written in them so far."""
        super().__init__(*args, **kwargs)
        self.codes = [one.code for one in parts]
        for one in parts:
            self.fields[f"part-{one.code}"] = _OnPaper(
                label=one.title,
                initial=one.text,
                max_length=LONGEST_PART,
                widget=django.Textarea(attrs={"rows": 8}),
            )

    def texts(self) -> dict[str, str]:
        """Return what was written, by the code of the part."""
        return {code: self.cleaned_data[f"part-{code}"] for code in self.codes}


class BeginForm(edge.Form):
    """How a milestone is to be reached."""

    how = edge.TextLine(
        label="打算怎么做",
        required=False,
        max_length=400,
        help_text="例如：办公室起草，法规科审核，月底前印发",
    )


class ReachedForm(edge.Form):
    """What shows that a milestone is reached, and since when."""

    evidence = edge.LongText(label="完成依据", blank="请写完成依据", max_length=1000)
    done_on = edge.DateParts(label="完成日期")

    def __init__(self, *args: Any, shows: str = "", **kwargs: Any) -> None:
        """Take Django's arguments and what is to be shown."""
        super().__init__(*args, **kwargs)
        self.fields["evidence"].help_text = shows


class ExplanationForm(edge.Form):
    """Why a department cannot take part."""

    grounds = edge.SomeOf(label="是哪一种情形", blank="请选是哪一种情形")
    scope = edge.OneOf(
        label="哪些事项不能实行",
        choices=[("whole", "本单位全部事项"), ("items", "下面选的事项")],
        look="rows",
    )
    items = edge.SomeOf(label="不能实行的事项", required=False, help_text="选了“下面选的事项”才要勾")
    text = edge.LongText(
        label="理由",
        blank="请写明具体理由",
        max_length=3000,
        help_text="写明为什么责任重大或者情况特殊、现在缺什么条件、打算什么时候再开展；采纳后会公开",
        widget=django.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self,
        *args: Any,
        known: Mapping[str, str],
        choices: Iterable[PlannedItem],
        told: Explanation | None = None,
        **kwargs: Any,
    ) -> None:
        """Take Django's arguments, the grounds of the law, and the items of the department."""
        if told is not None:
            kwargs["initial"] = {
                "grounds": list(told.ground_codes),
                "scope": "whole" if told.whole else "items",
                "items": [one.code for one in told.named],
                "text": told.text,
            }
        super().__init__(*args, **kwargs)
        self.names = {one.code: one.name for one in choices}
        self.fields["grounds"].choices = list(known.items())  # type: ignore[attr-defined]
        self.fields["items"].choices = list(self.names.items())  # type: ignore[attr-defined]
        if not self.names:
            del self.fields["items"]
            self.fields["scope"].choices = [("whole", "本单位全部事项")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return what was filled in; some items may be meant, and none ticked."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("scope") == "items" and not self.errors.get("items") and not said.get("items"):
            self.add_error("items", ValidationError("请勾选不能实行的事项", code="items"))
        return said

    def said(self) -> Explained:
        """Return the explanation as filled in."""
        given = self.cleaned_data
        items = tuple(Named(code, self.names[code]) for code in given.get("items", ()))
        return Explained(tuple(given["grounds"]), given["text"], given["scope"] == "whole", items)


class ContactForm(edge.Form):
    """Who follows in a post, how to reach them, and from which day."""

    name = PersonName(label="姓名", max_length=60)
    title = edge.TextLine(label="职务", max_length=60, help_text="例如：副局长、办公室主任")
    office_phone = edge.TextLine(
        label="办公电话", required=False, max_length=40, help_text="写区号，例如0943-8220000"
    )
    mobile = Mobile(label="手机", required=False, max_length=20, help_text="只给区司法局和本单位看")
    since = edge.DateParts(label="从哪天起", help_text="原来的联系人到这一天为止，留在历史里")

    def __init__(
        self, *args: Any, held: Contact | None, today: date, warn: bool = False, **kwargs: Any
    ) -> None:
        """Take Django's arguments and whoever holds the post now; *warn* asks whether one person is meant twice."""
        first: dict[str, Any] = {"since": today}
        if held is not None:
            first |= {name: getattr(held, name) for name in ("name", "title", "office_phone", "mobile")}
        kwargs.setdefault("initial", first)
        super().__init__(*args, **kwargs)
        if warn:
            self.fields["both"] = edge.Tick(label="确认同一个人兼任两岗", required=False)

    def who(self) -> Reached:
        """Return who it is."""
        said = self.cleaned_data
        both = bool(said.get("both"))
        return Reached(said["name"], said["title"], said["office_phone"], said["mobile"], both)


class ReasonForm(edge.Form):
    """Why something is sent back."""

    reason = edge.LongText(
        label="退回的原因",
        help_text="写明要改哪里，例如：第2项任务没有写清楚由哪个科室负责",
        blank="请写明退回的原因，让单位知道要改哪里",
        max_length=LONGEST,
    )


class WithdrawForm(edge.Form):
    """Why an explanation is withdrawn, if anybody wants to say."""

    reason = edge.TextLine(
        label="撤回原因", required=False, max_length=200, help_text="例如：条件具备了，从下月起实行"
    )


class RoundForm(edge.Form):
    """What a round of work asks for, and until when: the law's milestones, and a few of one's own."""

    title = edge.TextLine(label="名称", max_length=60, help_text="例如：2027年度证明事项告知承诺制工作")
    document = edge.TextLine(
        label="部署文件", required=False, max_length=200, help_text="文件名和文号，没有就不填"
    )
    begins_on = edge.DateParts(label="开始日期")

    def __init__(self, *args: Any, listed: list[Asked], **kwargs: Any) -> None:
        """Take Django's arguments and the milestones that the law names."""
        super().__init__(*args, **kwargs)
        self.listed = listed
        for one in listed:
            self.fields[f"m-{one.code}"] = edge.DateParts(
                label=one.title,
                required=False,
                initial=one.due_on,
                help_text=f"依据{one.clause}；空着就不要求",
            )
        for place in range(1, OWN_MILESTONES + 1):
            self.fields[f"own{place}-title"] = edge.TextLine(
                label=f"另加节点{place}", required=False, max_length=60
            )
            self.fields[f"own{place}-due"] = edge.DateParts(label=f"节点{place}的完成日期", required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was filled in; a milestone of one's own may lack its name or its day."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(1, OWN_MILESTONES + 1):
            title, due = f"own{place}-title", f"own{place}-due"
            if {title, due} & set(self.errors) or bool(said[title]) == bool(said[due]):
                continue
            missing = due if said[title] else title
            self.add_error(missing, ValidationError(f"另加节点{place}要同时写名称和完成日期", code="half"))
        return said

    def asked(self) -> tuple[Asked, ...]:
        """Return the milestones as filled in."""
        said = self.cleaned_data
        from_law = [
            Asked(one.code, one.title, said[f"m-{one.code}"], one.shows, one.clause, one.quote)
            for one in self.listed
            if said[f"m-{one.code}"]
        ]
        own = [
            Asked(f"own{place}", said[f"own{place}-title"], said[f"own{place}-due"])
            for place in range(1, OWN_MILESTONES + 1)
            if said[f"own{place}-title"]
        ]
        return (*from_law, *own)


class TableForm(edge.Form):
    """A table of contacts, and from which day it holds."""

    table = django.FileField(
        label="联系表",
        help_text=".xlsx、.xls或.csv，附件1的样子；单位名称写全称或者简称",
        error_messages={"required": "请选文件", "empty": "文件是空的，请重新选"},
    )
    since = edge.DateParts(label="从哪天起", help_text="有变动的联系人从这一天起更换")
