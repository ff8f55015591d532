"""What the window does with a mailing: try again, print, post, or give this way up."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.letters.models import Mailing

LONGEST = 64


@official_act("mailing.retry", by=(Role.CLERK, Role.REVIEWER), file=Mailing)
def retry(on: Occasion, mailing: Mailing, deed: Deed, *, address: str = "") -> None:
    """Send again (重新送), to another number or address where one is given.

    Raises:
        OutOfOrder: It is not laid before a person.

    """
    where = address.strip() or mailing.address
    deed.move(
        mailing,
        "retry",
        note={"changed": where != mailing.address},
        address=where,
        attempts=0,
        next_at=on.at,
        problem="",
    )


@official_act("mailing.print", by=(Role.CLERK, Role.REVIEWER), file=Mailing)
def print_out(on: Occasion, mailing: Mailing, deed: Deed) -> None:
    """Note that the letter was printed (打印); printing again is noted again.

    Raises:
        OutOfOrder: It is no letter on paper, or it is posted already.

    """
    deed.move(mailing, "print")


@official_act("mailing.post", by=(Role.CLERK, Role.REVIEWER), file=Mailing)
def post(on: Occasion, mailing: Mailing, deed: Deed, *, receipt_no: str) -> None:
    """Note that the letter was posted or handed over (寄出), with the number of the mail or who took it.

    Raises:
        Malformed: No number is given, or it is too long.
        OutOfOrder: It was not printed.

    """
    number = receipt_no.strip()
    if not number:
        raise Malformed.at("receipt_no", "请填写邮件号；当面交的，填写谁收的")
    if len(number) > LONGEST:
        raise Malformed.at("receipt_no", f"邮件号最多{LONGEST}个字，请改短")
    deed.move(mailing, "post", note={"receipt": number}, receipt_no=number, ended_at=on.at)


@official_act("mailing.drop", by=(Role.CLERK, Role.REVIEWER), file=Mailing)
def drop(on: Occasion, mailing: Mailing, deed: Deed, *, reason: str) -> None:
    """Give this way up (不再送), with the reason; the letter itself stays in the party's account.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: It is on its way, or has arrived.

    """
    why = reason.strip()
    if not why:
        raise Malformed.at("reason", "请写明为什么不再送")
    deed.move(mailing, "drop", note={"reason": why}, problem=why[:200])
