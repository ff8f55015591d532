"""The forms of consequences."""

from __future__ import annotations

from typing import Any

from nuocheng.consequences.models import Matter
from nuocheng.consequences.pages.wording import GRADES, INTENTS
from nuocheng.consequences.papers import known_measures
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today

#: What is said of a matter fits on two pages of paper.
LONGEST = 2000


class OpenForm(edge.Form):
    """The facts of a new matter."""

    facts = edge.LongText(
        label="查明的事实", max_length=LONGEST, help_text="一行写一件事：承诺的是什么，查到的是什么"
    )


class IntentionForm(edge.Form):
    """What is intended: only measures that the law knows and this house carries out are offered."""

    intent = edge.OneOf(label="主观情形", choices=list(INTENTS.items()), blank="请选主观情形")
    grade = edge.OneOf(label="程度", choices=list(GRADES.items()), blank="请选程度")
    measures = edge.SomeOf(label="拟采取的措施", choices=(), blank="请至少选一项拟采取的措施")

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        """Offer the measures that fit this kind of party."""
        super().__init__(*args, **kwargs)
        offered = [
            (one.code, one.title) for one in known_measures(today()) if matter.party_kind in one.objects
        ]
        self.fields["measures"].choices = offered  # type: ignore[attr-defined]  # a choice field has them


class ReasonForm(edge.Form):
    """The reason of a decision."""

    reason = edge.LongText(
        label="决定的理由",
        max_length=LONGEST,
        blank="请写明理由：认定了什么，当事人说的采纳了没有，为什么",
        help_text="当事人会看到。写明认定了什么，当事人说的采纳了没有，为什么",
    )


class StatementForm(edge.Form):
    """What the party has to say."""

    text = edge.LongText(label="您的说明", max_length=LONGEST, blank="请写下您的说明；不想说明的，可以不提交")
