"""The steps on a request for assistance: each says what it does, takes a reason where one is due, and is done once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from nuocheng.edge import forms as edge
from nuocheng.edge.steps import Asked, Step, TakeStep, step_of
from nuocheng.verification import acts
from nuocheng.verification.lifecycle import ASSISTANCE, AssistanceState
from nuocheng.verification.pages.assistance_guards import Seen, seen

LONGEST = 400


class ReasonForm(edge.Form):
    """Why a step is taken."""

    reason = edge.LongText(label="理由", max_length=LONGEST, blank="请写明理由，对方会看到")


class DraftReasonForm(edge.Form):
    """Why a drafted answer is not signed yet."""

    reason = edge.LongText(label="要改什么", max_length=LONGEST, blank="请写明要改什么，写答复的人会看到")


class SignatureForm(edge.Form):
    """Who answers for an answer."""

    signed_by = edge.TextLine(
        label="责任人姓名和职务",
        max_length=60,
        blank="请写责任人的姓名和职务",
        help_text="由他对答复的真实性负责，例如：尹航，就业科科长",
    )


class FurtherForm(edge.Form):
    """What is asked further."""

    text = edge.LongText(
        label="补充询问",
        max_length=LONGEST,
        blank="请写明还要问什么，例如：登记的地址是哪个小区",
        help_text="只能补充询问一次",
    )


#: Every step that is a page of its own, by the end of its address, in the order in which buttons stand.
STEPS: Mapping[str, Step] = {
    "send": Step(
        acts.send_request,
        "签发协查函",
        ("签发以后马上发给对方，答复期限从今天起算", "协查函的内容不能再改，要改只能撤回重写"),
        "已签发。对方有账号的，马上能看到；没有账号的，请把协查函寄出去",
        main=True,
    ),
    "acknowledge": Step(
        acts.acknowledge_request,
        "签收",
        ("对方马上能看到你们收到了", "不归你们管的，签收后24小时内可以退回"),
        "已签收",
    ),
    "sign-answer": Step(
        acts.sign_answer,
        "签发答复",
        ("签发以后马上发给对方，不能再改", "由您对答复的真实性负责；写答复的人不能自己签发"),
        "已签发，对方马上能看到",
        SignatureForm,
        main=True,
    ),
    "send-draft-back": Step(
        acts.send_draft_back,
        "退回修改",
        ("写答复的人改好再送您签发", "对方看不到这一步"),
        "已退回修改",
        DraftReasonForm,
    ),
    "use": Step(
        acts.use_reply,
        "采用答复",
        ("答复计入核查任务，作为证据", "结论还要在核查任务里下。“查无此记录”不等于不实"),
        "已采用，请到核查任务里下结论",
        main=True,
    ),
    "ask-further": Step(
        acts.ask_further,
        "补充询问",
        ("对方在新的期限内再答复一次",),
        "已发给对方",
        FurtherForm,
    ),
    "set-aside": Step(
        acts.set_reply_aside, "不采用", ("答复留在卷里，不计入核查任务",), "已办结，没有采用", ReasonForm
    ),
    "dispute": Step(
        acts.dispute_refusal,
        "提请区司法局裁定",
        ("由区司法局裁定对方要不要协助", "裁定只有一次"),
        "已提请裁定",
        ReasonForm,
        main=True,
    ),
    "close": Step(
        acts.close_request,
        "办结，改用别的办法",
        ("这一件不再追", "可以再问别的单位，或者到现场核实"),
        "已办结",
    ),
    "return": Step(
        acts.return_request,
        "退回：不归我们管",
        ("退回以后，对方再找该管的单位", "请在理由里写由哪个单位管"),
        "已退回，对方马上能看到",
        ReasonForm,
    ),
    "refuse": Step(
        acts.refuse_request,
        "拒绝协助",
        ("对方可以提请区司法局裁定", "没有登记的不用拒绝，请答复“查无此记录”"),
        "已拒绝，对方马上能看到理由",
        ReasonForm,
    ),
    "require-answer": Step(
        acts.require_answer,
        "裁定：应当协助",
        ("被协助单位在新的期限内答复",),
        "已裁定，两个单位都能看到",
        ReasonForm,
        main=True,
    ),
    "uphold-refusal": Step(
        acts.uphold_refusal,
        "裁定：可以不协助",
        ("这一件办结，请求单位改用别的办法核查",),
        "已裁定，两个单位都能看到",
        ReasonForm,
    ),
    "withdraw": Step(acts.withdraw_request, "撤回", ("对方不用再答复",), "已撤回", ReasonForm),
}


def offered(mine: Seen) -> list[dict[str, Any]]:
    """Return the buttons of whoever looks: the steps that their posts may take, and that the state allows."""
    one = mine.request
    possible = set(ASSISTANCE.possible(AssistanceState(one.state)))
    if not one.asked or one.dispute:
        possible.discard("dispute")
    if one.further:
        possible.discard("ask_further")
    answer: list[dict[str, Any]] = []
    if "answer" in possible and mine.may(acts.answer_request):
        label = "答复" if one.asked else "录入复函"
        answer = [{"label": label, "url": f"/desk/assist/{one.reference}/answer", "primary": True}]
    steps = [
        {"label": step.title, "url": f"/desk/assist/{one.reference}/{name}", "primary": step.main}
        for name, step in STEPS.items()
        if name.replace("-", "_") in possible and mine.may(step.act)
    ]
    return [*answer, *steps]


class TakeAssistanceStep(TakeStep):
    """One step on a request: saying what it does, then doing it once."""

    def asked(self, request: HttpRequest, reference: str, step: str) -> Asked:
        """Return the step, for whoever may take it.

        Raises:
            NotFound: There is no such request to be read here, or no such step.
            NotInOffice: Another post, or the other side, takes this step.

        """
        mine = seen(request, reference)
        found = step_of(STEPS, step)
        mine.must(found.act)
        one = mine.request
        return Asked(
            step=found,
            reference=reference,
            department=one.in_charge(found.verb),
            frame=mine.shell,
            heading=found.title,
            about=f"{reference} · {one.party_name} · {one.body}",
            back=(f"/desk/assist/{reference}", "回到这一件"),
            initial={"signed_by": getattr(request.user, "name", "")},
        )
