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
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.lifecycle.asking import WrittenState
from nuocheng.verification.models import WrittenCheck
from nuocheng.verification.pages.written_desk import material_row
from nuocheng.verification.pages.written_words import FilesForm
from nuocheng.verification.queries import written


class MyWrittenCheck(View):
    """One letter that asks for material, as its party sees it: every fact it asks about, and one form for all."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what is wanted, what came already, and the form."""
        letter = written.letter_of(_mine(request, reference))
        return self._show(request, letter, FilesForm(written.waiting(letter)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take what is handed in."""
        letter = written.letter_of(_mine(request, reference))
        form = FilesForm(written.waiting(letter) or letter[:1], request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, letter, form, 422)
        on, handing = occasion(request, (Role.APPLICANT,)), form.handing()
        try:
            acts.hand_in_material(on, handing.also[0], handing=handing)
        except Refusal as refusal:
            return self._show(request, letter, form, form.say(refusal))
        messages.success(request, "收到了，工作人员会看，结果记在您的办件里")
        return SeeOther(f"/mine/written/{reference}")

    def _show(
        self, request: HttpRequest, letter: list[WrittenCheck], form: FilesForm, code: int = 200
    ) -> HttpResponse:
        first, asked = letter[0], any(one.state == WrittenState.ASKED for one in letter)
        came = written.materials_of(one.reference for one in letter)
        context = {
            "one": first,
            "department": people.department_name(first.department),
            "left": remaining(law.calendar(), today(), first.due_on) if asked else None,
            "may_hand_in": bool(written.waiting(letter)),
            "facts": [
                {
                    "one": one,
                    "takes": written.takes(one),
                    "base": f"/mine/written/{one.reference}",
                    "materials": [material_row(row) for row in came.get(one.reference, [])],
                }
                for one in letter
            ],
            "form": form,
            "key": new_token(),
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
