"""The steps on a request for assistance: each says what it does, takes a reason where one is due, and is done once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.verification import acts
from nuocheng.verification.lifecycle import ASSISTANCE, AssistanceState
from nuocheng.verification.pages.assistance_guards import Seen, seen

LONGEST = 400


class ReasonForm(edge.Form):
    """Why a step is taken."""

    reason = edge.LongText(label="理由", max_length=LONGEST, blank="请写明理由，对方会看到")


class FurtherForm(edge.Form):
    """What is asked further."""

    text = edge.LongText(
        label="补充询问",
        max_length=LONGEST,
        blank="请写明还要问什么，例如：登记的地址是哪个小区",
        help_text="只能补充询问一次",
    )


@dataclass(frozen=True, slots=True)
class StepOf:
    """One step: the act, what is said before it and after it, and the form it needs."""

    act: Any
    title: str
    points: tuple[str, ...]
    done: str
    form: type[edge.Form] | None = None
    primary: bool = False


#: Every step that is a page of its own, by the end of its address, in the order in which buttons stand.
STEPS: Mapping[str, StepOf] = {
    "send": StepOf(
        acts.send_request,
        "签发协查函",
        ("签发以后马上发给对方，答复期限从今天起算", "协查函的内容不能再改，要改只能撤回重写"),
        "已签发。对方有账号的，马上能看到；没有账号的，请把协查函寄出去",
        primary=True,
    ),
    "acknowledge": StepOf(
        acts.acknowledge_request,
        "签收",
        ("对方马上能看到你们收到了", "不归你们管的，签收后24小时内可以退回"),
        "已签收",
    ),
    "use": StepOf(
        acts.use_reply,
        "采用答复",
        ("答复计入核查任务，作为证据", "结论还要在核查任务里下。“查无此记录”不等于不实"),
        "已采用，请到核查任务里下结论",
        primary=True,
    ),
    "ask-further": StepOf(
        acts.ask_further,
        "补充询问",
        ("对方在新的期限内再答复一次",),
        "已发给对方",
        FurtherForm,
    ),
    "set-aside": StepOf(
        acts.set_reply_aside, "不采用", ("答复留在卷里，不计入核查任务",), "已办结，没有采用", ReasonForm
    ),
    "dispute": StepOf(
        acts.dispute_refusal,
        "提请区司法局裁定",
        ("由区司法局裁定对方要不要协助", "裁定只有一次"),
        "已提请裁定",
        ReasonForm,
        primary=True,
    ),
    "close": StepOf(
        acts.close_request,
        "办结，改用别的办法",
        ("这一件不再追", "可以再问别的单位，或者到现场核实"),
        "已办结",
    ),
    "return": StepOf(
        acts.return_request,
        "退回：不归我们管",
        ("退回以后，对方再找该管的单位", "请在理由里写由哪个单位管"),
        "已退回，对方马上能看到",
        ReasonForm,
    ),
    "refuse": StepOf(
        acts.refuse_request,
        "拒绝协助",
        ("对方可以提请区司法局裁定", "没有登记的不用拒绝，请答复“查无此记录”"),
        "已拒绝，对方马上能看到理由",
        ReasonForm,
    ),
    "require-answer": StepOf(
        acts.require_answer,
        "裁定：应当协助",
        ("被协助单位在新的期限内答复",),
        "已裁定，两个单位都能看到",
        ReasonForm,
        primary=True,
    ),
    "uphold-refusal": StepOf(
        acts.uphold_refusal,
        "裁定：可以不协助",
        ("这一件办结，请求单位改用别的办法核查",),
        "已裁定，两个单位都能看到",
        ReasonForm,
    ),
    "withdraw": StepOf(acts.withdraw_request, "撤回", ("对方不用再答复",), "已撤回", ReasonForm),
}


def offered(mine: Seen) -> list[dict[str, Any]]:
    """Return the buttons of whoever looks: the steps that their posts may take, and that the state allows."""
    one = mine.request
    possible = set(ASSISTANCE.possible(AssistanceState(one.state)))
    if not one.asked or one.dispute:
        possible.discard("dispute")
    if one.further:
        possible.discard("ask_further")
    answer = []
    if "answer" in possible and mine.may(acts.answer_request):
        label = "答复" if one.asked else "录入复函"
        answer = [{"label": label, "url": f"/desk/assist/{one.reference}/answer", "primary": True}]
    steps = [
        {"label": step.title, "url": f"/desk/assist/{one.reference}/{name}", "primary": step.primary}
        for name, step in STEPS.items()
        if name.replace("-", "_") in possible and mine.may(step.act)
    ]
    return [*answer, *steps]


class TakeStep(View):
    """One step: saying what it does, then doing it."""

    def get(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Say what the step does."""
        mine, found = self._found(request, reference, step)
        return self._show(request, mine, found, found.form() if found.form else None)

    def post(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Take it."""
        mine, found = self._found(request, reference, step)
        form = found.form(request.POST) if found.form else None
        if form is not None and not form.is_valid():
            return self._show(request, mine, found, form, code=422)
        charge = mine.request.in_charge(found.act.verb.partition(".")[2])
        on = occasion(request, found.act, department=charge)
        try:
            found.act(on, reference, **(form.cleaned_data if form else {}))
        except Refusal as refusal:
            shown = form or edge.Form(request.POST)
            return self._show(request, mine, found, shown, code=shown.say(refusal))
        messages.success(request, found.done)
        return SeeOther(f"/desk/assist/{reference}")

    def _found(self, request: HttpRequest, reference: str, step: str) -> tuple[Seen, StepOf]:
        """Return the request and the step, for whoever may take it.

        Raises:
            NotFound: There is no such request to be read here, or no such step.
            NotInOffice: Another post, or the other side, takes this step.

        """
        mine = seen(request, reference)
        if step not in STEPS:
            raise NotFound("没有这一步，请回到上一页重新选")
        mine.must(STEPS[step].act)
        return mine, STEPS[step]

    def _show(
        self, request: HttpRequest, mine: Seen, found: StepOf, form: edge.Form | None, *, code: int = 200
    ) -> HttpResponse:
        context = {
            "seen": mine,
            "one": mine.request,
            "shell": mine.shell,
            "step": found,
            "form": form,
            "errors": edge.error_summary(form) if form is not None else [],
        }
        return render(request, "verification/assistance_step.html", context, status=code)
