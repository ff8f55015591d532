"""The public page on risk: the formula in plain words, with every number that it uses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge.clock import today
from nuocheng.law import queries as law
from nuocheng.verification.pages.draw_forms import classes
from nuocheng.verification.queries import risks
from nuocheng.verification.rules.credit_class import WHY, CreditClass
from nuocheng.verification.rules.interval import percent


@require_safe
def formula(request: HttpRequest) -> HttpResponse:
    """Show the formula, its classes, and who is disturbed less."""
    day = today()
    used, stated = risks.formula(day), law.provision(risks.FORMULA, day)
    bounds = {"high": used.high, "middle": used.middle, "low": 0}
    context = {
        "used": used,
        "usual": percent(used.usual / 1000),
        "since": stated.since,
        "harms": used.harms.values(),
        "ways": used.ways.values(),
        "classes": [
            {"title": title, "since": bounds[key], "factor": factor, "recheck": recheck}
            for key, (title, factor, recheck) in risks.factors(day).items()
        ],
        "credit": [(key, title, share, WHY[CreditClass(key)]) for key, title, share in classes()],
    }
    return render(request, "verification/risk.html", context)
