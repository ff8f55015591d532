"""The liaison of an asked body is told by short message: that a request came, that half of the term is over, that it is overdue."""

from __future__ import annotations

from datetime import datetime, time

from nuocheng.journal.files import Record
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA, Occasion
from nuocheng.law import queries as law
from nuocheng.letters import queries as letters
from nuocheng.letters.official import letter
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.queries import assistance, bodies


def news(on: Occasion, request: AssistanceRequest, key: str) -> list[Record]:
    """Return the letter that tells the liaison (联络员) of a body what is new, or nothing.

    It goes on by short message only. Nothing is written where no liaison has a mobile number, or where the body
    was told as often today as the law lets it be told. What is told is that something waits, never about whom,
    and never a code.
    """
    found = bodies.liaison(request, on.today)
    if found is None or not found.mobile or request.due_on is None:
        return []
    to = bodies.recipient(request)
    morning = datetime.combine(on.today, time(), CHINA)
    if letters.count_to(to, morning) >= assistance.number("texts", on.today):
        return []
    title = law.provision(f"wording.assistance.{key}", on.today).filled(due=cn_date(request.due_on))
    return [letter(on, party=to, about=request.reference, title=title, text=title)]
