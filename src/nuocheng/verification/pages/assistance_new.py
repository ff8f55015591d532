"""Asking another body for assistance: the form, filled in as far as the task tells."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import MOST_ENCLOSED, Picture, Wish
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import Task
from nuocheng.verification.pages.assistance_files import LARGEST_MB, PageField
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.wording import CHANNELS, OUTCOMES
from nuocheng.verification.queries import assistance, bodies

OUTSIDE = "outside"
#: At which field the objection of a rule is shown.
FIELDS = {
    "online_comes_first": "tasks",
    "asked_body_is_another": "asked",
    "request_says_what_and_why": "purpose",
}


class WishForm(edge.Form):
    """What is asked of whom."""

    tasks = edge.SomeOf(label="要核实的事实", choices=[], blank="请至少选一个要核实的事实")
    why = edge.LongText(
        label="为什么要请别的单位协助",
        max_length=400,
        blank="请写明为什么要请别的单位协助，例如：平台上查无数据",
        help_text="留在本单位的卷里，对方看不到",
    )
    asked = edge.Pick(label="被协助单位", choices=[])
    body = edge.TextLine(
        label="单位全称", required=False, max_length=60, help_text="只在选了“不在名单里”时填，例如外地的单位"
    )
    address = edge.TextLine(
        label="寄送地址", required=False, max_length=120, help_text="只在选了“不在名单里”时填，协查函寄到这里"
    )
    discloses = edge.OneOf(
        label="告诉对方多少",
        choices=[
            ("no", "只问登记的是什么，不写承诺的内容"),
            ("yes", "写明承诺的内容，问是否属实"),
        ],
        hints={"no": "对方知道得最少；我们拿到以后自己比对", "yes": "对方才能判断的，选这一项"},
    )
    urgency = edge.OneOf(label="缓急", choices=[])
    purpose = edge.TextLine(label="用途", max_length=200)
    basis = edge.TextLine(label="依据", max_length=200)
    contact = edge.TextLine(label="联系人和电话", max_length=80)
    enclosure_1 = PageField(
        label="附件1",
        megabytes=LARGEST_MB,
        required=False,
        help_text="只附对方核实要用的。图片、PDF或OFD，对方看得到",
    )
    enclosure_2 = PageField(label="附件2", megabytes=LARGEST_MB, required=False)
    enclosure_3 = PageField(label="附件3", megabytes=LARGEST_MB, required=False)

    def __init__(self, tasks: list[Task], *args: Any, **kwargs: Any) -> None:
        """Offer the tasks, every other department, and the terms of the law."""
        super().__init__(*args, **kwargs)
        self.fields["tasks"].choices = [(one.reference, _named(one)) for one in tasks]  # type: ignore[attr-defined]
        own = tasks[0].department
        others = [(one.code, one.name) for one in people.departments() if one.code != own]
        known = [(f"{OUTSIDE}:{one}", f"{name}（寄协查函）") for one, name in bodies.offered(own)]
        listed = [("", "请选择"), *others, *known, (OUTSIDE, "不在名单里的单位（寄协查函）")]
        self.fields["asked"].choices = listed  # type: ignore[attr-defined]
        self.fields["urgency"].choices = [(key, _urgency(key)) for key in assistance.URGENCIES]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """Return what was asked for."""
        said = self.cleaned_data
        asked, _, known = said["asked"].partition(":")
        outside = asked == OUTSIDE
        files = [one for place in range(1, MOST_ENCLOSED + 1) if (one := said[f"enclosure_{place}"])]
        return Wish(
            tasks=tuple(said["tasks"]),
            why=said["why"],
            purpose=said["purpose"],
            basis=said["basis"],
            contact=said["contact"],
            urgency=said["urgency"],
            asked="" if outside else asked,
            outside=known,
            body=said["body"] if outside else "",
            address=said["address"] if outside else "",
            discloses=said["discloses"] == "yes",
            enclosures=tuple(Picture(one.filename, one.content) for one in files),
        )


class NewRequest(View):
    """The page on which a request is drafted, opened from a task."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form, filled in as far as the task tells."""
        task, tasks = _tasks(request, reference)
        return _show(request, task, WishForm(tasks, initial=_initial(request, task)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Draft it; then it waits for the signature."""
        task, tasks = _tasks(request, reference)
        form = WishForm(tasks, request.POST, request.FILES)
        if not form.is_valid():
            return _show(request, task, form, 422)
        on = occasion(request, acts.draft_request, department=task.department)
        try:
            made = acts.draft_request(on, wish=form.wish(), by_machine=tuple(jobs.channels()))
        except Refusal as refusal:
            return _show(request, task, form, form.say(refusal, FIELDS))
        return SeeOther(f"/desk/assist/{made.reference}")


def _tasks(request: HttpRequest, reference: str) -> tuple[Task, list[Task]]:
    """Return the task from which the page was opened, and after it what data left open in its case.

    Raises:
        NotInOffice: No verifier's post is held.
        NotFound: There is no such task in the department.

    """
    department = officer(request).department
    task = queries.task(reference)
    if task.department != department:
        raise NotFound
    others = queries.tasks_of(task.origin)
    return task, [task, *(one for one in others if one.pk != task.pk and _is_left_open(one))]


def _is_left_open(task: Task) -> bool:
    return task.state in OPEN and task.outcome != "consistent"


def _initial(request: HttpRequest, task: Task) -> dict[str, Any]:
    word, _ = OUTCOMES.get(task.outcome, OUTCOMES[""])
    own = people.department(task.department)
    name = getattr(request.user, "name", "")
    return {
        "tasks": [task.reference],
        "why": f"{CHANNELS.get(task.channel, task.channel)}：{word}" if task.outcome else "",
        "discloses": "no",
        "urgency": "standard",
        "purpose": f"核实“{task.item_name}”的承诺",
        "basis": jobs.BASIS,
        "contact": f"{name}，{own.phone}" if own else name,
    }


def _named(task: Task) -> str:
    word, _ = OUTCOMES.get(task.outcome, OUTCOMES[""])
    return f"{task.certificate}：{task.label}（{word}）"


def _urgency(key: str) -> str:
    days = law.term(f"term.assistance.{key}", today()).workdays
    return f"{assistance.URGENCIES[key]}（{f'{days}个工作日' if days else '当天'}答复）"


def _show(request: HttpRequest, task: Task, form: WishForm, code: int = 200) -> HttpResponse:
    context = {
        "task": task,
        "form": form,
        "errors": edge.error_summary(form),
        "lost": bool(request.FILES) and bool(form.errors),
    }
    return render(request, "verification/assistance_new.html", context, status=code)
