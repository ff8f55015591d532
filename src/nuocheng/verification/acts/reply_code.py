"""Codes by which bodies without accounts answer (答复码): made, kept as a digest, compared, good for one answer."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Protocol

from django.utils.crypto import constant_time_compare, salted_hmac

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.numbers import BadNumber, check_code, read_check_code
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.law import queries as law
from nuocheng.verification.models import AssistanceRequest, ReplyCode
from nuocheng.verification.queries import assistance


class Code(Protocol):
    """What is kept of a code: its digest, and until when it holds."""

    digest: str
    until: datetime


NO_CODE = "答复码不对，或者已经过期。请照着随函的答复码再填一遍；还是不行的，请打函上的电话"


def new_code(reference: str) -> tuple[str, str]:
    """Return a code to be shown once, and the digest to be kept."""
    code = check_code(secrets.token_bytes(8))
    return code, _digest(reference, code)


@official_act("assistance.issue_code", by=Role.VERIFIER, file=AssistanceRequest)
def issue_code(on: Occasion, request: AssistanceRequest, deed: Deed, *, digest: str) -> None:
    """Issue a code (制发答复码) for a body without accounts; the one before holds no more.

    The code itself never comes here: only its digest does.

    Raises:
        OutOfOrder: No answer is awaited, or the body has accounts here.

    """
    request.ready_for("issue_code")
    if request.asked:
        raise OutOfOrder("对方有账号，请对方登录系统答复，不用答复码")
    days = law.term("term.assistance.code", on.today).amount
    row = ReplyCode(
        request=request,
        turn=turn_of(request),
        digest=digest,
        made_at=on.at,
        until=on.at + timedelta(days=days),
    )
    deed.move(request, "issue_code", rows=[row], note={"days": days})


def opens(request: AssistanceRequest, typed: str, at: datetime) -> bool:
    """Say whether what was typed is the newest code for the reply that is due, and still holds."""
    row = assistance.newest_code(request.reference)
    return row is not None and row.turn == turn_of(request) and holds(row, request.reference, typed, at)


def holds(code: Code | None, reference: str, typed: str, at: datetime) -> bool:
    """Say whether what was typed is this code of a request or a letter, and the code still holds."""
    try:
        digest = _digest(reference, read_check_code(typed))
    except BadNumber:
        return False
    return code is not None and at < code.until and constant_time_compare(code.digest, digest)


def turn_of(request: AssistanceRequest) -> int:
    """Return which reply is due: the first, or the one to the further question."""
    return 2 if request.further else 1


def _digest(reference: str, code: str) -> str:
    return salted_hmac("nuocheng.assistance.code", f"{reference}:{code}", algorithm="sha256").hexdigest()
