"""What anybody may see of draws: the seed's digest, the list, the seed, and how to draw again."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge.sending import attachment
from nuocheng.kernel.errors import NotFound
from nuocheng.people import queries as people
from nuocheng.verification.lifecycle import DrawState
from nuocheng.verification.pages.draws import shown
from nuocheng.verification.pages.wording import DRAW_TONES
from nuocheng.verification.queries import draws as queries

TEXT = "text/plain; charset=utf-8"
REPLAY = Path(__file__).parent.parent / "data" / "replay_draw.txt"
#: The files of a draw by their names, and whether each is of what was drawn.
FILES = {"list.txt": False, "drawn.txt": True}


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """List every draw, the newest first."""
    found = queries.draws(after=request.GET.get("after", ""))
    rows = [
        (one, people.department_name(one.department), DRAW_TONES[DrawState(one.state)]) for one in found.rows
    ]
    more = {"next_url": f"/draws?after={found.next}" if found.next else ""}
    return render(request, "verification/public_draws.html", {"rows": rows, "pager": more})


@require_safe
def draw(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one draw with everything that is needed to draw again."""
    found = queries.draw(reference)
    context = {**shown(found), "department": people.department_name(found.department)}
    return render(request, "verification/public_draw.html", context)


@require_safe
def file(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Send the frozen list, or what was drawn from it.

    Raises:
        NotFound: There is none yet.

    """
    text = queries.lines(queries.draw(reference).reference, drawn=FILES[name]) if name in FILES else ""
    if not text:
        raise NotFound("这次抽查还没有这份名单")
    return attachment(text.encode(), media_type=TEXT, filename=f"{reference}-{name}")


@require_safe
def replay(request: HttpRequest) -> HttpResponse:
    """Send the script with which anybody draws again."""
    return attachment(REPLAY.read_bytes(), media_type=TEXT, filename="replay_draw.py")
