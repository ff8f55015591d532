"""A party's objection to a mark: writing it, reading how it stands, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.credit import acts, queries
from nuocheng.credit.models import Mark, Objection
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import deadline
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people

LONGEST = 2000


class ObjectionForm(edge.Form):
    """What is wrong with the mark."""

    text = edge.LongText(
        label="哪里不对",
        blank="请写明哪里不对，例如人不对、事不对、已经改正",
        max_length=LONGEST,
        error_messages={"max_length": f"写得太长了，请写在{LONGEST}个字以内"},
        help_text="例如：这处房子不是我的，是同名的人；或者：钱我3月就退了",
    )


class Objecting(View):
    """“我有异议”: for one mark; without one named, the newest in the party's file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the mark and ask what is wrong; an objection under way is shown instead."""
        on = _party(request)
        mark = _mark(on, request.GET.get("mark", ""))
        under_way = queries.open_objection(mark.pk.hex)
        if under_way is not None:
            return redirect(f"/mine/objections/{under_way.reference}")
        return self._show(request, mark, ObjectionForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """File it."""
        on = _party(request)
        mark = _mark(on, request.POST.get("mark", ""))
        form = ObjectionForm(request.POST)
        if not form.is_valid():
            return self._show(request, mark, form, 422)
        try:
            done = acts.file_objection(on, mark=mark.pk.hex, text=form.cleaned_data["text"])
        except Refusal as refusal:
            return self._show(request, mark, form, form.say(refusal))
        messages.success(request, "收到您的异议了。这条记录已经注明“有异议”")
        return SeeOther(f"/mine/objections/{done.reference}")

    def _show(self, request: HttpRequest, mark: Mark, form: ObjectionForm, code: int = 200) -> HttpResponse:
        days = law.term(acts.OBJECTION_TERM, today()).workdays
        more = {
            "mark": mark,
            "department": people.department_name(mark.department),
            "form": form,
            "errors": edge.error_summary(form),
            "days": days,
            "key": request.POST.get("idempotency_key") or new_token(),
        }
        return render(request, "credit/object.html", more, status=code)


class MyObjection(View):
    """One objection, as its party sees it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show how it stands, by when it is answered, or how it was."""
        objection = _own(request, reference)
        return render(request, "credit/my_objection.html", shown(objection))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take it back."""
        _own(request, reference)
        try:
            acts.withdraw_objection(_party(request), reference)
        except Refusal as refusal:
            messages.warning(request, refusal.text)
        else:
            messages.success(request, "异议已撤回，记录不变")
        return SeeOther(f"/mine/objections/{reference}")


def shown(objection: Objection) -> dict[str, Any]:
    """Return an objection as its page shows it."""
    waiting = objection.answered_at is None and objection.state == "filed"
    left = remaining(law.calendar(), today(), objection.due_on)
    return {
        "objection": objection,
        "mark": queries.mark(objection.mark),
        "department": people.department_name(objection.department),
        "waiting": waiting,
        "by": deadline(objection.due_on, left) if waiting else "",
    }


def _party(request: HttpRequest) -> Occasion:
    return occasion(request, (Role.APPLICANT,))


def _own(request: HttpRequest, reference: str) -> Objection:
    """Return the party's own objection.

    Raises:
        NotFound: There is none of this number, or it is somebody else's.

    """
    objection = queries.objection(reference)
    if objection.party != _party(request).party:
        raise NotFound
    return objection


def _mark(on: Occasion, key: str) -> Mark:
    """Return the mark that is objected to: the one named, or the newest that still counts.

    Raises:
        NotFound: There is no such mark in the party's own file.

    """
    if key:
        mark = queries.mark(key)
        if mark.file.party == on.party:
            return mark
    file = queries.integrity_file(on.party) if not key else None
    if file is not None:
        gone = queries.corrected(file.reference)
        for one in queries.marks(file.reference):
            if one.pk.hex not in gone:
                return one
    raise NotFound("您的诚信档案里没有这条记录，不用提异议")
