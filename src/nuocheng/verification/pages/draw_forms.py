"""The forms of draws: what is to be drawn, why one is given up, and why something is looked at after all."""

from __future__ import annotations

from typing import Any

from django import forms

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.law import queries as law
from nuocheng.verification.acts import Scheme
from nuocheng.verification.queries import risks
from nuocheng.verification.queries.draws import JOIN
from nuocheng.verification.rules.credit_class import WHY, CreditClass
from nuocheng.verification.rules.drawing import Share

ALL = 100


class Percent(edge.TextLine):
    """A whole number of percent, or of pieces; full-width digits and a percent sign are welcome."""

    def __init__(self, **kwargs: Any) -> None:
        """Take Django's arguments."""
        widget = forms.TextInput(attrs={"class": "in w4", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=8, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the number.

        Raises:
            ValidationError: It is none.

        """
        typed = edge.plain_digits(str(super().clean(value))).removesuffix("%")
        if not (typed.isascii() and typed.isdecimal() and len(typed) <= 4):
            raise forms.ValidationError("请填整数，例如20")
        return int(typed)


class SchemeForm(edge.Form):
    """What is to be drawn."""

    title = edge.TextLine(
        label="名称", max_length=100, blank="请写这次抽查的名称，例如2026年第四季度承诺件抽查"
    )
    decided_by = edge.DateParts(
        label="抽到哪天为止批准的",
        blank="请填写日期，例如2026年11月30日",
        help_text="这一天以前批准、还没有抽过的都进名单",
    )
    minimum = Percent(label="每一类至少抽几件", blank="请填写每一类至少抽几件，例如1", initial="1")
    usual_percent = Percent(
        label="日常监管的抽查比例（%）",
        blank="请填写日常监管的抽查比例，例如20",
        help_text="同一类事项，没有用承诺的平时抽查多少。承诺件不能比它高，除非写明理由",
    )
    ground = edge.LongText(
        label="比例高于日常监管的理由",
        required=False,
        max_length=400,
        help_text="没有高于日常监管的不用写；写了会公开",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the share of each class, as the law of today sets it."""
        super().__init__(*args, **kwargs)
        self.titles = {}
        for key, title, percent in classes():
            self.titles[key] = title
            self.fields[f"percent_{key}"] = Percent(
                label=f"{title}（%）",
                blank=f"请填写{title}，例如{percent}",
                initial=str(percent),
                help_text=f"{key}类：{WHY[CreditClass(key)]}",
            )
        order = ["title", "decided_by", *(f"percent_{key}" for key in self.titles)]
        self.order_fields([*order, "minimum", "usual_percent", "ground"])

    @property
    def places(self) -> dict[str, str]:
        """Return the field by what a refusal calls the share it speaks of: one field gives the shares of all risks."""
        return {
            f"percent_{key}{JOIN}{risk}": f"percent_{key}"
            for key in self.titles
            for risk in risks.factors(today())
        }

    def scheme(self, department: str) -> Scheme:
        """Return what was filled in, for a department."""
        said = self.cleaned_data
        shares = tuple(
            Share(
                f"{key}{JOIN}{risk}",
                f"{title}，{name}",
                _times(said[f"percent_{key}"], factor),
                said["minimum"],
            )
            for key, title in self.titles.items()
            for risk, (name, factor, _) in risks.factors(today()).items()
        )
        return Scheme(
            department, said["title"], said["decided_by"], shares, said["usual_percent"], said["ground"]
        )


def _times(percent: int, factor: int) -> int:
    """Return a percentage made more or less by a factor, at most all; what is no percentage is left to the rule."""
    return percent if percent > ALL else min(ALL, -(-percent * factor // ALL))


class GiveUpForm(edge.Form):
    """Why a draw is given up."""

    reason = edge.LongText(
        label="为什么作废", max_length=400, blank="请写明为什么作废；作废的抽查和原因会公开"
    )


class TriggerForm(edge.Form):
    """What gave rise to a verification beside the plan."""

    reason = edge.LongText(
        label="为什么现在要查",
        max_length=400,
        blank="请写明为什么要查：谁反映的、信用有什么变化，或者发现了什么",
    )


def classes() -> list[tuple[str, str, int]]:
    """Return the classes of parties with the title and the percentage that the law of today gives each."""
    rows = sorted(law.provisions("code.sampling.", today()).values(), key=lambda one: one.value["order"])
    return [(str(one.value["code"]), one.title, int(one.value["percent"])) for one in rows]
