"""The party's own page on a matter: what was found, what is intended, and where to answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.consequences import acts, queries
from nuocheng.consequences.lifecycle import MatterState
from nuocheng.consequences.models import Matter
from nuocheng.consequences.pages.desk import events
from nuocheng.consequences.pages.forms import StatementForm
from nuocheng.consequences.pages.wording import PARTY_STATES, PARTY_VERBS
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.papers import queries as papers
from nuocheng.people import queries as people


class MyMatter(View):
    """“请您说明情况”."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what was found and what is intended."""
        return self._show(request, self._own(request, reference), StatementForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take the statement."""
        matter = self._own(request, reference)
        form = StatementForm(request.POST)
        if not form.is_valid():
            return self._show(request, matter, form, 422)
        on = occasion(request, acts.hear_statement.by & {Role.APPLICANT})
        try:
            acts.hear_statement(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, matter, form, form.say(refusal))
        messages.success(request, "收到您的说明了。我们会认真核对，有了结果马上告诉您")
        return SeeOther(f"/mine/matters/{reference}")

    def _own(self, request: HttpRequest, reference: str) -> Matter:
        """Return the matter, if it is about whoever asks.

        Raises:
            NotFound: It is about somebody else, or nothing was announced yet.

        """
        on = occasion(request, (Role.APPLICANT,))
        matter = queries.matter(reference)
        if matter.party != on.party or matter.intended_at is None:
            raise NotFound
        return matter

    def _show(
        self, request: HttpRequest, matter: Matter, form: StatementForm, code: int = 200
    ) -> HttpResponse:
        due = matter.defence_due_on
        context = {
            "matter": matter,
            "form": form,
            "errors": edge.error_summary(form),
            "may_speak": matter.state == MatterState.INTENDED,
            "left": remaining(law.calendar(), today(), due) if due else None,
            "papers": papers.papers_of(matter.reference),
            "department": people.department(matter.department),
            "facts": [line for line in matter.facts.splitlines() if line.strip()],
            "events": events(matter, PARTY_VERBS),
            "state": PARTY_STATES[matter.state],
        }
        return render(request, "consequences/mine.html", context, status=code)
