"""A body that was asked in writing answers online, by the code on its letter: what is wanted, the files, a receipt."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.cache import never_cache

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import system_occasion
from nuocheng.journal.files import new_token
from nuocheng.journal.official import Receipt
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Door, Occasion
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.models import WrittenCheck
from nuocheng.verification.pages.by_code import CodeForm, read, wrong_code
from nuocheng.verification.pages.written_words import ByCodeForm
from nuocheng.verification.queries import written

#: How long the key is that a form brings along.
KEY = 32
#: What was typed beside a code that turned out wrong, and is there again when the right one opens the page.
TYPED = ("name", "note")


class ByLetterCode(View):
    """The address on the letter: that it is genuine, and the form for whoever has the code."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Keep what is shown here out of every cache."""
        return never_cache(super().dispatch)(request, *args, **kwargs)

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Say that the letter is genuine, and ask for the code while anything is awaited."""
        return self._ask(request, written.by_check_code(read(code)), CodeForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Open the form with the code, or take what is handed in."""
        letter = written.letter_of(written.by_check_code(read(code)))
        first, waiting = letter[0], written.waiting(letter)
        if not waiting:
            return self._ask(request, first, CodeForm(), 409)
        asked = CodeForm(request.POST)
        if not asked.is_valid():
            return self._ask(request, first, asked, 422)
        typed = asked.cleaned_data["code"]
        wrong = wrong_code(request, first.letter_number, lambda at: acts.letter_opens(first, typed, at))
        if wrong:
            asked.add_error("code", wrong[0])
            return self._ask(request, first, asked, wrong[1])
        if request.POST.get("step") != "hand-in":
            before = {name: request.POST.get(name, "") for name in TYPED}
            return self._show(request, letter, ByCodeForm(waiting, initial={**before, "code": typed}))
        return self._take(request, letter, ByCodeForm(waiting, request.POST, request.FILES))

    def _take(self, request: HttpRequest, letter: list[WrittenCheck], form: ByCodeForm) -> HttpResponse:
        if not form.is_valid():
            return self._show(request, letter, form, 422)
        handing = form.handing()
        on, code = _once(request), form.cleaned_data["code"]
        try:
            made = acts.hand_in_by_code(on, handing.also[0], code=code, handing=handing)
        except Refusal as refusal:
            return self._show(request, letter, form, form.say(refusal))
        return self._thank(request, letter, form, made)

    def _thank(
        self, request: HttpRequest, letter: list[WrittenCheck], form: ByCodeForm, made: Receipt
    ) -> HttpResponse:
        """Show the receipt: what came, for which facts, when, and by which digests anybody tells the files again."""
        chosen = form.chosen()
        digests = [hashlib.sha256(one.content).hexdigest() for one in form.handing().files]
        came = {row.digest: row for row in written.materials(chosen[0])}
        context = {
            **_about(letter[0]),
            "made": made,
            "name": form.cleaned_data["name"],
            "came": [came[one] for one in digests if one in came],
            "labels": [one.label for one in letter if one.reference in chosen],
            "more": bool(written.waiting(letter)),
        }
        return render(request, "verification/written_thanks.html", context)

    def _ask(self, request: HttpRequest, of: WrittenCheck, form: CodeForm, code: int = 200) -> HttpResponse:
        letter = written.letter_of(of)
        context = {
            **_about(letter[0]),
            "facts": len(letter),
            "form": form if written.waiting(letter) else None,
            "before": {name: request.POST[name] for name in TYPED if request.POST.get(name)},
            "errors": edge.error_summary(form),
        }
        return render(request, "verification/written_genuine.html", context, status=code)

    def _show(
        self, request: HttpRequest, letter: list[WrittenCheck], form: ByCodeForm, code: int = 200
    ) -> HttpResponse:
        context = {
            **_about(letter[0]),
            "letter": [(one, written.takes(one)) for one in letter],
            "form": form,
            "key": new_token(),
            "errors": edge.error_summary(form),
            "lost": bool(request.FILES) and bool(form.errors),
        }
        return render(request, "verification/written_by_code.html", context, status=code)


def _once(request: HttpRequest) -> Occasion:
    """Return the occasion of one sending: the same page sent twice, by an impatient finger or a reload, is taken once."""
    key = request.POST.get("idempotency_key", "")
    fits = len(key) == KEY and key.isascii() and key.isalnum()
    return replace(system_occasion(Door.WEB), key=key if fits else "")


def _about(one: WrittenCheck) -> dict[str, Any]:
    return {"one": one, "number": one.letter_number, "department": people.department_name(one.department)}
