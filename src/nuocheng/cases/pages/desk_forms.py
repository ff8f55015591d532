"""The forms of the reviewer's desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from nuocheng.cases import queries
from nuocheng.cases.acts import Point
from nuocheng.cases.models import Case
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.people import queries as people

LONGEST = 400
#: How many points are asked for at first, and at most.
FIRST, MOST = 3, 12
OTHER = "其他材料"


class PointsForm(edge.Form):
    """The points of a correction: each in rows of its own; blank ones are left out."""

    def __init__(self, case: Case, rows: int, *args: Any, **kwargs: Any) -> None:
        """Lay out so many points."""
        super().__init__(*args, **kwargs)
        self.rows = max(1, min(rows, MOST))
        item = catalogue.item_of(case.edition)
        certificates = [(one.key, one.name) for one in item.certificates]
        kinds = [
            (kind, label)
            for kind, label in queries.POINT_KINDS.items()
            if kind != "fact" or queries.pledged_keys(case)
        ]
        for row in range(1, self.rows + 1):
            self.fields[f"what_{row}"] = edge.LongText(
                label="要补什么",
                required=False,
                max_length=200,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="一项只写一件事，写清要补什么、改成什么样" if row == 1 else "",
            )
            self.fields[f"kind_{row}"] = edge.Pick(label="怎么补", choices=kinds, required=False)
            self.fields[f"certificate_{row}"] = edge.Pick(
                label="是哪份证明", choices=certificates, required=False
            )
            self.fields[f"reason_{row}"] = edge.LongText(
                label="目录里的证明：为什么非交不可",
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="会同时报法制机构和区司法局，申请人也会看到",
            )
            self.fields[f"basis_{row}"] = edge.TextLine(
                label="目录里的证明：依据", required=False, max_length=200
            )

    def groups(self) -> list[dict[str, Any]]:
        """Return the points as the page lays them out: the usual fields, and those for a listed certificate."""
        return [
            {
                "number": row,
                "usual": [self[f"{name}_{row}"] for name in ("what", "kind", "certificate")],
                "listed": [self[f"{name}_{row}"] for name in ("reason", "basis")],
                "open": self.is_bound and bool(self.data.get(f"certificate_{row}")),
            }
            for row in range(1, self.rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask how each point that says something can be mended, and for one point at least.

        Raises:
            ValidationError: Never; what is missing is put at its field.

        """
        data = super().clean() or {}
        written = [row for row in range(1, self.rows + 1) if data.get(f"what_{row}")]
        if not written and not any(f"what_{row}" in self.errors for row in range(1, self.rows + 1)):
            self.add_error("what_1", "请至少写一项要补的内容")
        for row in written:
            if not data.get(f"kind_{row}"):
                self.add_error(f"kind_{row}", f"请为第{row}项选一种补法")
        return data

    def points(self) -> tuple[Point, ...]:
        """Return the points that were written."""
        data = self.cleaned_data
        return tuple(
            Point(
                data[f"what_{row}"],
                data[f"kind_{row}"],
                data[f"certificate_{row}"],
                data[f"reason_{row}"],
                data[f"basis_{row}"],
            )
            for row in range(1, self.rows + 1)
            if data[f"what_{row}"]
        )


