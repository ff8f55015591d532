"""What everybody may read of pledges that are shown to be verified, objecting to one, and reading the answer by code."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.callers import address_of
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import system_occasion
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.numbers import BadNumber, read_check_code
from nuocheng.kernel.occasion import Door
from nuocheng.law import queries as law
from nuocheng.people import official as people_door
from nuocheng.people import queries as people
from nuocheng.people.official import BY_CLIENT, BY_REQUEST
from nuocheng.verification import acts
from nuocheng.verification.models import Publicity, PublicityObjection
from nuocheng.verification.pages.publicity_words import PUBLIC_WORDS, CodeForm, ObjectForm
from nuocheng.verification.queries import publicity

#: Search engines are to keep nothing of what is taken down later.
UNSEARCHED = "noindex, noarchive"
TOO_OFTEN = "提得太多了，请过一小时再来，或者打公示上的电话"
NO_CODE = "没有这个查询码，请照提异议时给您的再填一遍"


@require_safe
def publicities(request: HttpRequest) -> HttpResponse:
    """List what is shown now, what ends last first."""
    found = publicity.public_page(today(), request.GET.get("after", ""))
    next_url = f"/open/publicity?{urlencode({'after': found.next})}" if found.next else ""
    context = {
        "rows": [_shown(one) for one in found.rows],
        "lead": law.provision("wording.publicity.lead", today()).text,
        "pager": {"next_url": next_url},
    }
    return _unsearched(render(request, "verification/publicities.html", context))


@require_safe
def shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one pledge as everybody may read it."""
    row = publicity.public(reference, today())
    context = {**_shown(row), "may_object": _may_object(row)}
    return _unsearched(render(request, "verification/publicity_shown.html", context))


class ObjectTo(View):
    """An objection to what is shown, from anybody."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form."""
        return self._show(request, publicity.public(reference, today()), ObjectForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take the objection, and give a code for the answer, once."""
        row = publicity.public(reference, today())
        form = ObjectForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, row, form, 422)
        try:
            people_door.allow(f"publicity:{row.reference}:{address_of(request)}", BY_REQUEST, now())
            people_door.allow(f"client:{address_of(request)}", BY_CLIENT, now())
        except people_door.TooOften:
            form.add_error(None, TOO_OFTEN)
            return self._show(request, row, form, 429)
        code, digest = acts.new_answer_code()
        try:
            acts.object_to_publicity(system_occasion(Door.WEB), reference, said=form.said(digest))
        except Refusal as refusal:
            return self._show(request, row, form, form.say(refusal))
        answer = render(request, "verification/publicity_thanks.html", {**_shown(row), "answer_code": code})
        answer["Cache-Control"] = "private, no-store"
        return answer

    def _show(self, request: HttpRequest, row: Publicity, form: ObjectForm, code: int = 200) -> HttpResponse:
        context = {
            **_shown(row),
            "may_object": _may_object(row),
            "form": form,
            "errors": edge.error_summary(form),
            "lost": bool(request.FILES) and bool(form.errors),
        }
        return _unsearched(render(request, "verification/publicity_object.html", context, status=code))


class ReadAnswer(View):
    """The answer to an objection, for whoever has its code."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Keep what is shown here out of every cache."""
        return never_cache(super().dispatch)(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the code."""
        return self._show(request, CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the answer to whoever has the code; every try is counted before it is looked up."""
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            people_door.allow(f"client:{address_of(request)}", BY_CLIENT, now())
        except people_door.TooOften:
            form.add_error("code", TOO_OFTEN)
            return self._show(request, form, 429)
        found = _by_code(form.cleaned_data["code"])
        if found is None:
            form.add_error("code", NO_CODE)
            return self._show(request, form, 422)
        context = {"objection": found, "one": found.publicity, "reply": getattr(found, "reply", None)}
        return render(request, "verification/publicity_answer.html", context)

    def _show(self, request: HttpRequest, form: CodeForm, code: int = 200) -> HttpResponse:
        context = {"form": form, "errors": edge.error_summary(form)}
        return render(request, "verification/publicity_code.html", context, status=code)


def _by_code(typed: str) -> PublicityObjection | None:
    try:
        return publicity.by_code(acts.answer_digest(read_check_code(typed)))
    except BadNumber:
        return None


def _may_object(row: Publicity) -> bool:
    return row.state == "shown" and today() <= row.until


def _shown(row: Publicity) -> dict[str, Any]:
    word, tone = PUBLIC_WORDS[row.state]
    return {"one": row, "word": word, "tone": tone, "department": people.department_name(row.department)}


def _unsearched(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = UNSEARCHED
    return answer
