"""Taking another way to verify a fact than the order of its plan says: the form, and the act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.verification import acts, queries
from nuocheng.verification.models import Task
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.task_path import called
from nuocheng.verification.pages.wording import BY_PEOPLE_HINTS, CHANNELS

#: The field at which the objection of a rule is shown.
FIELDS = {"chosen_way_is_another": "reason"}


class WayForm(edge.Form):
    """Which way is taken from now on, and why."""

    way = edge.OneOf(label="换成哪一种方式", choices=[], look="rows", blank="请选一种核查方式")
    reason = edge.LongText(
        label="为什么换",
        max_length=400,
        blank="请写明为什么改用这一种方式，例如：平台正在检修，先请人社局协助",
    )

    def __init__(self, task: Task, *args: Any, **kwargs: Any) -> None:
        """Offer the ways of the plan but the present one, and those on which people go."""
        super().__init__(*args, **kwargs)
        planned = [
            (str(place), f"核查办法里的第{place}种：{called(way)}")
            for place, way in enumerate(task.all_ways, start=1)
            if way != task.way_now
        ]
        named = {way.channel for way in task.all_ways}
        others = [(key, CHANNELS[key]) for key in BY_PEOPLE_HINTS if key not in named and _may(task, key)]
        field: Any = self.fields["way"]
        field.choices, field.widget.hints = [*planned, *others], BY_PEOPLE_HINTS


class ChooseWay(View):
    """Another way for one fact."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Offer the ways there are."""
        task = own_task(request, reference)
        return _show(request, task, WayForm(task))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take the way that was chosen."""
        task = own_task(request, reference)
        form = WayForm(task, request.POST)
        if not form.is_valid():
            return _show(request, task, form, 422)
        on = occasion(request, acts.choose_way, department=task.department)
        try:
            acts.choose_way(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return _show(request, task, form, form.say(refusal, FIELDS))
        messages.success(request, f"{reference}换成了{CHANNELS[queries.task(reference).channel]}")
        return SeeOther(f"/desk/verify/{reference}")


def own_task(request: HttpRequest, reference: str) -> Task:
    """Return the task, if it is of the officer's own department.

    Raises:
        NotInOffice: No verifier's post is held.
        NotFound: There is no such task in this department.

    """
    post = officer(request)
    task = queries.task(reference)
    if task.department != post.department:
        raise NotFound
    return task


def _may(task: Task, channel: str) -> bool:
    """Say whether a way on which people go is open to a fact: nothing is shown to everybody unless its plan says so."""
    return channel not in {"publicity", task.channel}


def _show(request: HttpRequest, task: Task, form: WayForm, code: int = 200) -> HttpResponse:
    context = {"task": task, "now": called(task.way_now), "form": form, "errors": edge.error_summary(form)}
    return render(request, "verification/task_way.html", context, status=code)
