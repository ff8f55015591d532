"""What was seen on the spot of one task, with its photographs, and where to plan a visit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge.clock import today
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.verification import jobs, queries
from nuocheng.verification.pages.photos import own
from nuocheng.verification.pages.wording import CHANNELS, OUTCOMES
from nuocheng.verification.queries import visits

ON_SITE = "on_site"


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was pledged and what was seen of it, visit by visit."""
    task = own(request, reference)
    shots = queries.photos(task.reference)
    word, tone = OUTCOMES.get(task.outcome, OUTCOMES[""])
    place = queries.places([task.origin]).get(task.origin, "")
    lines = (
        ("承诺的内容", task.pledged),
        ("当事人", task.party_name),
        ("地址", place if place != task.claimed else ""),
        ("证明", task.certificate),
        ("核查方式", CHANNELS.get(task.channel, task.channel)),
        ("核查标准", task.standard),
    )
    context = {
        "task": task,
        "open": task.is_open,
        "visit": visits.visit(task.visit) if task.visit else None,
        "wants": visits.wants(task.reference, jobs.channels()),
        "left": remaining(law.calendar(), today(), task.due_on),
        "word": word,
        "tone": tone,
        "rows": [{"label": label, "value": value} for label, value in lines if value],
        "seen": [
            {
                "answer": one,
                "word": OUTCOMES.get(one.outcome, OUTCOMES[""])[0],
                "tone": OUTCOMES.get(one.outcome, OUTCOMES[""])[1],
                "photos": [shot for shot in shots if shot.answer_id == one.pk],
            }
            for one in queries.answers(task.reference)
            if one.channel == ON_SITE
        ],
    }
    return render(request, "verification/field_task.html", context)
