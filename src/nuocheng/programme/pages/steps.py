"""Steps that cannot be taken back: each asks once more, says what it does, and takes a reason where one is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import must_hold
from nuocheng.edge.steps import Asked, Step, step_of
from nuocheng.edge.steps import TakeStep as Taking
from nuocheng.journal.files import File
from nuocheng.people import queries as people
from nuocheng.programme import acts, queries
from nuocheng.programme.pages.forms import ReasonForm, WithdrawForm
from nuocheng.programme.pages.guards import own


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file on which steps are taken: how it is read, where it lies, its steps, and which are the desk's."""

    load: Callable[[str], File]
    folder: str
    steps: Mapping[str, Step]
    desk: frozenset[str] = frozenset()


def step(
    act: Any, title: str, points: tuple[str, ...], says: tuple[str, str], form: type[edge.Form] | None = None
) -> Step:
    """Return a step whose button says the first of two words, and of which the second is said when it is done."""
    return Step(act, title, points, says[1], form, action=says[0])


STEPS: Mapping[str, Kind] = {
    "plan": Kind(
        queries.plan,
        "plans",
        {
            "publish": step(
                acts.publish_plan,
                "备案并公布{unit}的实施方案",
                ("方案马上在“实施方案”页公开，群众都能看到", "公布后不能撤下，要改由单位报新版"),
                ("备案并公布", "已公布"),
            ),
            "return": step(
                acts.return_plan,
                "退回{unit}的实施方案",
                ("退回后由单位修改再报",),
                ("退回修改", "已退回，单位马上能看到原因"),
                ReasonForm,
            ),
        },
    ),
    "milestone": Kind(
        queries.milestone,
        "milestones",
        {
            "confirm": step(
                acts.confirm_milestone,
                "确认{unit}“{name}”已完成",
                ("确认后不能再退回", "完成日期和依据以单位报告的为准"),
                ("确认完成", "已确认"),
            ),
            "return": step(
                acts.return_milestone,
                "退回{unit}“{name}”的报告",
                ("退回后由单位补充再报",),
                ("退回补充", "已退回，单位马上能看到原因"),
                ReasonForm,
            ),
        },
    ),
    "explanation": Kind(
        queries.explanation,
        "explanations",
        {
            "accept": step(
                acts.accept_explanation,
                "采纳{unit}的书面说明",
                ("采纳后，说明的全文在“实施方案”页公开", "说明全部事项的，这一轮不再催办这个单位"),
                ("采纳", "已采纳并公开"),
            ),
            "return": step(
                acts.return_explanation,
                "退回{unit}的书面说明",
                ("退回后由单位修改再报，或者改报实施方案",),
                ("退回修改", "已退回，单位马上能看到原因"),
                ReasonForm,
            ),
            "withdraw": step(
                acts.withdraw_explanation,
                "撤回书面说明",
                ("撤回后不再公开", "撤回后，各节点照常按期完成"),
                ("撤回说明", "已撤回"),
                WithdrawForm,
            ),
        },
        frozenset({"withdraw"}),
    ),
    "summary": Kind(
        queries.summary,
        "summaries",
        {
            "take": step(
                acts.take_summary,
                "接收{unit}的总结",
                ("接收后不能再退回", "单位马上能看到已接收"),
                ("接收", "已接收"),
            ),
            "return": step(
                acts.return_summary,
                "退回{unit}的总结",
                ("退回后由单位修改再报", "这一次报的全文留着，还可以看"),
                ("退回修改", "已退回，单位马上能看到原因"),
                ReasonForm,
            ),
        },
    ),
    "round": Kind(
        queries.a_round,
        "rounds",
        {
            "close": step(
                acts.close_round,
                "结束“{name}”",
                (
                    "结束后各单位不能再报方案、说明和完成情况，总结还可以报",
                    "已经有的情况都留着，随时可以看",
                    "结束后才能部署新一轮",
                ),
                ("结束这一轮", "已结束"),
            )
        },
    ),
}


class TakeStep(Taking):
    """One step on one file of the programme: asking once more, then doing it."""

    kind = ""
    side = "lead"

    def asked(self, request: HttpRequest, reference: str, step: str) -> Asked:
        """Return the step, for whoever holds a post that takes such steps: asked before any file is looked up.

        Raises:
            NotSignedIn: Nobody is signed in.
            NotInOffice: No post is held that takes a step of this kind.
            NotFound: There is no such step, or no such file.

        """
        kind = STEPS[self.kind]
        steps = {
            name: one for name, one in kind.steps.items() if (name in kind.desk) == (self.side == "desk")
        }
        must_hold(request, *(role for one in steps.values() for role in one.act.by))
        found = step_of(steps, step)
        file = own(request, kind.load, reference)[0] if self.side == "desk" else kind.load(reference)
        words = {"unit": people.department_name(file.department), "name": str(file)}
        return Asked(
            step=found,
            reference=reference,
            department=file.department,
            frame=f"shells/{self.side}.html",
            heading=found.title.format(**words),
            back=(self._back(file), "回到上一页"),
        )

    def _back(self, file: File) -> str:
        if self.kind == "round":
            return "/lead/programme"
        return f"/{self.side}/programme/{STEPS[self.kind].folder}/{file.reference}"
