"""Who may look at a request for assistance, from which side, and which of its steps they may take."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from nuocheng.edge.occasions import must_hold
from nuocheng.journal.official import ActBase
from nuocheng.kernel.errors import NotFound, NotInOffice
from nuocheng.kernel.occasion import Post, Role
from nuocheng.verification.lifecycle import AssistanceState
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.queries import assistance

ASKING, ASKED, BUREAU = "asking", "asked", "bureau"
#: Posts that read the requests of their own department; the Bureau reads all.
READERS = (Role.VERIFIER, Role.REVIEWER, Role.BUREAU)


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as somebody sees it: from which side, and with which posts."""

    request: AssistanceRequest
    side: str
    held: tuple[Post, ...]

    @property
    def shell(self) -> str:
        """Return the shell of the page."""
        return "shells/lead.html" if self.side == BUREAU else "shells/desk.html"

    @property
    def back(self) -> tuple[str, str]:
        """Return where the list is from which it was opened, and what that is called."""
        return {
            ASKING: ("/desk/assist", "回到我们发出的协查"),
            ASKED: ("/desk/assist/inbox", "回到请我们协助的"),
            BUREAU: ("/lead/assist", "回到协查监督"),
        }[self.side]

    @property
    def verifies(self) -> bool:
        """Say whether they see the tasks that the request is about."""
        return any(post.role is Role.VERIFIER for post in self.held)

    @property
    def drafts(self) -> bool:
        """Say whether they see an answer that waits to be signed: only the body that writes it."""
        return self.side == ASKED and self.request.state == AssistanceState.PREPARED

    def may(self, act: ActBase) -> bool:
        """Say whether one of the posts held may do an act on this request."""
        charge = self.request.in_charge(act.verb.partition(".")[2])
        return any(
            post.role in act.by and (post.role is Role.BUREAU or post.department == charge)
            for post in self.held
        )

    def must(self, act: ActBase) -> None:
        """Let a step go on only for whoever may take it.

        Raises:
            NotInOffice: Another post, or the other side, takes this step.

        """
        if not self.may(act):
            raise NotInOffice("这一步由别的岗位或者对方单位来办")


def seen(request: HttpRequest, reference: str) -> Seen:
    """Return a request that whoever is here may read.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post is held from which requests are read.
        NotFound: There is none of this number that is theirs to read; a draft is nobody else's business.

    """
    held = tuple(must_hold(request, *READERS))
    found = assistance.request(reference)
    side = _side(found, held)
    if not side:
        raise NotFound("没有这一件协查，请回到列表重新选")
    return Seen(found, side, held)


def _side(found: AssistanceRequest, held: tuple[Post, ...]) -> str:
    if any(post.department == found.department and post.role is not Role.BUREAU for post in held):
        return ASKING
    arrived = found.asked and found.sent_at is not None
    if arrived and any(post.department == found.asked and post.role is not Role.BUREAU for post in held):
        return ASKED
    return BUREAU if any(post.role is Role.BUREAU for post in held) else ""
