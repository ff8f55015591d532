"""One verification task: the evidence, asking again, and the finding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_POST

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.kernel.dates import cn_date, cn_time
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.channels.sources import title_of
from nuocheng.verification.lifecycle import AT_REST
from nuocheng.verification.models import Task
from nuocheng.verification.pages.assistance_words import TONES as ASSISTANCE_TONES
from nuocheng.verification.pages.draw_forms import TriggerForm
from nuocheng.verification.pages.publicity_words import TONES as PUBLICITY_TONES
from nuocheng.verification.pages.queue import compare, officer
from nuocheng.verification.pages.task_path import called, path
from nuocheng.verification.pages.wording import (
    CHANNELS,
    EARLY_VERDICTS,
    LATER_VERDICTS,
    OUTCOMES,
    TIMINGS,
    VERDICT_HINTS,
    VERDICTS,
)
from nuocheng.verification.pages.written_words import TONES as WRITTEN_TONES
from nuocheng.verification.queries import assistance, publicity, risks, written
from nuocheng.verification.rules.ways import BY_PEOPLE

#: What the journal's verbs are called on this page.
VERBS = {
    "task.owe": "产生核查任务",
    "task.exempt": "免予核查",
    "task.pool": "放进待抽查",
    "task.spare": "平时不核查",
    "task.draw": "抽中，要核查",
    "task.pass_over": "没有抽中，这次不查",
    "task.trigger": "临时核查",
    "task.await_expiry": "作出决定，等到期再核查",
    "task.come_due": "到期，要核查",
    "task.remind": "核查期限过半，系统提醒",
    "task.chase": "超过核查期限，系统催办",
    "task.note_decision": "已作出决定",
    "task.call_off": "不用再查",
    "task.find_other": "结论：和承诺不一致（决定前）",
    "task.record_answer": "查询数据来源",
    "task.confirm": "结论：属实",
    "task.refute": "结论：不实",
    "task.leave_unresolved": "结论：无法核实",
    "task.reopen": "复核不同，重新核查",
    "task.ask_next": "换一种方式，重新查询",
    "task.hand_on": "换一种方式，由人来核实",
    "task.ask_another": "改用别的方式，重新查询",
    "task.hand_to": "改用别的方式，由人来核实",
}


#: What was said by itself of a task that waits, by how often.
REMINDED = {1: "核查期限已经过半，还没有结论", 2: "已经超过核查期限，系统催办过"}
#: What an officer would write where nobody objected; to confirm it is theirs all the same.
SUGGESTED = {"unopposed": "公示期满，没有成立的异议"}


class FindingForm(edge.Form):
    """The finding on one pledged fact."""

    verdict = edge.OneOf(label="核查结论", choices=[], blank="请选一个结论：属实、不实，或者无法核实")
    note = edge.LongText(
        label="说明",
        required=False,
        help_text="除了属实，都必须写：承诺的是什么，查到的是什么，差在哪里。事前核查的，当事人看得到",
    )

    def __init__(self, task: Task, *args: Any, **kwargs: Any) -> None:
        """Offer what may be found of this task: nobody is found untrue before the decision."""
        super().__init__(*args, **kwargs)
        offered = EARLY_VERDICTS if task.is_early else LATER_VERDICTS
        choices = [(key, f"{VERDICTS[key]}——{VERDICT_HINTS[key]}") for key in offered]
        self.fields["verdict"].choices = choices  # type: ignore[attr-defined]
        if task.is_early:
            said = "请选一个结论：属实、和承诺不一致，或者无法核实"
            self.fields["verdict"].error_messages |= dict.fromkeys(("required", "invalid_choice"), said)


class TaskPage(View):
    """The page of one task."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the task with its evidence; the Justice Bureau may read it, and no more."""
        if any(post.role is Role.BUREAU for post in posts_of(request)):
            task = queries.task(reference)
            return _show(request, task, FindingForm(task), may_act=False)
        task = _own(request, reference)
        return _show(request, task, FindingForm(task, initial={"note": SUGGESTED.get(task.outcome, "")}))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Record the finding."""
        task = _own(request, reference)
        form = FindingForm(task, request.POST)
        if not form.is_valid():
            return _show(request, task, form, 422)
        on = occasion(request, acts.record_finding, department=task.department)
        try:
            acts.record_finding(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("note" if refusal.objections else None, refusal.text)
            return _show(request, task, form, status(refusal))
        verdict = form.cleaned_data["verdict"]
        messages.success(request, f"{reference}已下结论：{VERDICTS[verdict]}")
        if verdict == "find_other":
            messages.info(request, "已经告诉当事人查到的不一样，还没有作出决定")
        return SeeOther(f"/desk/matters/new?case={task.origin}" if verdict == "refute" else "/desk/verify")


class Trigger(View):
    """Looking at something after all that is not verified as a matter of course."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask what gave rise to it."""
        return _ask_why(request, _own(request, reference), TriggerForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Owe the verification from now on."""
        task = _own(request, reference)
        form = TriggerForm(request.POST)
        if not form.is_valid():
            return _ask_why(request, task, form, 422)
        on = occasion(request, acts.trigger, department=task.department)
        try:
            acts.trigger(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return _ask_why(request, task, form, form.say(refusal))
        messages.success(request, f"{reference}已转入核查")
        return SeeOther(f"/desk/verify/{reference}")


def _ask_why(request: HttpRequest, task: Task, form: TriggerForm, code: int = 200) -> HttpResponse:
    context = {"task": task, "form": form, "errors": edge.error_summary(form)}
    return render(request, "verification/trigger.html", context, status=code)


@require_POST
def ask_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the task's source now; an answer of any kind is kept."""
    task = _own(request, reference)
    on = occasion(request, acts.record_answer, department=task.department)
    if jobs.ask([task], on, jobs.channels()):
        answer = queries.answers(reference)[0]
        word, _ = OUTCOMES.get(answer.outcome, OUTCOMES[""])
        messages.info(request, f"已查询，结果：{word}。{answer.note}")
    else:
        messages.warning(request, "这一项现在不能在线查询，请用别的方式核实，或看看是不是已经下了结论")
    return SeeOther(f"/desk/verify/{reference}")


def _own(request: HttpRequest, reference: str) -> Task:
    """Return the task, if it is of the officer's own department.

    Raises:
        NotFound: There is no such task in this department.

    """
    post = officer(request)
    task = queries.task(reference)
    if task.department != post.department:
        raise NotFound
    return task


def _show(
    request: HttpRequest, task: Task, form: FindingForm, code: int = 200, *, may_act: bool = True
) -> HttpResponse:
    word, tone = OUTCOMES.get(task.outcome, OUTCOMES[""])
    answers, requests = queries.answers(task.reference), assistance.requests_about(task.reference)
    context = {
        "task": task,
        "form": form,
        "errors": edge.error_summary(form),
        "open": task.is_open,
        "may_act": may_act and task.is_open,
        "at_rest": may_act and task.state in AT_REST,
        "again": may_act and task.state == "not_as_pledged",
        "can_find": task.state == "answered",
        "word": word,
        "tone": tone,
        "left": remaining(law.calendar(), today(), task.due_on),
        "rows": _rows(task),
        "compare": compare(task),
        "answers": [shown_answer(answer) for answer in answers],
        "events": _events(task),
        "requests": [{"one": one, "tone": ASSISTANCE_TONES[one.state]} for one in requests],
        "path": path(task, answers, requests, journal.history(task.kind, task.reference)),
        "risk": risks.risk(task, today()),
        "asks_people": bool(publicity.under_way(task.reference) or written.under_way(task.reference)),
        "in_public": [
            {"one": one, "tone": PUBLICITY_TONES[one.state]} for one in publicity.about(task.reference)
        ],
        "in_writing": [
            {
                "one": one,
                "tone": WRITTEN_TONES[one.state],
                "others": "、".join(other.label for other in written.others(one)),
            }
            for one in written.about(task.reference)
        ],
        "asks_source": task.channel not in BY_PEOPLE,
        "way": called(task.way_now),
        "next_way": called(ways[0]) if (ways := task.all_ways[task.step + 1 :]) else "",
    }
    return render(request, "verification/task.html", context, status=code)


def _rows(task: Task) -> list[dict[str, Any]]:
    return [
        {"label": "事项", "value": task.item_name},
        {"label": "当事人", "value": task.party_name},
        {"label": "证明", "value": task.certificate},
        {"label": "核查方式", "value": CHANNELS.get(task.channel, task.channel)},
        {"label": "核查标准", "value": task.standard or "—"},
        {"label": "什么时候核查", "value": TIMINGS.get(task.timing, TIMINGS[""])[1]},
        *([{"label": "到期的日子", "value": cn_date(task.expires_on)}] if task.expires_on else []),
        *([{"label": "提醒", "value": REMINDED[task.reminded]}] if task.reminded and task.is_open else []),
        *([{"label": "要留意", "value": task.known}] if task.known else []),
        *([{"label": "抽到的核查人员", "value": task.officers}] if task.officers else []),
        *([{"label": "重新核查的原因", "value": task.reopened_for}] if task.reopened_for else []),
        *([{"label": "临时核查的起因", "value": task.triggered_by}] if task.triggered_by else []),
        {"label": "主办单位", "value": people.department_name(task.department)},
        {"label": "办件", "value": task.origin, "url": f"/desk/cases/{task.origin}", "action": "看办件"},
    ]


def shown_answer(answer: Any) -> dict[str, Any]:
    """Return one answer of a source as pages show it."""
    word, tone = OUTCOMES.get(answer.outcome, OUTCOMES[""])
    return {
        "answer": answer,
        "word": word,
        "tone": tone,
        "channel": CHANNELS.get(answer.channel, answer.channel),
        "source": title_of(answer.source),
    }


def _events(task: Task) -> list[dict[str, Any]]:
    return [
        {
            "when": cn_time(line.at),
            "what": VERBS.get(line.verb, line.verb),
            "note": str(line.note.get("note") or line.note.get("reason") or ""),
            "at": "past",
        }
        for line in journal.history(task.kind, task.reference)
    ]
