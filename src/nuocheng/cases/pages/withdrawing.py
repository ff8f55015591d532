"""Taking back the pledge, or the whole application: what it means first, then once more to be sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, official, queries
from nuocheng.cases.lifecycle import LIFECYCLE, CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import context, own
from nuocheng.cases.pages.forms import WhyForm
from nuocheng.cases.pages.progress import may_withdraw_pledge
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import OutOfOrder, Refusal
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people

HOUR = 60


@dataclass(frozen=True, slots=True)
class Words:
    """What the two pages of one withdrawal say."""

    title: str
    ask: str
    action: str
    stay: str
    done: str
    onward: str


PLEDGE = Words(
    "撤回承诺",
    "确认撤回承诺吗？",
    "确认撤回承诺",
    "不撤回了",
    "承诺已撤回。请把下面的证明交齐，再提交",
    "materials",
)
APPLICATION = Words(
    "撤回申请",
    "确认撤回申请吗？",
    "确认撤回申请",
    "不撤回了",
    "申请已撤回，这一件到此为止",
    "",
)


class Withdrawing(View):
    """One withdrawal, in two pages."""

    words: Words

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Say what it means."""
        _, case = own(request, reference)
        return self._first(request, case, WhyForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask once more, then do it."""
        on, case = own(request, reference)
        form = WhyForm(request.POST)
        if not form.is_valid():
            return self._first(request, case, form, 422)
        reason = form.cleaned_data["reason"]
        if not self.possible(case):
            return self._first(
                request, case, form, raced=raced(case, on.at) if "sure" in request.POST else ""
            )
        if "sure" not in request.POST:
            return self._second(request, case, reason)
        try:
            self.act(on, reference, reason=reason)
        except Refusal as refusal:
            case = queries.case(reference)
            return self._first(request, case, form, form.say(refusal), raced=raced(case, on.at))
        self.after(case)
        messages.success(request, self.words.done)
        return SeeOther(f"/cases/{reference}/{self.words.onward}".rstrip("/"))

    def after(self, case: Case) -> None:
        """Put away what is of no use any more."""

    def possible(self, case: Case) -> bool:
        """Say whether it can be done now."""
        raise NotImplementedError

    def points(self, case: Case) -> list[str]:
        """Return what it means, point by point."""
        raise NotImplementedError

    @property
    def act(self) -> Any:
        """Return the act that does it."""
        raise NotImplementedError

    def _first(
        self, request: HttpRequest, case: Case, form: WhyForm, code: int = 200, *, raced: str = ""
    ) -> HttpResponse:
        possible = self.possible(case)
        more = context(
            case,
            catalogue.item_of(case.edition),
            words=self.words,
            possible=possible,
            points=self.points(case),
            form=form,
            errors=edge.error_summary(form) if possible else [],
            too_late=f"{raced}。{too_late(case)}" if raced else too_late(case),
        )
        late = status(OutOfOrder(""))
        return render(request, "cases/withdraw.html", more, status=code if possible else late)

    def _second(self, request: HttpRequest, case: Case, reason: str) -> HttpResponse:
        more = {
            "case": case,
            "title": self.words.ask,
            "points": self.points(case),
            "action": self.words.action,
            "back_url": f"/cases/{case.reference}",
            "back_label": self.words.stay,
            "hidden": {"reason": reason, "sure": "1"},
        }
        return render(request, "cases/withdraw_sure.html", more)


class WithdrawPledge(Withdrawing):
    """“撤回承诺”: certificates are handed in instead."""

    words = PLEDGE
    act = acts.withdraw_pledge

    def possible(self, case: Case) -> bool:
        """Say whether there is a pledge to take back."""
        return may_withdraw_pledge(case)

    def points(self, case: Case) -> list[str]:
        """Return what it means."""
        item = catalogue.item_of(case.edition)
        again = ["提交以前，还可以改回用承诺"]
        if item.bars_after_withdrawal:
            again = ["按这个事项的规定，这一次不能再用承诺了"]
        count = len(item.to_prove)
        return [f"改为提交证明，一共{count}份", "办理时限从交齐证明那天算起", "不影响您的信用", *again]


class Withdraw(Withdrawing):
    """“撤回申请”: the case ends here."""

    words = APPLICATION
    act = acts.withdraw

    def after(self, case: Case) -> None:
        """Remove what was typed and will never be signed."""
        official.drop_drafts([case.reference])

    def possible(self, case: Case) -> bool:
        """Say whether nothing is decided yet."""
        return "withdraw" in LIFECYCLE.possible(CaseState(case.state))

    def points(self, case: Case) -> list[str]:
        """Return what it means."""
        return ["这一件到此为止，我们不再办理", "不影响您的信用", "以后想办，可以重新申请"]


def raced(case: Case, at: datetime) -> str:
    """Say that the decision came first, and by how much, where it did."""
    if case.decided_at is None:
        return ""
    minutes = int((at - case.decided_at).total_seconds() // 60)
    if minutes >= HOUR:
        return "您撤回前，部门已作出决定，撤回没有生效"
    return f"您撤回前{minutes or '不到1'}分钟，部门已作出决定，撤回没有生效"


def too_late(case: Case) -> str:
    """Say why it cannot be withdrawn any more, and whom to call instead."""
    found = people.department(case.department)
    phone = found.phone if found else ""
    name = people.department_name(case.department)
    whom = f"情况有变化的，请联系{name}{phone}。"
    if case.decided_at is None:
        return f"这一件现在没有可以撤回的。{whom}"
    return f"{name}{cn_datetime(case.decided_at.astimezone(CHINA))}已经作出决定，不能再撤回。{whom}"