class BasisForm(edge.Form):
    """A reason and its law, the law chosen from the item's own or written."""

    reason = edge.LongText(label="原因", blank="请写明原因，申请人会看到", max_length=LONGEST)
    chosen = edge.Pick(label="依据：从这个事项的依据里选", choices=[], required=False)
    basis = edge.TextLine(
        label="依据：或者自己写",
        required=False,
        max_length=200,
        help_text="写到条，例如：《公共场所卫生管理条例实施细则》第二十三条",
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        """Offer the bases of the item the case is about."""
        super().__init__(*args, **kwargs)
        bases = bases_of(case)
        self.fields["chosen"].choices = [("", "请选择"), *((one, one) for one in bases)]  # type: ignore[attr-defined]
        if not bases:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        """Take what was written before what was chosen, and ask for one of the two.

        Raises:
            ValidationError: Never; what is missing is put at its field.

        """
        data = super().clean() or {}
        data["basis"] = data.get("basis", "").strip() or data.get("chosen", "")
        if not data["basis"]:
            self.add_error("basis", "请写明依据哪部法律的哪一条")
        return data

    def given(self) -> dict[str, str]:
        """Return reason and basis as the act takes them."""
        return {name: self.cleaned_data[name] for name in ("reason", "basis")}


def bases_of(case: Case) -> list[str]:
    """Return the legal bases of the item of a case, each once."""
    item = catalogue.item_of(case.edition)
    found = (
        f"《{basis.title.strip('《》')}》{basis.article}" for one in item.certificates for basis in one.bases
    )
    return list(dict.fromkeys(found))


class RefusalForm(BasisForm):
    """Why an application is refused, and by which law."""

    reason = edge.LongText(
        label="没有批准的原因",
        blank="请写明没有批准的原因，申请人会看到",
        max_length=LONGEST,
        help_text="申请人会看到这段话。写清缺什么、哪里不符合",
    )


class ExtensionForm(edge.Form):
    """Why the term is extended, and who approved it."""

    reason = edge.LongText(label="为什么延长", blank="请写明为什么要延长，申请人会看到", max_length=LONGEST)
    approved_by = edge.TextLine(
        label="批准的负责人", blank="延长要经本单位负责人批准，请填写批准的负责人", max_length=60
    )
    approved_on = edge.DateParts(label="批准日期", blank="请填写批准日期")

    def clean_approved_on(self) -> date:
        """Return the day, before anybody is asked to be sure.

        Raises:
            ValidationError: It is still to come.

        """
        day: date = self.cleaned_data["approved_on"]
        if day > today():
            raise forms.ValidationError("批准的日期不能晚于今天，请核对")
        return day


class ProcedureForm(edge.Form):
    """Which special procedure begins, why, and how long it will take."""

    procedure = edge.Pick(label="哪一项程序", choices=[], blank="请从法律列出的程序里选一项")
    procedure_reason = edge.LongText(
        label="为什么", blank="请写明为什么要做这项程序，申请人会看到", max_length=LONGEST
    )
    workdays = forms.IntegerField(
        label="大约要几个工作日",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "in w4", "autocomplete": "off"}),
        error_messages={
            "required": "请写明大约要几个工作日",
            "invalid": "请填整数，例如10",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the procedures that the law names, for as long as one may take."""
        super().__init__(*args, **kwargs)
        longest = law.term("term.application.procedure", today()).workdays
        within = f"请填1到{longest}"
        self.fields["workdays"].validators += [
            MinValueValidator(1, within),
            MaxValueValidator(longest, within),
        ]
        known = queries.procedures_known(today())
        self.fields["procedure"].choices = [("", "请选择"), *known.items()]  # type: ignore[attr-defined]


class ResultForm(edge.Form):
    """What came of a special procedure."""

    result = edge.LongText(label="结果", blank="请写明结果", max_length=LONGEST)


class AssignForm(edge.Form):
    """To whom a case goes, and why."""

    to = edge.Pick(label="转给谁", choices=[], blank="请从本单位的审查人员里选一位")
    reason = edge.LongText(
        label="为什么转派",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="没人认领、转给自己的，可以不写",
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        """Offer the reviewers of the department."""
        super().__init__(*args, **kwargs)
        there = people.holders(Role.REVIEWER, case.department, today())
        names = [(one.username, one.name) for one in there if one.username != case.assigned_to]
        self.fields["to"].choices = [("", "请选择"), *names]  # type: ignore[attr-defined]


class RecuseForm(edge.Form):
    """Why one stands aside."""

    recuse_reason = edge.LongText(
        label="回避的理由",
        blank="请写明回避的理由",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LiftForm(edge.Form):
    """Why a demand is lifted."""

    reason = edge.LongText(
        label="为什么撤销",
        blank="请写明为什么撤销，审查人员和申请人都会看到",
        max_length=LONGEST,
        help_text="例如：本单位台账可以查到，不用申请人交",
    )
