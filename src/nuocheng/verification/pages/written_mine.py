"""What a party is asked to hand in: the page it comes to from the letter, and its files."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.lifecycle.asking import WRITTEN, WrittenState
from nuocheng.verification.models import WrittenCheck
from nuocheng.verification.pages.written_desk import material_row
from nuocheng.verification.pages.written_words import FilesForm
from nuocheng.verification.queries import written


class MyWrittenCheck(View):
    """One request for material, as its party sees it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what is wanted, what came already, and the form."""
        return self._show(request, _mine(request, reference), FilesForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take what is handed in."""
        check = _mine(request, reference)
        form = FilesForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, check, form, 422)
        on = occasion(request, (Role.APPLICANT,))
        try:
            acts.hand_in_material(on, reference, files=form.pictures(), note=form.cleaned_data["note"])
        except Refusal as refusal:
            return self._show(request, check, form, form.say(refusal))
        messages.success(request, "收到了，工作人员会看，结果记在您的办件里")
        return SeeOther(f"/mine/written/{reference}")

    def _show(
        self, request: HttpRequest, check: WrittenCheck, form: FilesForm, code: int = 200
    ) -> HttpResponse:
        waits = check.state == "asked"
        context = {
            "one": check,
            "department": people.department_name(check.department),
            "left": remaining(law.calendar(), today(), check.due_on) if waits else None,
            "may_hand_in": "hand_in" in WRITTEN.possible(WrittenState(check.state)),
            "materials": [material_row(one) for one in written.materials(check.reference)],
            "form": form,
            "errors": edge.error_summary(form),
            "lost": bool(request.FILES) and bool(form.errors),
        }
        return render(request, "verification/written_mine.html", context, status=code)


@require_safe
def my_material(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send the party one of the files that were handed in for it, to be saved."""
    found, content = written.material(_mine(request, reference).reference, key)
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


def _mine(request: HttpRequest, reference: str) -> WrittenCheck:
    on, check = occasion(request, (Role.APPLICANT,)), written.check(reference)
    if check.party != on.party or check.body:
        raise NotFound("没有这一件，请回到“我的承诺”重新选")
    return check
