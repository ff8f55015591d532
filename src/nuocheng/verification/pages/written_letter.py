"""The letter to a body that is asked in writing: printed with its address and a code, shown this once."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from nuocheng.edge.occasions import occasion
from nuocheng.edge.qr import qr
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.verification import acts
from nuocheng.verification.pages.written_desk import context_of, own_check
from nuocheng.verification.queries import written


@require_POST
def issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a code and show the whole letter with it this once, to be printed, stamped and sent."""
    check = own_check(request, reference)
    waiting = next(iter(written.waiting(written.letter_of(check))), check)
    code, digest = acts.new_code(check.letter_number)
    on = occasion(request, acts.issue_letter_code, department=check.department)
    try:
        acts.issue_letter_code(on, waiting.reference, digest=digest)
    except Refusal as refusal:
        messages.warning(request, refusal.text)
        return SeeOther(f"/desk/written/{reference}")
    held = written.newest_code(check.letter_number)
    address = f"{settings.NUOCHENG_ADDRESS}/written/{held.check_code}" if held else ""
    context = {
        **context_of(check),
        "reply_code": code,
        "held": held,
        "address": address,
        "picture": qr(address, "网上交材料的网址"),
    }
    answer = render(request, "verification/written_letter.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer
