"""Answering by code: the desk makes a code and shows it once; a body without accounts answers with it, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.occasions import occasion, system_occasion
from nuocheng.edge.steps import Step
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Door
from nuocheng.people import queries as people
from nuocheng.verification import acts, papers
from nuocheng.verification.acts import WholeReply
from nuocheng.verification.lifecycle import AssistanceState
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.pages.assistance_guards import seen
from nuocheng.verification.pages.assistance_reply import ReplyForm
from nuocheng.verification.pages.assistance_steps import STEPS, ReasonForm
from nuocheng.verification.pages.assistance_words import waits
from nuocheng.verification.pages.by_code import CodeForm, code_field, read, wrong_code
from nuocheng.verification.queries import assistance

#: How a body declines by code: each is the same step as that of a body with accounts.
DECLINING: Mapping[str, Step] = {
    "return": replace(
        STEPS["return"],
        act=acts.return_by_code,
        points=("签收后24小时内可以退回", "请在理由里写由哪个单位管"),
        done="已退回，请求单位马上能看到",
    ),
    "refuse": replace(
        STEPS["refuse"],
        act=acts.refuse_by_code,
        points=("请求单位会看到理由", "没有登记的不用拒绝，请答复“查无此记录”"),
        done="已拒绝，请求单位马上能看到理由",
    ),
}


class AnswerByCode(ReplyForm):
    """The reply, with the code that opened it."""

    code = code_field()

    def whole(self) -> WholeReply:
        """Return the reply as the act takes it."""
        return WholeReply(**self.given())


class DeclineByCode(ReasonForm):
    """Why a request is sent back or refused, with the code that opened it."""

    code = code_field()


@require_POST
def issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a code for a body without accounts and show it this once, to be printed and sent with the letter."""
    mine = seen(request, reference)
    mine.must(acts.issue_code)
    code, digest = acts.new_code(reference)
    on = occasion(request, acts.issue_code, department=mine.request.department)
    try:
        acts.issue_code(on, reference, digest=digest)
    except Refusal as refusal:
        messages.warning(request, refusal.text)
        return SeeOther(f"/desk/assist/{reference}")
    context = {**_about(mine.request), "reply_code": code, "held": assistance.newest_code(reference)}
    answer = render(request, "verification/assistance_code.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


class ByLetter(View):
    """The address on the letter: what it is about, and the answer for whoever has the code."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Keep what is shown here out of every cache."""
        return never_cache(super().dispatch)(request, *args, **kwargs)

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Say that the letter is genuine, and ask for the code where an answer is awaited."""
        return self._ask(request, _of(code), CodeForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Open the questions with the code, or take the answer."""
        found = _of(code)
        if not _open(found):
            return self._ask(request, found, CodeForm(), 409)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._ask(request, found, form, 422)
        wrong = wrong_code(request, found.reference, lambda at: acts.opens(found, request.POST["code"], at))
        if wrong:
            form.add_error("code", wrong[0])
            return self._ask(request, found, form, wrong[1])
        return self._answer(request, found)

    def _answer(self, request: HttpRequest, found: AssistanceRequest) -> HttpResponse:
        step = request.POST.get("step", "")
        if step == "file":
            return _enclosure(found, request.POST.get("key", ""))
        if step == "acknowledge":
            return self._acknowledge(request, found)
        if step in DECLINING:
            return self._decline(request, found, step)
        return self._reply(request, found, sent=step == "answer")

    def _acknowledge(self, request: HttpRequest, found: AssistanceRequest) -> HttpResponse:
        """Say that the letter arrived, and go on to the questions."""
        said = "已签收，请求单位马上能看到"
        try:
            acts.acknowledge_by_code(system_occasion(Door.WEB), found.reference, code=request.POST["code"])
        except Refusal as refusal:
            said = refusal.text
        return self._reply(request, assistance.request(found.reference), said=said)

    def _reply(
        self, request: HttpRequest, found: AssistanceRequest, *, sent: bool = False, said: str = ""
    ) -> HttpResponse:
        asked = assistance.questions(found.reference)
        if not sent:
            opened = AnswerByCode(found, asked, initial={"code": request.POST["code"]})
            return self._show(request, found, opened, said=said)
        form = AnswerByCode(found, asked, request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, found, form, 422)
        on, whole = system_occasion(Door.WEB), form.whole()
        try:
            acts.answer_by_code(on, found.reference, code=form.cleaned_data["code"], whole=whole)
        except Refusal as refusal:
            return self._show(request, found, form, form.say(refusal))
        return _thanks(request, found, f"已经收到对{papers.number_of(found)}的答复")

    def _decline(self, request: HttpRequest, found: AssistanceRequest, step: str) -> HttpResponse:
        """Ask for the reason, then send the request back or refuse it."""
        taken = DECLINING[step]
        form = DeclineByCode(request.POST if request.POST.get("sure") else None)
        form.fields["code"].initial = request.POST["code"]
        if not form.is_bound:
            return self._sure(request, found, (step, form))
        if not form.is_valid():
            return self._sure(request, found, (step, form), 422)
        try:
            taken.act(system_occasion(Door.WEB), found.reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._sure(request, found, (step, form), form.say(refusal))
        return _thanks(request, found, taken.done)

    def _sure(
        self,
        request: HttpRequest,
        found: AssistanceRequest,
        asked: tuple[str, DeclineByCode],
        code: int = 200,
    ) -> HttpResponse:
        step, form = asked
        context = {
            **_about(found),
            "step": step,
            "title": DECLINING[step].title,
            "points": DECLINING[step].points,
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "verification/assistance_decline.html", context, status=code)

    def _ask(
        self, request: HttpRequest, found: AssistanceRequest, form: CodeForm, code: int = 200
    ) -> HttpResponse:
        context = {
            **_about(found),
            "form": form if _open(found) else None,
            "errors": edge.error_summary(form),
        }
        return render(request, "verification/assistance_letter.html", context, status=code)

    def _show(
        self,
        request: HttpRequest,
        found: AssistanceRequest,
        form: AnswerByCode,
        code: int = 200,
        said: str = "",
    ) -> HttpResponse:
        context = {
            **_about(found),
            "form": form,
            "errors": edge.error_summary(form),
            "said": said,
            "enclosed": assistance.enclosures(found.reference),
            "arrived": found.state != AssistanceState.SENT,
            "typed": request.POST["code"],
            "lost": bool(request.FILES) and bool(form.errors),
        }
        return render(request, "verification/assistance_by_code.html", context, status=code)


def _enclosure(found: AssistanceRequest, typed: str) -> HttpResponse:
    """Send one file that goes with a request to whoever has the code.

    Raises:
        NotFound: There is no such file.

    """
    try:
        key = UUID(typed)
    except ValueError as wrong:
        raise NotFound("这一件里没有这个附件") from wrong
    held, content = assistance.enclosure(found.reference, key)
    return sending.attachment(content, media_type=held.media_type, filename=held.filename)


def _thanks(request: HttpRequest, found: AssistanceRequest, said: str) -> HttpResponse:
    return render(request, "verification/assistance_thanks.html", {**_about(found), "said": said})


def _of(code: str) -> AssistanceRequest:
    return assistance.by_code(read(code))


def _open(found: AssistanceRequest) -> bool:
    """Say whether an answer by code is awaited: of a body without accounts, and not given yet."""
    return not found.asked and waits(found)


def _about(found: AssistanceRequest) -> dict[str, Any]:
    return {
        "one": found,
        "number": papers.number_of(found),
        "department": people.department_name(found.department),
        "awaited": waits(found),
        "address": f"{settings.NUOCHENG_ADDRESS}/assist/{found.code}",
    }
