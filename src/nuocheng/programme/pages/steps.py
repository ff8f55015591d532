"""Steps that cannot be taken back: each asks once more, says what it does, and takes a reason where one is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import File
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.people import queries as people
from nuocheng.programme import acts, queries
from nuocheng.programme.pages.forms import ReasonForm, WithdrawForm
from nuocheng.programme.pages.guards import own


@dataclass(frozen=True, slots=True)
class StepOf:
    """One step: the act, what is asked and said before it, and what is said after it."""

    act: Any
    title: str
    points: tuple[str, ...]
    action: str
    done: str
    form: type[edge.Form] | None = None
    side: str = "lead"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file on which steps are taken: how it is read, where it lies, and its steps."""

    load: Callable[[str], File]
    folder: str
    steps: Mapping[str, StepOf]


STEPS: Mapping[str, Kind] = {
    "plan": Kind(
        queries.plan,
        "plans",
        {
            "publish": StepOf(
                acts.publish_plan,
                "备案并公布{unit}的实施方案",
                ("方案马上在“实施方案”页公开，群众都能看到", "公布后不能撤下，要改由单位报新版"),
                "备案并公布",
                "已公布",
            ),
            "return": StepOf(
                acts.return_plan,
                "退回{unit}的实施方案",
                ("退回后由单位修改再报",),
                "退回修改",
                "已退回，单位马上能看到原因",
                ReasonForm,
            ),
        },
    ),
    "milestone": Kind(
        queries.milestone,
        "milestones",
        {
            "confirm": StepOf(
                acts.confirm_milestone,
                "确认{unit}“{name}”已完成",
                ("确认后不能再退回", "完成日期和依据以单位报告的为准"),
                "确认完成",
                "已确认",
            ),
            "return": StepOf(
                acts.return_milestone,
                "退回{unit}“{name}”的报告",
                ("退回后由单位补充再报",),
                "退回补充",
                "已退回，单位马上能看到原因",
                ReasonForm,
            ),
        },
    ),
    "explanation": Kind(
        queries.explanation,
        "explanations",
        {
            "accept": StepOf(
                acts.accept_explanation,
                "采纳{unit}的书面说明",
                ("采纳后，说明的全文在“实施方案”页公开", "说明全部事项的，这一轮不再催办这个单位"),
                "采纳",
                "已采纳并公开",
            ),
            "return": StepOf(
                acts.return_explanation,
                "退回{unit}的书面说明",
                ("退回后由单位修改再报，或者改报实施方案",),
                "退回修改",
                "已退回，单位马上能看到原因",
                ReasonForm,
            ),
            "withdraw": StepOf(
                acts.withdraw_explanation,
                "撤回书面说明",
                ("撤回后不再公开", "撤回后，各节点照常按期完成"),
                "撤回说明",
                "已撤回",
                WithdrawForm,
                "desk",
            ),
        },
    ),
    "summary": Kind(
        queries.summary,
        "summaries",
        {
            "take": StepOf(
                acts.take_summary,
                "接收{unit}的总结",
                ("接收后不能再退回", "单位马上能看到已接收"),
                "接收",
                "已接收",
            ),
            "return": StepOf(
                acts.return_summary,
                "退回{unit}的总结",
                ("退回后由单位修改再报", "这一次报的全文留着，还可以看"),
                "退回修改",
                "已退回，单位马上能看到原因",
                ReasonForm,
            ),
        },
    ),
    "round": Kind(
        queries.a_round,
        "rounds",
        {
            "close": StepOf(
                acts.close_round,
                "结束“{name}”",
                (
                    "结束后各单位不能再报方案、说明和完成情况，总结还可以报",
                    "已经有的情况都留着，随时可以看",
                    "结束后才能部署新一轮",
                ),
                "结束这一轮",
                "已结束",
            )
        },
    ),
}


class TakeStep(View):
    """One step on one file: asking once more, then doing it."""

    kind = ""
    side = "lead"

    def get(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Say what the step does."""
        kind, found = self._step(request, step)
        file = self._file(request, kind, reference)
        return self._show(request, (file, found), found.form() if found.form else None)

    def post(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Take the step."""
        kind, found = self._step(request, step)
        file = self._file(request, kind, reference)
        on = occasion(request, found.act, department=file.department)
        form = found.form(request.POST) if found.form else None
        if form is not None and not form.is_valid():
            return self._show(request, (file, found), form, code=422)
        try:
            found.act(on, reference, **(form.cleaned_data if form else {}))
        except Refusal as refusal:
            if form is not None:
                return self._show(request, (file, found), form, code=form.say(refusal))
            return self._show(request, (file, found), None, refusal.text, status(refusal))
        messages.success(request, found.done)
        return SeeOther(self._back(file))

    def _step(self, request: HttpRequest, step: str) -> tuple[Kind, StepOf]:
        """Return the step, for whoever holds a post that takes such steps: asked before any file is looked up.

        Raises:
            NotSignedIn: Nobody is signed in.
            NotInOffice: No post is held that takes a step of this kind.
            NotFound: There is no such step.

        """
        kind = STEPS[self.kind]
        takers = {role for one in kind.steps.values() if one.side == self.side for role in one.act.by}
        must_hold(request, *takers)
        found = kind.steps.get(step)
        if found is None or found.side != self.side:
            raise NotFound("没有这一步，请回到上一页重新选")
        return kind, found

    def _file(self, request: HttpRequest, kind: Kind, reference: str) -> File:
        """Return the file; on the desk only one of one's own department.

        Raises:
            NotFound: There is none.

        """
        return own(request, kind.load, reference)[0] if self.side == "desk" else kind.load(reference)

    def _back(self, file: File) -> str:
        folder = STEPS[self.kind].folder
        if self.kind == "round":
            return "/lead/programme"
        return f"/{self.side}/programme/{folder}/{file.reference}"

    def _show(
        self,
        request: HttpRequest,
        asked: tuple[File, StepOf],
        form: edge.Form | None,
        refused: str = "",
        code: int = 200,
    ) -> HttpResponse:
        file, found = asked
        words = {"unit": people.department_name(file.department), "name": str(file)}
        errors = [("", refused)] if refused else edge.error_summary(form) if form is not None else []
        context = {
            "shell_template": f"shells/{self.side}.html",
            "title": found.title.format(**words),
            "points": found.points,
            "action": found.action,
            "form": form,
            "errors": errors,
            "back_url": self._back(file),
        }
        return render(request, "programme/step.html", context, status=code)
